/* /desk/absences: who is away and who stands in. Everybody says so of themselves; who may give
 * complaints to others, of others too. [4.12-a] */
#include "people/absence.h"

#include "db/desk_sql.h"
#include "desk/desk.h"
#include "edge/names.h"
#include "people/settings.h"

#include <stdlib.h>
#include <string.h>

#define ABSENCES "/desk/absences"

static bool may_plan(const struct req *rq)
{
    return may(rq->user, MAY_ASSIGN, NULL);
}

/* Everybody who works on complaints of the teams in which the reader may do that. */
static bool colleagues(struct req *rq, enum may what, struct choice **out, size_t *n)
{
    struct reach reach;
    struct rows rows;

    if (!edge_reach(rq, what, &reach) || !desk_people(rq, &reach, &rows))
        return false;
    *out = (struct choice *)(uintptr_t)rows.row + 1; /* without "nobody yet" */
    *n = rows.n - 1;
    return true;
}

static int64_t among(const struct choice *people, size_t n, const char *who)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(people[i].value, who) == 0)
            return strtoll(who, NULL, 10);
    return 0;
}

/* Whose absences the reader plans. */
struct planned {
    struct choice *people;
    size_t n;
};

static bool planned_read(struct req *rq, struct planned *out)
{
    *out = (struct planned){ 0 };
    return !may_plan(rq) || colleagues(rq, MAY_ASSIGN, &out->people, &out->n);
}

/* Their own, and of those whom they plan for. */
static bool ends(struct req *rq, const struct planned *planned, const struct absence_row *a)
{
    return a->staff_id == rq->user->id ||
           among(planned->people, planned->n, arena_printf(rq->a, "%" PRId64, a->staff_id)) != 0;
}

static bool concerns(struct req *rq, const struct planned *planned, const struct absence_row *a)
{
    return a->substitute_id == rq->user->id || ends(rq, planned, a);
}

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
                                  .a = lang_text(l, N_("Away")),
                                  .b = lang_text(l, N_("Stands in")),
                                  .c = lang_text(l, N_("From")),
                                  .d = lang_text(l, N_("Until")),
                                  .add = lang_text(l, N_("Somebody will be away")),
                                  .add_href = ABSENCES "/new",
                                  .done = settings_done(rq) };
    const struct procedure *p;
    const struct absence_row *row;
    struct settings_line *list;
    struct planned planned;
    struct rows rows;
    size_t n = 0;

    if (!edge_procedure(rq, &p) || !absence_list(edge_act(rq), p, &rows, rq->err) ||
        !planned_read(rq, &planned))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct settings_line, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        if (concerns(rq, &planned, &row[i]) && !line_of(rq, &row[i], &list[n++]))
            return false;
    page.rows = (struct rows){ list, n };
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

/* -- a new one -- */

static bool new_show(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Somebody will be away"), N_("Save"));
    const char *me = arena_printf(rq->a, "%" PRId64, rq->user->id);
    struct planned planned;
    struct choice *others;
    size_t n;

    if (!planned_read(rq, &planned) || !colleagues(rq, MAY_READ, &others, &n))
        return false;
    s.action = ABSENCES "/new";
    s.back = ABSENCES;
    if (may_plan(rq))
        settings_select(&s, "staff", N_("Who is away"), NULL, planned.people, planned.n, me);
    settings_select(&s, "substitute", N_("Who stands in"), NULL, others, n, NULL);
    settings_text(&s, "from", N_("First day"), N_("Such as 2026-12-24."), NULL);
    settings_text(&s, "until", N_("Last day"), NULL, NULL);
    return settings_show(&s);
}

/* Only somebody of the list: whoever is not in it is not within reach. */
static bool colleague(struct req *rq, enum may what, const char *name, int64_t *out)
{
    struct choice *people;
    size_t n;

    *out = 0;
    if (!colleagues(rq, what, &people, &n))
        return false;
    *out = among(people, n, settings_sent(rq, name));
    return true;
}

static bool given_read(struct req *rq, struct absence_given *out)
{
    *out = (struct absence_given){ .staff = rq->user->id };
    if ((may_plan(rq) && !colleague(rq, MAY_ASSIGN, "staff", &out->staff)) ||
        !colleague(rq, MAY_READ, "substitute", &out->substitute))
        return false;
    if (out->staff == 0)
        return err_field(rq->err, "staff", N_("Choose who is away."));
    return settings_day(rq, "from", &out->from) && settings_day(rq, "until", &out->until);
}

static bool new_post(struct req *rq)
{
    struct absence_given given;
    const struct procedure *p;

    if (edge_procedure(rq, &p) && given_read(rq, &given) &&
        absence_add(edge_act(rq), p, &given, rq->err))
        return settings_saved(rq, ABSENCES);
    return new_show(rq);
}

/* -- one of them -- */

/* `change`: who stands in sees it, but does not end it. */
static bool one_open(struct req *rq, bool change, struct absence_row *out)
{
    struct planned planned;
    int64_t id;

    if (!settings_id(rq, "absence", &id) || !planned_read(rq, &planned))
        return false;
    if (absence_by_id(rq->a, rq->db, id, out, rq->err) &&
        (change ? ends(rq, &planned, out) : concerns(rq, &planned, out)))
        return true;
    if (rq->err->kind == ERR_NONE || rq->err->kind == ERR_NOT_FOUND) {
        err_clear(rq->err);
        return err_set(rq->err, ERR_NOT_FOUND,
                       N_("This page does not exist, or it is not for you."));
    }
    return false;
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
                                  .a = lang_text(l, N_("Complaint")),
                                  .b = lang_text(l, N_("Subject")),
                                  .c = lang_text(l, N_("Step")),
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
