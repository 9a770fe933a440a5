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
enum { WARNED_DAYS = 60, MISSED_DAYS = 90, CSV_LINES = 5000 };

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

enum view { VIEW_OVERDUE, VIEW_TODAY, VIEW_WARNED, VIEW_MISSED, VIEWS };

static const struct {
    const char *name, *title, *empty;
} views[VIEWS] = {
    [VIEW_OVERDUE] = { "overdue", N_("Overdue"), N_("Nothing is overdue.") },
    [VIEW_TODAY] = { "today", N_("Due today"), N_("Nothing is due today.") },
    [VIEW_WARNED] = { "warned", N_("Warned of, and still to come"),
                      N_("There is nothing that anybody was warned of.") },
    [VIEW_MISSED] = { "missed", N_("Missed, with the cause"), N_("Nothing was missed.") },
};

/* What is asked for: one view from a place on, or the beginnings of all. */
struct asked {
    struct req *rq;
    const struct procedure *p;
    struct reach reach;
    struct instant now, midnight; /* the next one */
    const char *cause;            /* of what was missed; "" = any */
    int64_t place, id;            /* the last one shown */
    int64_t most;
};

static struct instant days_before(struct instant t, int days)
{
    return (struct instant){ t.us - SECONDS((int64_t)days * 86400) };
}

static bool view_read(const struct asked *q, enum view v, struct rows *out)
{
    struct req *rq = q->rq;
    const struct reach *r = &q->reach;
    struct instant from = v == VIEW_TODAY    ? q->now
                          : v == VIEW_WARNED ? days_before(q->now, WARNED_DAYS)
                          : v == VIEW_MISSED ? days_before(q->midnight, MISSED_DAYS)
                                             : (struct instant){ INT64_MIN };

    if (v == VIEW_MISSED)
        return sql_dates_missed(rq->a, rq->db, from, q->midnight, q->cause,
                                q->id ? q->place : INT64_MAX, q->id ? q->id : INT64_MAX, q->most,
                                r->all, r->teams, r->barred, out, rq->err);
    if (v == VIEW_WARNED)
        return sql_dates_warned(rq->a, rq->db, from, q->midnight, q->place, q->id, q->most, r->all,
                                r->teams, r->barred, out, rq->err);
    return sql_dates_due(rq->a, rq->db, from, v == VIEW_TODAY ? q->midnight : q->now, q->place,
                         q->id, q->most, r->all, r->teams, r->barred, out, rq->err);
}

static bool asked_read(struct req *rq, struct asked *q)
{
    const char *after = form_text(rq->query, "after");
    const char *cause = form_text(rq->query, "cause");

    *q = (struct asked){ .rq = rq, .now = rq->now, .cause = cause ? cause : "", .most = 11 };
    q->midnight = zone_instant(rq->app->zone, date_add(rq->today, 1), 0);
    if (after && sscanf(after, "%" SCNd64 ".%" SCNd64, &q->place, &q->id) != 2)
        q->place = q->id = 0;
    return edge_procedure(rq, &q->p) && edge_reach(rq, MAY_READ, &q->reach);
}

/* -- a line -- */

static const char *clock_label(const struct asked *q, const struct date_line *d, bool *ok)
{
    const struct pack_version *pack;

    if (!procedure_pack(q->p, q->rq->db, d->pack_id, &pack, q->rq->err))
        return *ok = false, "";
    return procedure_case_label(q->p, pack, d->name, q->rq->lang);
}

static const char *cause_said(const struct asked *q, const char *cause)
{
    if (!cause || strcmp(cause, "-") == 0)
        return lang_text(q->rq->lang, N_("Nobody said yet why."));
    return procedure_label(q->p, "breach_cause", cause, q->rq->lang);
}

static const char *due_said(const struct asked *q, const struct date_line *d)
{
    struct req *rq = q->rq;

    return lang_format(
        rq->a, rq->lang, N_("due {when}"), "when",
        lang_instant(rq->a, rq->lang, d->due_at, rq->app->zone, DATE_SHORT, rq->today), NULL);
}

static bool line_show(const struct asked *q, enum view v, const struct date_line *d,
                      struct alert_line *out)
{
    struct req *rq = q->rq;
    const char *who = NULL, *class = d->class ? desk_class_label(rq, q->p, d->class) : NULL;
    bool ok = true, missed = v == VIEW_MISSED || instant_is_set(d->breached_at);
    const char *path = desk_case_path(rq->a, d->reference);

    if (!edge_staff_name(rq, d->owner_id, &who))
        return false;
    *out = (struct alert_line){
        .text = clock_label(q, d, &ok),
        .href = missed ? arena_printf(rq->a, "%s/breaches", path) : path,
        .about = class ? arena_printf(rq->a, "%s · %s", d->reference, class) : d->reference,
        .when = due_said(q, d),
        .grave = v == VIEW_OVERDUE || v == VIEW_MISSED,
        .detail = arena_printf(rq->a, "%s%s%s", who ? who : lang_text(rq->lang, N_("No owner yet")),
                               missed ? " · " : "", missed ? cause_said(q, d->breach_code) : ""),
    };
    return ok;
}

static const char *next_href(const struct asked *q, enum view v, const struct date_line *last)
{
    struct instant place = v == VIEW_MISSED ? last->breached_at : last->due_at;

    return arena_printf(q->rq->a, DEADLINES "?view=%s&after=%" PRId64 ".%" PRId64 "%s%s",
                        views[v].name, place.us, last->id, *q->cause ? "&cause=" : "", q->cause);
}

static bool group_show(const struct asked *q, enum view v, struct alert_group *out)
{
    struct req *rq = q->rq;
    size_t most = (size_t)q->most - 1, n;
    const struct date_line *row;
    struct alert_line *lines;
    struct rows rows;

    if (!view_read(q, v, &rows))
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
    if (rows.n > n)
        out->next_href = next_href(q, v, &row[n - 1]);
    return true;
}

/* -- by cause -- */

static bool causes_show(const struct asked *q, struct alert_group *out)
{
    struct req *rq = q->rq;
    const struct reach *r = &q->reach;
    const struct cause_sum *row;
    struct alert_line *lines;
    struct rows rows;

    if (!sql_dates_causes(rq->a, rq->db, days_before(q->midnight, MISSED_DAYS), q->midnight, r->all,
                          r->teams, r->barred, &rows, rq->err))
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

static int view_asked(struct req *rq)
{
    const char *name = form_text(rq->query, "view");

    for (int v = 0; name && v < VIEWS; v++)
        if (strcmp(views[v].name, name) == 0)
            return v;
    return -1;
}

static bool groups_show(struct asked *q, int view, struct alert_group *out, size_t *n)
{
    for (int v = 0; v < VIEWS; v++)
        if ((view < 0 || view == v) && !group_show(q, (enum view)v, &out[(*n)++]))
            return false;
    return view >= 0 || !may(q->rq->user, MAY_FIGURES, NULL) || causes_show(q, &out[(*n)++]);
}

static struct rows links_show(struct req *rq, int view)
{
    struct act_link *links = ARENA_ARRAY(rq->a, struct act_link, VIEWS + 2);
    size_t n = 0;

    if (view >= 0)
        links[n++] =
            (struct act_link){ lang_text(rq->lang, N_("All dates of the day")), DEADLINES };
    for (int v = 0; view < 0 && v < VIEWS; v++)
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
    struct alert_group groups[VIEWS + 1];
    struct alerts_page page = { .title = lang_text(rq->lang, N_("Dates to keep")),
                                .action = DEADLINES };
    int view = view_asked(rq);
    struct asked q;
    size_t n = 0;

    if (!asked_read(rq, &q))
        return false;
    if (view >= 0)
        q.most = DESK_PAGE + 1;
    if (!groups_show(&q, view, groups, &n))
        return false;
    page.sections = (struct rows){ groups, n };
    page.links = links_show(rq, view);
    return req_render(rq, "desk/alerts.html", &alerts_page_record, &page);
}

/* -- as a file: references, dates and codes, nothing that anybody wrote -- */

static void cell(struct buf *b, const char *text, bool last)
{
    if (text)
        buf_csv(b, text, strlen(text));
    buf_str(b, last ? "\r\n" : ",");
}

static const char *stamp(const struct asked *q, struct instant t)
{
    char text[INSTANT_TEXT + 8] = "";

    if (instant_is_set(t))
        zone_text(q->rq->app->zone, t, text);
    return arena_str(q->rq->a, text);
}

static bool csv_view(const struct asked *q, enum view v, struct buf *b)
{
    const struct date_line *row;
    struct rows rows;
    bool ok = true;

    if (!view_read(q, v, &rows))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n && ok; i++) {
        const char *who = NULL;
        if (!edge_staff_name(q->rq, row[i].owner_id, &who))
            return false;
        cell(b, views[v].name, false);
        cell(b, row[i].reference, false);
        cell(b, clock_label(q, &row[i], &ok), false);
        cell(b, stamp(q, row[i].due_at), false);
        cell(b, stamp(q, row[i].breached_at), false);
        cell(b, row[i].breach_code, false);
        cell(b, row[i].breach_code ? cause_said(q, row[i].breach_code) : NULL, false);
        cell(b, who, true);
    }
    return ok;
}

static bool csv_get(struct req *rq)
{
    struct buf b = buf_new(rq->a);
    int view = view_asked(rq);
    struct asked q;

    if (!asked_read(rq, &q))
        return false;
    q.most = CSV_LINES;
    buf_str(&b, "\xef\xbb\xbfview,reference,date,due,missed,cause_code,cause,owner\r\n");
    for (int v = 0; v < VIEWS; v++)
        if ((view < 0 || view == v) && !csv_view(&q, (enum view)v, &b))
            return false;
    return req_download(rq, "text/csv; charset=utf-8", "deadlines.csv",
                        (struct bytes){ (const unsigned char *)b.s, b.n });
}

const struct route alert_dates_routes[] = {
    { GET, DEADLINES, MAY_READ, deadlines_get, 0 },
    { GET, DEADLINES ".csv", MAY_EXPORT, csv_get, 0 },
    { 0 },
};
