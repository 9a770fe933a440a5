/* /desk/means: what the handling of complaints needs. Who leads a department asks, top management
 * answers, and what is there is said. [4.3-c] [6.4-a] [item 174] */
#include "db/improvement_sql.h"
#include "edge/names.h"
#include "improvement/leading_page.h"

#include <stdlib.h>
#include <string.h>

static bool means_line(struct looking *l, struct look_table *t, const struct resource_row *r)
{
    struct req *rq = l->m.rq;
    const char *team = NULL;
    struct look_row *row;

    if (!look_team_name(rq, r->team_id, &team))
        return false;
    row = look_row(l, t, desk_excerpt(rq->a, look_said(rq, r->what.text), 140));
    row->href = arena_printf(rq->a, MEANS "/%" PRId64, r->id);
    row->late = strcmp(r->state, "granted") == 0 && date_compare(r->due_on, rq->today) < 0;
    look_cell(row, 0, desk_word(rq, &resource_kind_words, r->kind));
    look_cell(row, 1, team);
    look_cell(row, 2, desk_word(rq, &resource_state_words, r->state));
    look_cell(row, 3, date_is_set(r->due_on) ? look_day(rq, r->due_on) : "–");
    return true;
}

static bool lines(struct looking *l, struct rows *rows, size_t n, const char *title,
                  const char *empty)
{
    static const char *const heads[] = { N_("Kind"), N_("For whom"), N_("How far"), N_("Until") };
    struct req *rq = l->m.rq;
    struct look_table *t;

    if (!rows_open(rq->a, edge_act(rq)->keys, &resource_table, rows, rq->err))
        return false;
    t = look_table(l, title, N_("What is needed"), heads, COUNT(heads), n);
    t->empty = lang_text(rq->lang, empty);
    for (size_t i = 0; i < n; i++)
        if (!means_line(l, t, &((const struct resource_row *)rows->row)[i]))
            return false;
    return true;
}

/* A number of the address. */
static int64_t place(const struct req *rq, const char *name, int64_t otherwise)
{
    const char *sent = form_text(rq->query, name);

    return sent ? strtoll(sent, NULL, 10) : otherwise;
}

/* A page of those that wait behind that one; `*more` is the last of it where others follow, else
 * 0. */
static bool waiting_show(struct looking *l, const char *title, int64_t after, int64_t *more)
{
    struct req *rq = l->m.rq;
    struct reach reach;
    struct rows rows;
    size_t n;

    *more = 0;
    if (!edge_reach(rq, MAY_READ_ANALYSES, &reach) ||
        !sql_resources_open(rq->a, rq->db, reach.all, reach.teams, after, DESK_PAGE + 1, &rows,
                            rq->err))
        return false;
    n = rows.n < DESK_PAGE ? rows.n : DESK_PAGE;
    if (rows.n > n)
        *more = ((const struct resource_row *)rows.row)[n - 1].id;
    return lines(l, &rows, n, title, N_("Nothing is asked for."));
}

bool look_means(struct looking *l, const char *title)
{
    int64_t more;

    if (!waiting_show(l, title, 0, &more))
        return false;
    if (more != 0)
        look_link(l, N_("More of what is needed"),
                  arena_printf(l->m.rq->a, MEANS "?after=%" PRId64, more));
    return true;
}

static bool settled_show(struct looking *l)
{
    struct req *rq = l->m.rq;
    int64_t id = place(rq, "before", INT64_MAX);
    struct reach reach;
    struct rows rows;
    size_t n;

    if (!edge_reach(rq, MAY_READ_ANALYSES, &reach) ||
        !sql_resources_settled(rq->a, rq->db, reach.all, reach.teams, id, DESK_PAGE + 1, &rows,
                               rq->err))
        return false;
    n = rows.n < DESK_PAGE ? rows.n : DESK_PAGE;
    if (!lines(l, &rows, n, N_("Answered, and there"), N_("None yet.")))
        return false;
    if (rows.n > n)
        look_link(l, N_("Earlier ones"),
                  arena_printf(rq->a, MEANS "?before=%" PRId64,
                               ((const struct resource_row *)rows.row)[n - 1].id));
    return true;
}

static bool ask_form(struct looking *l)
{
    struct settings s = settings_form(l->m.rq, NULL, N_("Ask for it"));
    struct req *rq = l->m.rq;
    struct choice *kinds = ARENA_ARRAY(rq->a, struct choice, resource_kind_words.n), *teams;
    size_t n = 0, n_teams;

    for (int i = 1; i < resource_kind_words.n; i++)
        kinds[n++] =
            (struct choice){ .value = resource_kind_words.word[i].code,
                             .label = lang_text(rq->lang, resource_kind_words.word[i].label) };
    if (!look_teams(rq, MAY_ANALYSE, &teams, &n_teams))
        return false;
    settings_select(&s, "kind", N_("Kind"), NULL, kinds, n, NULL);
    settings_select(&s, "team", N_("For whom"), NULL, teams, n_teams, NULL);
    keep_area(&s, "what", N_("What is needed, and why"),
              N_("With the figures that show it, such as how much work is late."));
    keep_form(&l->m, MEANS, "ask", 0, N_("Ask for means"), N_("Top management answers."), &s);
    return true;
}

static bool all_show(struct looking *l)
{
    struct req *rq = l->m.rq;
    int64_t more;

    l->m.page.intro = lang_text(
        rq->lang, N_("What the handling of complaints needs: people and their training, procedures "
                     "and documents, specialists, equipment, programs, money."));
    if (!waiting_show(l, N_("Waiting, and on their way"), place(rq, "after", 0), &more) ||
        !settled_show(l))
        return false;
    if (more != 0)
        look_link(l, N_("Later ones"), arena_printf(rq->a, MEANS "?after=%" PRId64, more));
    if (may(rq->user, MAY_ANALYSE, NULL) && !ask_form(l))
        return false;
    look_link(l, N_("Figures"), "/desk/figures");
    return look_render(l);
}

static bool list_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);

    look_begin(l, rq, N_("Means"));
    return all_show(l);
}

static bool ask_do(struct req *rq)
{
    struct resource_form form = { .kind = settings_sent(rq, "kind"),
                                  .what = settings_sent(rq, "what"),
                                  .team = look_number(rq, "team") };
    struct reach reach;
    int64_t id;

    return edge_reach(rq, MAY_ANALYSE, &reach) &&
           (look_reached(&reach, form.team) ||
            err_field(rq->err, "team", N_("Choose a department of yours."))) &&
           resource_ask(edge_act(rq), &form, &id, rq->err);
}

static bool list_post(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);

    look_begin(l, rq, N_("Means"));
    if (strcmp(keep_act(rq), "ask") == 0 ? ask_do(rq) : keep_act_unknown(rq))
        return look_done(rq, MEANS);
    return keep_refused(&l->m) && all_show(l);
}

/* -- one of them -- */

static bool one_open(struct req *rq, enum may what, struct resource_row *out)
{
    struct reach reach;
    int64_t id;

    return settings_id(rq, "means", &id) && edge_reach(rq, what, &reach) &&
           resource_load(edge_act(rq), id, out, rq->err) &&
           (look_reached(&reach, out->team_id) ||
            err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page.")));
}

static void answer_forms(struct looking *l, const struct resource_row *r)
{
    const char *action = arena_printf(l->m.rq->a, MEANS "/%" PRId64, r->id);
    const char *answer = arena_printf(l->m.rq->a, "%s/answer", action);
    struct settings grant = settings_form(l->m.rq, NULL, N_("Grant it"));
    struct settings decline = settings_form(l->m.rq, NULL, N_("Decline it"));
    struct settings there = settings_form(l->m.rq, NULL, N_("It is there"));

    if (strcmp(r->state, "asked") == 0 && may(l->m.rq->user, MAY_GRANT_MEANS, NULL)) {
        keep_area(&grant, "text", N_("How it is done"), NULL);
        settings_date(&grant, "due", N_("Until when it is there"), NULL, NULL);
        keep_form(&l->m, answer, "grant", 0, N_("Grant"), NULL, &grant);
        keep_area(&decline, "text", N_("Why not"), NULL);
        keep_form(&l->m, answer, "decline", 0, N_("Or decline"), NULL, &decline);
    }
    if (strcmp(r->state, "granted") == 0)
        keep_form(&l->m, action, "there", 0, N_("Is it there?"), NULL, &there);
}

static bool one_show(struct looking *l, const struct resource_row *r)
{
    struct req *rq = l->m.rq;
    const char *team = NULL;
    struct reach lead;

    if (!look_team_name(rq, r->team_id, &team) || !edge_reach(rq, MAY_ANALYSE, &lead))
        return false;
    look_back(l, MEANS, N_("Means"));
    l->m.page.version = r->version;
    keep_fact(&l->m, N_("Kind"), desk_word(rq, &resource_kind_words, r->kind));
    keep_fact(&l->m, N_("For whom"), team);
    keep_fact(&l->m, N_("How far"), desk_word(rq, &resource_state_words, r->state));
    keep_fact(&l->m, N_("Asked for"), keep_when_who(rq, r->at, r->by_id));
    keep_fact(&l->m, N_("Answered"), keep_when_who(rq, r->answered_at, r->answered_by));
    keep_fact(&l->m, N_("Until when it is there"), look_day(rq, r->due_on));
    keep_fact(&l->m, N_("There"), keep_when_who(rq, r->there_at, r->there_by));
    look_text(l, N_("What is needed, and why"), r->what.text);
    look_text(l, N_("Answer"), r->answer.text);
    if (look_reached(&lead, r->team_id))
        answer_forms(l, r);
    return record_shown(l, &resource_table, r, r->team_id, NULL) && look_render(l);
}

static bool one_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct resource_row r = { 0 };

    look_begin(l, rq, N_("Means"));
    return one_open(rq, MAY_READ_ANALYSES, &r) && one_show(l, &r);
}

static bool arrive_do(struct req *rq, const struct resource_row *r)
{
    return strcmp(keep_act(rq), "there") == 0
               ? resource_arrive(edge_act(rq), r->id, look_number(rq, "version"), rq->err)
               : keep_act_unknown(rq);
}

static bool answer_do(struct req *rq, const struct resource_row *r)
{
    const char *what = keep_act(rq);
    struct resource_answer answer = { .granted = strcmp(what, "grant") == 0,
                                      .text = settings_sent(rq, "text") };
    const struct procedure *p;

    if (!answer.granted && strcmp(what, "decline") != 0)
        return keep_act_unknown(rq);
    return edge_procedure(rq, &p) && settings_day(rq, "due", &answer.due) &&
           resource_decide(edge_act(rq), p, r->id, look_number(rq, "version"), &answer, rq->err);
}

static bool act_on(struct req *rq, enum may what,
                   bool (*act)(struct req *, const struct resource_row *))
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct resource_row r = { 0 };

    look_begin(l, rq, N_("Means"));
    if (!one_open(rq, what, &r))
        return false;
    if (act(rq, &r))
        return look_done(rq, arena_printf(rq->a, MEANS "/%" PRId64, r.id));
    return keep_refused(&l->m) && one_show(l, &r);
}

static bool one_post(struct req *rq)
{
    return act_on(rq, MAY_ANALYSE, arrive_do);
}

static bool answer_post(struct req *rq)
{
    return act_on(rq, MAY_GRANT_MEANS, answer_do);
}

const struct route resource_routes[] = {
    { GET, MEANS, MAY_READ_ANALYSES, list_get, 0 },
    { POST, MEANS, MAY_ANALYSE, list_post, 0 },
    { GET, MEANS "/{means}", MAY_READ_ANALYSES, one_get, 0 },
    { POST, MEANS "/{means}", MAY_ANALYSE, one_post, 0 },
    { POST, MEANS "/{means}/answer", MAY_GRANT_MEANS, answer_post, 0 },
    { 0 },
};
