/* /desk/absences: who is away and who stands in. Everybody says so of themselves; who may give
 * complaints to others, of others too. [4.12-a] */
#include "desk/absences.h"

#include "db/desk_sql.h"
#include "desk/desk.h"
#include "edge/names.h"
#include "people/settings.h"

#include <stdlib.h>

#define ABSENCES "/desk/absences"

static const char *day(struct req *rq, struct date d)
{
    return lang_date(rq->a, rq->lang, d, DATE_SHORT, rq->today);
}

static bool line_of(struct req *rq, const struct absence_row *a, struct settings_line *out)
{
    const char *who = NULL, *substitute = NULL;

    if (!edge_staff_name(rq, a->staff_id, &who) ||
        !edge_staff_name(rq, a->substitute_id, &substitute))
        return false;
    *out = (struct settings_line){ .a = who,
                                   .b = substitute,
                                   .c = day(rq, a->from_on),
                                   .d = day(rq, a->until_on),
                                   .href = arena_printf(rq->a, ABSENCES "/%" PRId64, a->id) };
    return true;
}

static bool list_get(struct req *rq)
{
    const struct lang *l = rq->lang;
    struct settings_page page = { .title = lang_text(l, N_("Absences")),
                                  .intro =
                                      lang_text(l, N_("New complaints go to whoever stands in, "
                                                      "who also sees the others.")),
                                  .path = ABSENCES,
                                  .head_a = lang_text(l, N_("Away")),
                                  .head_b = lang_text(l, N_("Stands in")),
                                  .head_c = lang_text(l, N_("From")),
                                  .head_d = lang_text(l, N_("Until")),
                                  .add = lang_text(l, N_("Somebody will be away")),
                                  .add_href = ABSENCES "/new",
                                  .done = settings_done(rq) };
    const struct absence_row *row;
    struct settings_line *list;
    struct rows rows;

    if (!absences_shown(rq, &rows))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct settings_line, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        if (!line_of(rq, &row[i], &list[i]))
            return false;
    page.rows = (struct rows){ list, rows.n };
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

/* -- a new one -- */

static bool new_show(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Somebody will be away"), N_("Save"));
    const char *me = arena_printf(rq->a, "%" PRId64, rq->user->id);
    struct choice *people, *others;
    size_t n_people, n;

    if (!absence_people(rq, MAY_ASSIGN, &people, &n_people) ||
        !absence_people(rq, MAY_READ, &others, &n))
        return false;
    s.action = ABSENCES "/new";
    s.back = ABSENCES;
    if (absence_plans(rq))
        settings_select(&s, "staff", N_("Who is away"), NULL, people, n_people, me);
    settings_select(&s, "substitute", N_("Who stands in"), NULL, others, n, NULL);
    settings_date(&s, "from", N_("First day"), NULL, NULL);
    settings_date(&s, "until", N_("Last day"), NULL, NULL);
    return settings_show(&s);
}

static int64_t chosen(struct req *rq, const char *name)
{
    return strtoll(settings_sent(rq, name), NULL, 10);
}

static bool given_read(struct req *rq, struct absence_given *out)
{
    *out = (struct absence_given){ .staff = absence_plans(rq) ? chosen(rq, "staff") : rq->user->id,
                                   .substitute = chosen(rq, "substitute") };
    return absence_within(rq, out) && settings_day(rq, "from", &out->from) &&
           settings_day(rq, "until", &out->until);
}

static bool new_post(struct req *rq)
{
    struct absence_given given;
    const struct procedure *p;

    if (edge_procedure(rq, &p) && given_read(rq, &given) &&
        absence_add(edge_act(rq), p, &given, NULL, rq->err))
        return settings_saved(rq, ABSENCES);
    return new_show(rq);
}

/* -- one of them -- */

static bool one_open(struct req *rq, bool change, struct absence_row *out)
{
    int64_t id;

    return settings_id(rq, "absence", &id) && absence_shown(rq, id, change, out);
}

/* What the one who is away has open, for whoever stands in, as far as they may read it. */
static bool cases_show(struct req *rq, const struct absence_row *a, struct settings_page *page)
{
    const struct list_row *row;
    struct settings_line *list;
    struct reach reach;
    struct rows keys, rows;

    if (!edge_reach(rq, MAY_READ, &reach) ||
        !sql_pick_owned(rq->a, rq->db, a->staff_id, INT64_MIN, 0, INT64_MAX, DESK_PAGE, reach.all,
                        reach.teams, reach.barred, &keys, rq->err) ||
        !desk_list_rows(rq, &reach, keys.row, keys.n, &rows))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct settings_line, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        list[i] = (struct settings_line){
            .a = row[i].reference, .b = row[i].subject, .c = row[i].step, .href = row[i].href
        };
    page->rows = (struct rows){ list, rows.n };
    return true;
}

static bool one_get(struct req *rq)
{
    const struct lang *l = rq->lang;
    struct absence_row a = { 0 };
    struct settings_page page = { .path = ABSENCES,
                                  .back = ABSENCES,
                                  .head_a = lang_text(l, N_("Complaint")),
                                  .head_b = lang_text(l, N_("Subject")),
                                  .head_c = lang_text(l, N_("Step")),
                                  .add = lang_text(l, N_("End this absence")) };
    const char *who = NULL, *substitute = NULL;

    if (!one_open(rq, false, &a) || !edge_staff_name(rq, a.staff_id, &who) ||
        !edge_staff_name(rq, a.substitute_id, &substitute) || !cases_show(rq, &a, &page))
        return false;
    page.title = lang_format(rq->a, l, N_("{name} is away"), "name", who, NULL);
    page.intro = lang_format(
        rq->a, l, N_("From {from} to {until}; {name} stands in. These are open:"), "from",
        day(rq, a.from_on), "until", day(rq, a.until_on), "name", substitute, NULL);
    page.add_href = arena_printf(rq->a, ABSENCES "/%" PRId64 "/end", a.id);
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

static bool end_get(struct req *rq)
{
    struct settings s = settings_form(rq, N_("End this absence"), N_("End it"));
    struct absence_row a = { 0 };

    if (!one_open(rq, true, &a))
        return false;
    s.intro = lang_text(rq->lang, N_("New complaints go to who was away again."));
    s.action = arena_printf(rq->a, ABSENCES "/%" PRId64 "/end", a.id);
    s.back = arena_printf(rq->a, ABSENCES "/%" PRId64, a.id);
    return settings_show(&s);
}

static bool end_post(struct req *rq)
{
    struct absence_row a = { 0 };

    return one_open(rq, true, &a) && absence_end(edge_act(rq), a.id, rq->err) &&
           settings_saved(rq, ABSENCES);
}

const struct route absence_routes[] = {
    { GET, ABSENCES, MAY_DESK, list_get, 0 },
    { GET, ABSENCES "/new", MAY_DESK, new_show, 0 },
    { POST, ABSENCES "/new", MAY_DESK, new_post, 0 },
    { GET, ABSENCES "/{absence}", MAY_DESK, one_get, 0 },
    { GET, ABSENCES "/{absence}/end", MAY_DESK, end_get, 0 },
    { POST, ABSENCES "/{absence}/end", MAY_DESK, end_post, 0 },
    { 0 },
};
