/* /desk/meetings: meetings about complaints, past and to come, and the form that calls one. [item
 * 175] */
#include "improvement/meeting_page.h"

#include "db/improvement_sql.h"
#include "improvement/given.h"

#include <stdlib.h>
#include <string.h>

/* -- the list -- */

static bool list_rows(struct looking *l, const struct rows *rows)
{
    static const char *const heads[] = { N_("When"), N_("How far") };
    size_t n = rows->n < DESK_PAGE ? rows->n : DESK_PAGE;
    struct look_table *t = look_table(l, N_("Meetings"), N_("About"), heads, COUNT(heads), n);
    const struct meeting_row *m = rows->row;
    struct req *rq = l->m.rq;
    char day[DATE_TEXT];

    t->empty = lang_text(rq->lang, N_("There was no meeting yet."));
    for (size_t i = 0; i < n; i++) {
        struct look_row *row = look_row(l, t, look_said(rq, m[i].title.text));
        row->href = arena_printf(rq->a, MEETINGS "/%" PRId64, m[i].id);
        look_cell(row, 0, meeting_when(rq, &m[i]));
        look_cell(row, 1, meeting_state(rq, &m[i]));
    }
    if (rows->n > n) {
        date_text(m[n - 1].on_day, day);
        look_link(l, N_("Earlier ones"),
                  arena_printf(rq->a, MEETINGS "?at=%s&before=%" PRId64, day, m[n - 1].id));
    }
    return true;
}

static bool list_get(struct req *rq)
{
    const char *before = form_text(rq->query, "before"), *at = form_text(rq->query, "at");
    int64_t id = before ? strtoll(before, NULL, 10) : INT64_MAX;
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct reach reach;
    struct date day;
    struct rows rows;

    look_begin(l, rq, N_("Complaint meetings"));
    if (!at || !date_parse(at, strlen(at), &day))
        day = DAY(9999, 12, 31);
    if (!edge_reach(rq, MAY_READ_ANALYSES, &reach) ||
        !sql_meetings_page(rq->a, rq->db, rq->user->id, day, id, DESK_PAGE + 1, reach.all,
                           reach.teams, &rows, rq->err) ||
        !rows_open(rq->a, edge_act(rq)->keys, &meeting_table, &rows, rq->err) ||
        !list_rows(l, &rows))
        return false;
    if (may(rq->user, MAY_ANALYSE, NULL))
        look_add(l, N_("Call a meeting"), MEETINGS "/new");
    return look_render(l);
}

/* -- a new one -- */

/* Analyses that the reader may read, the newest first, as choices. */
static bool analyses_choices(struct req *rq, struct choice **out, size_t *n)
{
    const struct analysis_row *a;
    struct reach reach;
    struct rows rows;

    if (!edge_reach(rq, MAY_READ_ANALYSES, &reach) ||
        !sql_analyses_page(rq->a, rq->db, KIND_ANALYSIS, DAY(9999, 12, 31), INT64_MAX, 6, reach.all,
                           reach.teams, &rows, rq->err))
        return false;
    a = rows.row;
    *out = ARENA_ARRAY(rq->a, struct choice, rows.n + 1);
    *n = rows.n;
    for (size_t i = 0; i < rows.n; i++) {
        const char *team = NULL;
        if (!look_team_name(rq, a[i].team_id, &team))
            return false;
        (*out)[i] = (struct choice){ .value = arena_printf(rq->a, "%" PRId64, a[i].id),
                                     .label = arena_printf(
                                         rq->a, "%s · %s",
                                         look_period(rq, a[i].from_on, a[i].until_on), team) };
    }
    return true;
}

static bool new_show(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Call a meeting"), N_("Call it and invite them"));
    struct choice *teams, *people, *analyses;
    size_t n, n_people, n_analyses;

    if (!look_teams(rq, MAY_ANALYSE, &teams, &n) || !look_people(rq, &people, &n_people) ||
        !analyses_choices(rq, &analyses, &n_analyses))
        return false;
    s.intro = lang_text(rq->lang, N_("Everybody who is invited finds it under their notices and "
                                     "says whether they come."));
    s.action = MEETINGS "/new";
    s.back = MEETINGS;
    settings_text(&s, "title", N_("What it is about"), NULL, NULL);
    settings_select(&s, "team", N_("Whose meeting"), NULL, teams, n, NULL);
    settings_date(&s, "day", N_("Day"), NULL, NULL);
    settings_text(&s, "starts", N_("Time"), N_("Such as 14:30."), NULL);
    settings_text(&s, "place", N_("Where"), N_("A room, or a link."), NULL);
    keep_area(&s, "agenda", N_("Agenda"), N_("What is to be talked about. No names of persons."));
    settings_text(&s, "complaints", N_("Complaints on the agenda"),
                  N_("Their references, divided by blanks. Each guest sees only those that they "
                     "may read."),
                  NULL);
    if (n_analyses > 0)
        settings_ticks(&s, "analyses", N_("Analyses on the agenda"), NULL, analyses, n_analyses);
    settings_ticks(&s, "guests", N_("Who is invited"), NULL, people, n_people);
    return settings_show(&s);
}

/* One complaint that was named: it has to be one that whoever calls the meeting may read. */
static bool complaint_read(struct req *rq, const char *reference, int64_t *out)
{
    struct dossier d;

    if (edge_case(rq, reference, MAY_READ, &d)) {
        *out = d.c.id;
        return true;
    }
    if (rq->err->kind != ERR_NOT_FOUND)
        return false;
    err_clear(rq->err);
    err_field(rq->err, "complaints", N_("There is no complaint {reference} for you."));
    err_arg(rq->err, "reference", reference);
    return false;
}

static bool complaints_read(struct req *rq, const int64_t **out, size_t *n)
{
    static const char blanks[] = " ,;\r\n\t";
    int64_t *list = ARENA_ARRAY(rq->a, int64_t, MEETING_ITEMS);
    const char *sent = settings_sent(rq, "complaints");
    size_t length;

    *out = list;
    *n = 0;
    for (const char *s = sent; *(s += strspn(s, blanks)); s += strcspn(s, blanks))
        ++*n;
    if (!number_given(*n, MEETING_ITEMS, "complaints", rq->err))
        return false;
    for (const char *s = sent; *(s += strspn(s, blanks)); s += length) {
        length = strcspn(s, blanks);
        if (!complaint_read(rq, arena_strn(rq->a, s, length), list++))
            return false;
    }
    return true;
}

static bool analyses_within(struct req *rq, const int64_t *ids, size_t n)
{
    struct reach reach;

    if (!edge_reach(rq, MAY_READ_ANALYSES, &reach))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct analysis_row a = { 0 };
        if (!analysis_load(edge_act(rq), KIND_ANALYSIS, ids[i], &a, rq->err))
            return false;
        if (!look_reached(&reach, a.team_id))
            return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    }
    return true;
}

static bool form_read(struct req *rq, struct meeting_form *out)
{
    struct reach reach;

    *out = (struct meeting_form){ .team = look_number(rq, "team"),
                                  .title = settings_sent(rq, "title"),
                                  .starts = settings_sent(rq, "starts"),
                                  .place = settings_sent(rq, "place"),
                                  .agenda = settings_sent(rq, "agenda") };
    out->guests = look_numbers(rq, "guests", &out->n_guests);
    out->analyses = look_numbers(rq, "analyses", &out->n_analyses);
    if (!edge_reach(rq, MAY_ANALYSE, &reach))
        return false;
    if (!look_reached(&reach, out->team))
        return err_field(rq->err, "team", N_("Choose a department of yours."));
    return settings_day(rq, "day", &out->day) &&
           complaints_read(rq, &out->complaints, &out->n_complaints) &&
           analyses_within(rq, out->analyses, out->n_analyses);
}

static bool new_post(struct req *rq)
{
    const struct procedure *p;
    struct meeting_form form;
    int64_t id;

    if (edge_procedure(rq, &p) && form_read(rq, &form) &&
        meeting_call(edge_act(rq), p, &form, &id, rq->err))
        return req_redirect(rq, MEETINGS "/%" PRId64, id);
    return new_show(rq);
}

const struct route meetings_routes[] = {
    { GET, MEETINGS, MAY_DESK, list_get, 0 },
    { GET, MEETINGS "/new", MAY_ANALYSE, new_show, 0 },
    { POST, MEETINGS "/new", MAY_ANALYSE, new_post, 0 },
    { 0 },
};
