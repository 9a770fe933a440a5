/* /desk/meetings/{meeting}: one meeting about complaints, to which top management and anybody who
 * works here can be invited: agenda, answers, who came, minutes, decisions with who answers for
 * them. [item 175] */
#include "improvement/meeting_page.h"

#include "base/buf.h"
#include "db/improvement_sql.h"
#include "edge/names.h"

#include <stdlib.h>
#include <string.h>

/* A meeting under way on a page. */
struct shown {
    struct meeting_row m;
    struct rows guests;                   /* struct meeting_guest_row */
    const struct meeting_guest_row *mine; /* the reader's own invitation, or NULL */
    bool leads;                           /* called it, or leads the department */
};

const char *meeting_when(const struct req *rq, const struct meeting_row *m)
{
    return arena_printf(rq->a, "%s, %s", look_day(rq, m->on_day), m->starts);
}

const char *meeting_state(const struct req *rq, const struct meeting_row *m)
{
    if (instant_is_set(m->ended_at))
        return lang_text(rq->lang, N_("Called off"));
    if (instant_is_set(m->held_at))
        return lang_text(rq->lang, N_("Held, with minutes"));
    return lang_text(rq->lang, date_compare(m->on_day, rq->today) < 0 ? N_("Minutes are missing")
                                                                      : N_("To come"));
}

/* For who is invited, who called it, and who reads analyses of its department. */
static bool load(struct req *rq, int64_t id, struct shown *out, bool *seen)
{
    const struct meeting_guest_row *g;
    struct reach read, lead;

    *out = (struct shown){ .mine = NULL };
    if (!edge_reach(rq, MAY_READ_ANALYSES, &read) || !edge_reach(rq, MAY_ANALYSE, &lead) ||
        !meeting_load(edge_act(rq), id, &out->m, rq->err) ||
        !meeting_guests(edge_act(rq), id, &out->guests, rq->err))
        return false;
    g = out->guests.row;
    for (size_t i = 0; i < out->guests.n; i++)
        if (g[i].staff_id == rq->user->id)
            out->mine = &g[i];
    out->leads = look_reached(&lead, out->m.team_id);
    *seen = out->mine || out->m.by_id == rq->user->id || look_reached(&read, out->m.team_id);
    return true;
}

bool meeting_seen(struct req *rq, int64_t id, bool *out)
{
    struct shown s;

    return load(rq, id, &s, out);
}

static bool one_open(struct req *rq, struct shown *out)
{
    bool seen = false;
    int64_t id;

    return settings_id(rq, "meeting", &id) && load(rq, id, out, &seen) &&
           (seen || err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page.")));
}

static bool guests_show(struct looking *l, const struct shown *s)
{
    static const char *const heads[] = { N_("Comes"), N_("Was there") };
    struct look_table *t =
        look_table(l, N_("Who is invited"), N_("Who"), heads, COUNT(heads), s->guests.n);
    const struct meeting_guest_row *g = s->guests.row;
    struct req *rq = l->m.rq;

    for (size_t i = 0; i < s->guests.n; i++) {
        const char *who = NULL, *answer = N_("No answer yet");
        struct look_row *row;
        if (!edge_staff_name(rq, g[i].staff_id, &who))
            return false;
        if (g[i].answer)
            answer = strcmp(g[i].answer, "yes") == 0 ? N_("Yes") : N_("No");
        row = look_row(l, t, who ? who : "–");
        look_cell(row, 0, lang_text(rq->lang, answer));
        look_cell(row, 1,
                  !instant_is_set(s->m.held_at)
                      ? "–"
                      : lang_text(rq->lang, g[i].attended ? N_("Yes") : N_("No")));
    }
    return true;
}

/* "1 2 3" as ",1,2,3,". */
static const char *ids_between(struct arena *a, const char *ids)
{
    struct buf b = buf_new(a);

    buf_char(&b, ',');
    for (const char *s = ids ? ids : ""; *s; s += strspn(s, " ")) {
        size_t n = strcspn(s, " ");
        buf_add(&b, s, n);
        buf_char(&b, ',');
        s += n;
    }
    return buf_text(&b);
}

/* What is on the agenda and this reader may see; of the rest nothing is said. [4.10-a] */
static bool agenda_show(struct looking *l, const struct shown *s)
{
    struct req *rq = l->m.rq;
    const struct case_named *c;
    struct reach reach, read;
    struct rows rows = { 0 };

    if (!edge_reach(rq, MAY_READ, &reach) || !edge_reach(rq, MAY_READ_ANALYSES, &read))
        return false;
    if (s->m.complaints &&
        !sql_complaints_named(rq->a, rq->db, ids_between(rq->a, s->m.complaints), reach.all,
                              reach.teams, reach.barred, &rows, rq->err))
        return false;
    c = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        look_named(l, c[i].reference, desk_case_path(rq->a, c[i].reference));
    for (const char *ids = s->m.analyses ? s->m.analyses : ""; *ids;) {
        struct analysis_row a = { 0 };
        char *end;
        int64_t id = strtoll(ids, &end, 10);
        ids = end + strspn(end, " ");
        if (!analysis_load(edge_act(rq), KIND_ANALYSIS, id, &a, rq->err))
            return false;
        if (look_reached(&read, a.team_id))
            look_named(l,
                       lang_format(rq->a, rq->lang, N_("Analysis: {period}"), "period",
                                   look_period(rq, a.from_on, a.until_on), NULL),
                       arena_printf(rq->a, ANALYSES "/%" PRId64, a.id));
    }
    return true;
}

static bool decisions_show(struct looking *l, const struct shown *s)
{
    const struct corrective_action_row *m;
    struct req *rq = l->m.rq;
    struct look_table *t;
    struct rows rows;

    if (!sql_corrective_actions_of_meeting(rq->a, rq->db, s->m.id, &rows, rq->err) ||
        !rows_open(rq->a, edge_act(rq)->keys, &corrective_action_table, &rows, rq->err))
        return false;
    m = rows.row;
    t = look_correctives(l, N_("What was decided"), rows.n);
    t->empty = lang_text(rq->lang, N_("Nothing was decided so far."));
    for (size_t i = 0; i < rows.n; i++)
        if (!look_corrective(l, t, &m[i]))
            return false;
    return true;
}

static bool minutes_form(struct looking *l, const struct shown *s, const char *action)
{
    struct settings form = settings_form(l->m.rq, NULL, N_("Keep the minutes"));
    const struct meeting_guest_row *g = s->guests.row;
    struct choice *list = ARENA_ARRAY(l->m.rq->a, struct choice, s->guests.n);

    for (size_t i = 0; i < s->guests.n; i++) {
        list[i] = (struct choice){ .value = arena_printf(l->m.rq->a, "%" PRId64, g[i].staff_id),
                                   .chosen = g[i].attended };
        if (!edge_staff_name(l->m.rq, g[i].staff_id, &list[i].label))
            return false;
    }
    settings_ticks(&form, "attended", N_("Who was there"), NULL, list, s->guests.n);
    keep_area(&form, "minutes", N_("Minutes"), N_("What was said and decided."));
    if (l->m.rq->method == GET)
        form.input[form.n - 1].value = look_said(l->m.rq, s->m.minutes.text);
    keep_form(&l->m, action, "minutes", 0, N_("Minutes"), NULL, &form);
    return true;
}

static bool forms_show(struct looking *l, const struct shown *s)
{
    const char *action = arena_printf(l->m.rq->a, MEETINGS "/%" PRId64, s->m.id);
    struct settings yes = settings_form(l->m.rq, NULL, N_("I will come"));
    struct settings no = settings_form(l->m.rq, NULL, N_("I cannot come"));
    struct settings off = settings_form(l->m.rq, NULL, N_("Call it off"));
    bool held = instant_is_set(s->m.held_at);

    if (instant_is_set(s->m.ended_at))
        return true;
    if (s->mine && !held) {
        keep_form(&l->m, action, "yes", 0, N_("You are invited"),
                  N_("Please say whether you come."), &yes);
        keep_form(&l->m, action, "no", 0, N_("Or you cannot"), NULL, &no);
    }
    if (!s->leads)
        return true;
    if (date_compare(s->m.on_day, l->m.rq->today) <= 0 && !minutes_form(l, s, action))
        return false;
    if (!look_corrective_form(l, action, NULL, 0, N_("A decision")))
        return false;
    if (!held)
        keep_form(&l->m, action, "off", 0, N_("It does not take place"), NULL, &off);
    return true;
}

static bool one_show(struct looking *l, struct shown *s)
{
    struct req *rq = l->m.rq;
    const char *team = NULL;

    if (!look_team_name(rq, s->m.team_id, &team))
        return false;
    look_back(l, MEETINGS, N_("Complaint meetings"));
    l->m.page.title = look_said(rq, s->m.title.text);
    l->m.page.version = s->m.version;
    if (instant_is_set(s->m.ended_at))
        l->page.warning = lang_text(rq->lang, N_("This meeting was called off."));
    keep_fact(&l->m, N_("When"), meeting_when(rq, &s->m));
    keep_fact(&l->m, N_("Where"), look_said(rq, s->m.place.text));
    keep_fact(&l->m, N_("Whose meeting"), team);
    keep_fact(&l->m, N_("Called"), keep_when_who(rq, s->m.at, s->m.by_id));
    keep_fact(&l->m, N_("How far"), meeting_state(rq, &s->m));
    look_text(l, N_("Agenda"), s->m.agenda.text);
    look_text(l, N_("Minutes"), s->m.minutes.text);
    if (!agenda_show(l, s) || !guests_show(l, s) || !decisions_show(l, s) || !forms_show(l, s) ||
        !record_shown(l, &meeting_table, &s->m, s->m.team_id, NULL))
        return false;
    return look_render(l);
}

static bool one_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct shown s;

    look_begin(l, rq, NULL);
    return one_open(rq, &s) && one_show(l, &s);
}

static bool decision_do(struct req *rq, const struct shown *s)
{
    struct corrective_form form = { .meeting = s->m.id };
    const struct procedure *p;

    if (!look_corrective_read(rq, &form))
        return false;
    form.weak_point = 0;
    return edge_procedure(rq, &p) && corrective_add(edge_act(rq), p, &form, rq->err);
}

static bool minutes_do(struct req *rq, const struct shown *s)
{
    const struct procedure *p;
    const int64_t *attended;
    size_t n;

    attended = look_numbers(rq, "attended", &n);
    return edge_procedure(rq, &p) &&
           meeting_minute(edge_act(rq), p, s->m.id, look_number(rq, "version"),
                          settings_sent(rq, "minutes"), attended, n, rq->err);
}

static bool one_do(struct req *rq, const struct shown *s)
{
    const char *what = keep_act(rq);

    if (s->mine && (strcmp(what, "yes") == 0 || strcmp(what, "no") == 0))
        return meeting_answer(edge_act(rq), s->m.id, strcmp(what, "yes") == 0, rq->err);
    if (s->leads && strcmp(what, "minutes") == 0)
        return minutes_do(rq, s);
    if (s->leads && strcmp(what, "corrective") == 0)
        return decision_do(rq, s);
    if (s->leads && strcmp(what, "off") == 0)
        return meeting_call_off(edge_act(rq), s->m.id, rq->err);
    return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

static bool one_post(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct shown s;

    look_begin(l, rq, NULL);
    if (!one_open(rq, &s))
        return false;
    if (one_do(rq, &s))
        return look_done(rq, arena_printf(rq->a, MEETINGS "/%" PRId64, s.m.id));
    return keep_refused(&l->m) && one_show(l, &s);
}

const struct route meeting_routes[] = {
    { GET, MEETINGS "/{meeting}", MAY_DESK, one_get, 0 },
    { POST, MEETINGS "/{meeting}", MAY_DESK, one_post, 0 },
    { 0 },
};
