/* /desk/corrective-actions: what is to be done about weak points and decisions of meetings; each is
 * done by whoever answers for it and looked at by somebody else. [8.7-a] [5.4.3-a] */
#include "db/improvement_sql.h"
#include "edge/names.h"
#include "improvement/leading.h"
#include "improvement/meeting_page.h"

#include <stdlib.h>
#include <string.h>

static bool list_get(struct req *rq)
{
    const char *after = form_text(rq->query, "after"), *at = form_text(rq->query, "at");
    int64_t id = after ? strtoll(after, NULL, 10) : 0;
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    const struct corrective_action_row *m;
    struct look_table *t;
    struct date from;
    struct reach reach;
    struct rows rows;
    char day[DATE_TEXT];
    size_t n;

    look_begin(l, rq, N_("Corrective actions"));
    if (!at || !date_parse(at, strlen(at), &from))
        from = DAY(1, 1, 1);
    if (!edge_reach(rq, MAY_READ_ANALYSES, &reach) ||
        !sql_corrective_actions_open(rq->a, rq->db, rq->user->id, from, id, DESK_PAGE + 1,
                                     reach.all, reach.teams, &rows, rq->err) ||
        !rows_open(rq->a, edge_act(rq)->keys, &corrective_action_table, &rows, rq->err))
        return false;
    m = rows.row;
    n = rows.n < DESK_PAGE ? rows.n : DESK_PAGE;
    t = look_correctives(l, N_("To be done or checked, the first due first"), n);
    t->empty = lang_text(rq->lang, N_("Nothing is to be done."));
    for (size_t i = 0; i < n; i++)
        if (!look_corrective(l, t, &m[i]))
            return false;
    if (rows.n > n) {
        date_text(m[n - 1].due_on, day);
        look_link(l, N_("Later ones"),
                  arena_printf(rq->a, CORRECTIVE "?at=%s&after=%" PRId64, day, m[n - 1].id));
    }
    if (may(rq->user, MAY_READ_ANALYSES, NULL))
        look_link(l, N_("Analyses of records"), ANALYSES);
    return look_render(l);
}

/* Who answers for it sees it, and whoever reads analyses of its team. `leads`: may settle it. */
static bool one_open(struct req *rq, struct corrective_action_row *out, bool *leads)
{
    struct reach read, lead;
    int64_t id;

    if (!settings_id(rq, "action", &id) || !corrective_load(edge_act(rq), id, out, rq->err) ||
        !edge_reach(rq, MAY_READ_ANALYSES, &read) || !edge_reach(rq, MAY_ANALYSE, &lead))
        return false;
    *leads = look_reached(&lead, out->team_id);
    return out->owner_id == rq->user->id || look_reached(&read, out->team_id) ||
           err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

/* What can become of it, as whoever leads the department settles it. */
static const struct settling {
    const char *value, *words;
    enum corrective_settling what;
} settlings[] = {
    { "helped", N_("It is done, and it helped"), CORRECTIVE_HELPED },
    { "again", N_("It did not help enough: to be done anew"), CORRECTIVE_AGAIN },
    { "drop", N_("It is not to be done after all"), CORRECTIVE_DROP },
};

/* Only what was done is looked at, and by somebody else than who did it. */
static void settle_form(struct looking *l, const char *action, bool checks)
{
    struct settings s = settings_form(l->m.rq, NULL, N_("Keep this"));
    struct choice *list = ARENA_ARRAY(l->m.rq->a, struct choice, COUNT(settlings));
    size_t n = 0;

    for (size_t i = 0; i < COUNT(settlings); i++)
        if (checks || settlings[i].what == CORRECTIVE_DROP)
            list[n++] = (struct choice){ .value = settlings[i].value,
                                         .label = lang_text(l->m.rq->lang, settlings[i].words) };
    settings_radios(&s, "settling", N_("What came of it"), NULL, list, n, NULL);
    keep_area(&s, "why", N_("How you know, or why"), NULL);
    keep_form(&l->m, action, "settle", 0, checks ? N_("Did it help?") : N_("Or drop it"), NULL, &s);
}

static void forms_show(struct looking *l, const struct corrective_action_row *m, bool leads)
{
    const char *action = arena_printf(l->m.rq->a, CORRECTIVE "/%" PRId64, m->id);
    bool open = strcmp(m->state, "open") == 0, done = strcmp(m->state, "done") == 0;
    bool mine = m->owner_id == l->m.rq->user->id, own = m->done_by == l->m.rq->user->id;
    struct settings s = settings_form(l->m.rq, NULL, N_("It is done"));

    if (open && (mine || leads)) {
        keep_area(&s, "text", N_("What was done"), NULL);
        keep_form(&l->m, action, "done", 0, N_("Done?"), NULL, &s);
    }
    if (done && own)
        l->m.page.block =
            lang_text(l->m.rq->lang, N_("Somebody else than who did it checks whether it helped."));
    if ((open || done) && leads)
        settle_form(l, action, done && !own);
}

/* Where it comes from, for who may see that. */
static bool origin_show(struct looking *l, const struct corrective_action_row *m)
{
    struct req *rq = l->m.rq;
    struct weak_point_row w = { 0 };
    struct analysis_row a = { 0 };
    struct reach read;
    bool seen = false, review;

    if (m->meeting_id != 0 && !meeting_seen(rq, m->meeting_id, &seen))
        return false;
    if (seen)
        look_link(l, N_("The meeting that decided it"),
                  arena_printf(rq->a, MEETINGS "/%" PRId64, m->meeting_id));
    if (m->weak_point_id == 0)
        return true;
    if (!weak_point_by_id(rq->a, rq->db, m->weak_point_id, &w, rq->err) ||
        !row_open(rq->a, edge_act(rq)->keys, &weak_point_table, &w, rq->err) ||
        !analysis_by_id(rq->a, rq->db, w.analysis_id, &a, rq->err) ||
        !edge_reach(rq, MAY_READ_ANALYSES, &read))
        return false;
    look_text(l, N_("For this weak point"), w.text.text);
    review = strcmp(a.kind, KIND_REVIEW) == 0;
    if (look_reached(&read, a.team_id))
        look_link(l, review ? N_("The review") : N_("The analysis"),
                  arena_printf(rq->a, "%s/%" PRId64, review ? REVIEWS : ANALYSES, w.analysis_id));
    return true;
}

static bool one_show(struct looking *l, const struct corrective_action_row *m, bool leads)
{
    struct req *rq = l->m.rq;
    const char *who = NULL;

    if (!edge_staff_name(rq, m->owner_id, &who))
        return false;
    look_back(l, CORRECTIVE, N_("Corrective actions"));
    l->m.page.version = m->version;
    look_text(l, N_("What is to be done"), m->what.text);
    if (!origin_show(l, m))
        return false;
    look_text(l, N_("What was done"), m->done_text.text);
    look_text(l, N_("What came of it"), m->settled_text.text);
    keep_fact(&l->m, N_("How far"), desk_word(rq, &corrective_state_words, m->state));
    keep_fact(&l->m, N_("Who answers for it"), who);
    keep_fact(&l->m, N_("Until"), look_day(rq, m->due_on));
    keep_fact(&l->m, N_("Set"), keep_when_who(rq, m->at, m->by_id));
    keep_fact(&l->m, N_("Done"), keep_when_who(rq, m->done_at, m->done_by));
    keep_fact(&l->m, N_("Checked"), keep_when_who(rq, m->settled_at, m->settled_by));
    forms_show(l, m, leads);
    return record_shown(l, &corrective_action_table, m, m->team_id, NULL) && look_render(l);
}

static bool one_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct corrective_action_row m = { 0 };
    bool leads;

    look_begin(l, rq, N_("Corrective action"));
    return one_open(rq, &m, &leads) && one_show(l, &m, leads);
}

static bool settle_do(struct req *rq, const struct corrective_action_row *m)
{
    const char *settling = settings_sent(rq, "settling");

    for (size_t i = 0; i < COUNT(settlings); i++)
        if (strcmp(settling, settlings[i].value) == 0)
            return corrective_settle(edge_act(rq), m->id, look_number(rq, "version"),
                                     settlings[i].what, settings_sent(rq, "why"), rq->err);
    return err_field(rq->err, "settling", N_("Choose what came of it."));
}

static bool one_do(struct req *rq, const struct corrective_action_row *m, bool leads)
{
    const char *what = keep_act(rq);

    if (strcmp(what, "done") == 0 && (leads || m->owner_id == rq->user->id))
        return corrective_do(edge_act(rq), m->id, look_number(rq, "version"),
                             settings_sent(rq, "text"), rq->err);
    if (strcmp(what, "settle") == 0 && leads)
        return settle_do(rq, m);
    return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

static bool one_post(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct corrective_action_row m = { 0 };
    bool leads;

    look_begin(l, rq, N_("Corrective action"));
    if (!one_open(rq, &m, &leads))
        return false;
    if (one_do(rq, &m, leads))
        return look_done(rq, arena_printf(rq->a, CORRECTIVE "/%" PRId64, m.id));
    return keep_refused(&l->m) && one_show(l, &m, leads);
}

const struct route corrective_routes[] = {
    { GET, CORRECTIVE, MAY_DESK, list_get, 0 },
    { GET, CORRECTIVE "/{action}", MAY_DESK, one_get, 0 },
    { POST, CORRECTIVE "/{action}", MAY_DESK, one_post, 0 },
    { 0 },
};
