/* /desk/deadlines: the day's dates for those who work and those who lead, on the page and as a
 * file, and why dates were missed, counted. C10 */
#include "desk/alert_dates.h"

#include "base/buf.h"
#include "complaint/pack_version.h"
#include "db/alerts_sql.h"
#include "edge/names.h"
#include "people/settings.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEADLINES "/desk/deadlines"
enum { DAYS_AHEAD = 7, WARNED_DAYS = 60, MISSED_DAYS = 90, SHOWN_OF_EACH = 10, CSV_LINES = 5000 };

static const struct field date_line_fields[] = {
    FIELD(struct date_line, id),         FIELD(struct date_line, name),
    FIELD(struct date_line, due_at),     FIELD(struct date_line, breached_at),
    FIELD(struct date_line, stopped_at), FIELD(struct date_line, breach_code),
    FIELD(struct date_line, told),       FIELD(struct date_line, complaint),
    FIELD(struct date_line, reference),  FIELD(struct date_line, class),
    FIELD(struct date_line, pack_id),    FIELD(struct date_line, owner_id),
    FIELD(struct date_line, team_id),
};
const struct record date_line_record = RECORD(struct date_line, date_line_fields);

static const struct field cause_sum_fields[] = { FIELD(struct cause_sum, cause),
                                                 FIELD(struct cause_sum, n) };
const struct record cause_sum_record = RECORD(struct cause_sum, cause_sum_fields);

static const struct field day_sum_fields[] = { FIELD(struct day_sum, day),
                                               FIELD(struct day_sum, n) };
const struct record day_sum_record = RECORD(struct day_sum, day_sum_fields);

static const struct field day_barred_fields[] = { FIELD(struct day_barred, due_at) };
const struct record day_barred_record = RECORD(struct day_barred, day_barred_fields);

static const struct {
    const char *name, *title, *empty;
} views[DATES_VIEWS] = {
    [DATES_OVERDUE] = { "overdue", N_("Overdue"), N_("Nothing is overdue.") },
    [DATES_TODAY] = { "today", N_("Due today"), N_("Nothing is due today.") },
    [DATES_WARNED] = { "warned", N_("Warned of, and still to come"),
                       N_("There is nothing that anybody was warned of.") },
    [DATES_MISSED] = { "missed", N_("Missed, with the cause"), N_("Nothing was missed.") },
};

int dates_view(const char *name)
{
    for (int v = 0; name && v < DATES_VIEWS; v++)
        if (strcmp(views[v].name, name) == 0)
            return v;
    return -1;
}

const char *dates_view_name(enum dates_view view)
{
    return views[view].name;
}

static struct instant days_before(struct instant t, int days)
{
    return (struct instant){ t.us - SECONDS((int64_t)days * 86400) };
}

bool dates_read(const struct dates_asked *q, enum dates_view v, struct rows *out)
{
    struct req *rq = q->rq;
    const struct reach *r = &q->reach;
    struct instant from = v == DATES_TODAY    ? q->now
                          : v == DATES_WARNED ? days_before(q->now, WARNED_DAYS)
                          : v == DATES_MISSED ? days_before(q->midnight, MISSED_DAYS)
                                              : (struct instant){ INT64_MIN };

    if (v == DATES_MISSED)
        return sql_dates_missed(rq->a, rq->db, from, q->midnight, q->cause,
                                q->id ? q->place : INT64_MAX, q->id ? q->id : INT64_MAX, q->most,
                                r->all, r->teams, r->barred, out, rq->err);
    if (v == DATES_WARNED)
        return sql_dates_warned(rq->a, rq->db, from, q->midnight, q->place, q->id, q->most, r->all,
                                r->teams, r->barred, out, rq->err);
    return sql_dates_due(rq->a, rq->db, from, v == DATES_TODAY ? q->midnight : q->now, q->place,
                         q->id, q->most, r->all, r->teams, r->barred, out, rq->err);
}

bool dates_causes(const struct dates_asked *q, struct rows *out)
{
    const struct reach *r = &q->reach;

    return sql_dates_causes(q->rq->a, q->rq->db, days_before(q->midnight, MISSED_DAYS), q->midnight,
                            r->all, r->teams, r->barred, out, q->rq->err);
}

int64_t dates_place(const struct date_line *d, enum dates_view v)
{
    return (v == DATES_MISSED ? d->breached_at : d->due_at).us;
}

bool dates_ask(struct req *rq, struct dates_asked *q)
{
    *q = (struct dates_asked){ .rq = rq, .now = rq->now, .cause = "" };
    q->midnight = zone_instant(rq->app->zone, date_add(rq->today, 1), 0);
    return edge_procedure(rq, &q->p) && edge_reach(rq, MAY_READ, &q->reach);
}

/* A single day to come: what is due on it. */
static void day_read(struct req *rq, struct dates_asked *q)
{
    const char *text = form_text(rq->query, "day");
    struct date day;

    if (!text || !date_parse(text, strlen(text), &day) || date_compare(day, rq->today) <= 0)
        return;
    q->day = day;
    q->now = zone_instant(rq->app->zone, day, 0);
    q->midnight = zone_instant(rq->app->zone, date_add(day, 1), 0);
}

static bool asked_read(struct req *rq, struct dates_asked *q)
{
    const char *cause = form_text(rq->query, "cause");

    if (!dates_ask(rq, q))
        return false;
    q->most = SHOWN_OF_EACH + 1;
    day_read(rq, q);
    if (cause)
        q->cause = cause;
    desk_page_after(rq, &q->place, &q->id);
    return true;
}

/* -- a line -- */

bool dates_label(const struct dates_asked *q, const struct date_line *d, const char **out)
{
    const struct pack_version *pack;

    if (!procedure_pack(q->p, q->rq->db, d->pack_id, &pack, q->rq->err))
        return false;
    *out = procedure_case_label(q->p, pack, d->name, q->rq->lang);
    return true;
}

static const char *cause_said(const struct dates_asked *q, const char *cause)
{
    if (!cause || strcmp(cause, "-") == 0)
        return lang_text(q->rq->lang, N_("Nobody said yet why."));
    return procedure_label(q->p, "breach_cause", cause, q->rq->lang);
}

static const char *due_said(const struct dates_asked *q, const struct date_line *d)
{
    struct req *rq = q->rq;

    return lang_format(
        rq->a, rq->lang, N_("due {when}"), "when",
        lang_instant(rq->a, rq->lang, d->due_at, rq->app->zone, DATE_SHORT, rq->today), NULL);
}

static bool line_show(const struct dates_asked *q, enum dates_view v, const struct date_line *d,
                      struct alert_line *out)
{
    struct req *rq = q->rq;
    const char *who = NULL;
    bool missed = v == DATES_MISSED || instant_is_set(d->breached_at);
    const char *path = desk_case_path(rq->a, d->reference);

    if (!edge_staff_name(rq, d->owner_id, &who))
        return false;
    *out = (struct alert_line){
        .href = missed ? arena_printf(rq->a, "%s/breaches", path) : path,
        .about = alert_about(rq, q->p, d->reference, d->class),
        .when = due_said(q, d),
        .why = arena_printf(rq->a, "%s/dates#d%" PRId64, path, d->id),
        .late = v == DATES_OVERDUE || v == DATES_MISSED,
        .today = v == DATES_TODAY && !date_is_set(q->day),
        .detail = arena_printf(rq->a, "%s%s%s", who ? who : lang_text(rq->lang, N_("No owner yet")),
                               missed ? " · " : "", missed ? cause_said(q, d->breach_code) : ""),
    };
    return dates_label(q, d, &out->text);
}

static const char *day_href(const struct dates_asked *q, struct date day)
{
    char text[DATE_TEXT];

    date_text(day, text);
    return arena_printf(q->rq->a, DEADLINES "?view=%s&day=%s", views[DATES_TODAY].name, text);
}

static const char *next_href(const struct dates_asked *q, enum dates_view v,
                             const struct date_line *last)
{
    const char *of = date_is_set(q->day)
                         ? day_href(q, q->day)
                         : arena_printf(q->rq->a, DEADLINES "?view=%s", views[v].name);

    return arena_printf(q->rq->a, "%s&after=%" PRId64 ".%" PRId64 "%s%s", of, dates_place(last, v),
                        last->id, *q->cause ? "&cause=" : "", q->cause);
}

static bool group_show(const struct dates_asked *q, enum dates_view v, struct alert_group *out)
{
    struct req *rq = q->rq;
    size_t most = (size_t)q->most - 1, n;
    const struct date_line *row;
    struct alert_line *lines;
    struct rows rows;

    if (!dates_read(q, v, &rows))
        return false;
    row = rows.row;
    n = rows.n < most ? rows.n : most;
    lines = ARENA_ARRAY(rq->a, struct alert_line, n);
    for (size_t i = 0; i < n; i++)
        if (!line_show(q, v, &row[i], &lines[i]))
            return false;
    *out = (struct alert_group){ .title = lang_text(rq->lang, views[v].title),
                                 .empty = lang_text(rq->lang, views[v].empty),
                                 .lines = { lines, n } };
    if (date_is_set(q->day)) {
        out->title = lang_date(rq->a, rq->lang, q->day, DATE_LONG, rq->today);
        out->empty = lang_text(rq->lang, N_("Nothing is due on that day."));
    }
    if (rows.n > n)
        out->next_href = next_href(q, v, &row[n - 1]);
    return true;
}

/* -- the days ahead -- */

static bool days_take_off(const struct dates_asked *q, struct date first, struct date last,
                          struct rows *days)
{
    const struct zone *zone = q->rq->app->zone;
    struct day_sum *day = (struct day_sum *)(uintptr_t)days->row;
    const struct day_barred *off;
    struct rows barred = { 0 };
    char text[DATE_TEXT];

    if (q->reach.n_barred == 0)
        return true;
    if (!sql_dates_days_barred(q->rq->a, q->rq->db, q->rq->user->id, zone_instant(zone, first, 0),
                               zone_instant(zone, date_add(last, 1), 0), q->reach.all,
                               q->reach.teams, &barred, q->rq->err))
        return false;
    off = barred.row;
    for (size_t i = 0; i < barred.n; i++) {
        date_text(zone_date(zone, off[i].due_at, NULL), text);
        for (size_t j = 0; j < days->n; j++)
            day[j].n -= strcmp(day[j].day, text) == 0;
    }
    return true;
}

static bool days_read(const struct dates_asked *q, struct rows *out)
{
    struct date first = date_add(q->rq->today, 1), last = date_add(q->rq->today, DAYS_AHEAD);
    char from[DATE_TEXT], to[DATE_TEXT];

    date_text(first, from);
    date_text(last, to);
    return sql_dates_days(q->rq->a, q->rq->db, from, to, q->reach.all, q->reach.teams, out,
                          q->rq->err) &&
           days_take_off(q, first, last, out);
}

static bool days_show(const struct dates_asked *q, struct alert_group *out)
{
    struct req *rq = q->rq;
    const struct day_sum *row;
    struct alert_line *lines;
    struct rows rows;
    size_t n = 0;

    if (!days_read(q, &rows))
        return false;
    row = rows.row;
    lines = ARENA_ARRAY(rq->a, struct alert_line, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        struct date day;
        if (row[i].n <= 0 || !date_parse(row[i].day, strlen(row[i].day), &day))
            continue;
        lines[n++] = (struct alert_line){
            .text = lang_date(rq->a, rq->lang, day, DATE_DAY, rq->today),
            .href = day_href(q, day),
            .about =
                lang_format(rq->a, rq->lang, N_("Complaints of which this is the next date: {n}"),
                            "n", lang_number(rq->a, rq->lang, row[i].n), NULL),
        };
    }
    *out = (struct alert_group){ .title = lang_text(rq->lang, N_("The days ahead")),
                                 .empty = lang_text(rq->lang, N_("Nothing is due in these days.")),
                                 .lines = { lines, n } };
    return true;
}

/* -- by cause -- */

static bool causes_show(const struct dates_asked *q, struct alert_group *out)
{
    struct req *rq = q->rq;
    const struct cause_sum *row;
    struct alert_line *lines;
    struct rows rows;

    if (!dates_causes(q, &rows))
        return false;
    row = rows.row;
    lines = ARENA_ARRAY(rq->a, struct alert_line, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        lines[i] = (struct alert_line){
            .text = cause_said(q, row[i].cause),
            .href = arena_printf(rq->a, DEADLINES "?view=missed&cause=%s", row[i].cause),
            .about = lang_format(rq->a, rq->lang, N_("Missed dates: {n}"), "n",
                                 lang_number(rq->a, rq->lang, row[i].n), NULL),
        };
    *out = (struct alert_group){ .title = lang_text(rq->lang, N_("Why dates were missed")),
                                 .note = lang_text(rq->lang, N_("in the last 90 days")),
                                 .empty = lang_text(rq->lang, N_("Nothing was missed.")),
                                 .lines = { lines, rows.n } };
    return true;
}

/* -- the page -- */

static bool groups_show(struct dates_asked *q, int view, struct alert_group *out, size_t *n)
{
    for (int v = 0; v < DATES_VIEWS; v++)
        if ((view < 0 || view == v) && !group_show(q, (enum dates_view)v, &out[(*n)++]))
            return false;
    if (view >= 0)
        return true;
    return days_show(q, &out[(*n)++]) &&
           (!may(q->rq->user, MAY_FIGURES, NULL) || causes_show(q, &out[(*n)++]));
}

static struct rows links_show(struct req *rq, int view)
{
    struct act_link *links = ARENA_ARRAY(rq->a, struct act_link, DATES_VIEWS + 2);
    size_t n = 0;

    if (view >= 0)
        links[n++] =
            (struct act_link){ lang_text(rq->lang, N_("All dates of the day")), DEADLINES };
    for (int v = 0; view < 0 && v < DATES_VIEWS; v++)
        links[n++] = (struct act_link){ lang_text(rq->lang, views[v].title),
                                        arena_printf(rq->a, DEADLINES "?view=%s", views[v].name) };
    if (may(rq->user, MAY_EXPORT, NULL))
        links[n++] = (struct act_link){ lang_text(rq->lang, N_("Save as CSV")),
                                        view < 0 ? DEADLINES ".csv"
                                                 : arena_printf(rq->a, DEADLINES ".csv?view=%s",
                                                                views[view].name) };
    return (struct rows){ links, n };
}

static bool deadlines_get(struct req *rq)
{
    struct alert_group groups[DATES_VIEWS + 2];
    struct alerts_page page = { .title = lang_text(rq->lang, N_("Dates to keep")),
                                .action = DEADLINES };
    int view = dates_view(form_text(rq->query, "view"));
    struct dates_asked q;
    size_t n = 0;

    if (!asked_read(rq, &q))
        return false;
    if (date_is_set(q.day))
        view = DATES_TODAY;
    if (view >= 0)
        q.most = DESK_PAGE + 1;
    if (!groups_show(&q, view, groups, &n))
        return false;
    page.sections = (struct rows){ groups, n };
    page.links = links_show(rq, view);
    return req_render(rq, "desk/alerts.html", &alerts_page_record, &page);
}

/* -- as a file: references, dates and codes, nothing that anybody wrote -- */

static const char *stamp(const struct dates_asked *q, struct instant t)
{
    char text[INSTANT_TEXT + 8] = "";

    if (instant_is_set(t))
        zone_text(q->rq->app->zone, t, text);
    return arena_str(q->rq->a, text);
}

static bool csv_view(const struct dates_asked *q, enum dates_view v, struct buf *b)
{
    const struct date_line *row;
    struct rows rows;

    if (!dates_read(q, v, &rows))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        const char *who = NULL, *label;
        if (!edge_staff_name(q->rq, row[i].owner_id, &who) || !dates_label(q, &row[i], &label))
            return false;
        buf_cell(b, views[v].name);
        buf_cell(b, row[i].reference);
        buf_cell(b, label);
        buf_cell(b, stamp(q, row[i].due_at));
        buf_cell(b, stamp(q, row[i].breached_at));
        buf_cell(b, row[i].breach_code);
        buf_cell(b, row[i].breach_code ? cause_said(q, row[i].breach_code) : NULL);
        buf_cell(b, who);
        buf_str(b, "\r\n");
    }
    return true;
}

static bool csv_get(struct req *rq)
{
    struct buf b = buf_new(rq->a);
    int view = dates_view(form_text(rq->query, "view"));
    struct dates_asked q;

    if (!asked_read(rq, &q))
        return false;
    q.most = CSV_LINES;
    buf_str(&b, "\xef\xbb\xbfview,reference,date,due,missed,cause_code,cause,owner\r\n");
    for (int v = 0; v < DATES_VIEWS; v++)
        if ((view < 0 || view == v) && !csv_view(&q, (enum dates_view)v, &b))
            return false;
    return req_download(rq, "text/csv; charset=utf-8", "deadlines.csv",
                        (struct bytes){ (const unsigned char *)b.s, b.n });
}

const struct route alert_dates_routes[] = {
    { GET, DEADLINES, MAY_READ, deadlines_get, 0 },
    { GET, DEADLINES ".csv", MAY_EXPORT, csv_get, 0 },
    { 0 },
};
