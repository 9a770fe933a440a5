/* The dates of the day and those that were missed, as /desk/deadlines shows them, and the causes of
 * one complaint. C10 */
#include "api/api_alerts.h"
#include "api/api_page.h"

#include "complaint/breach.h"
#include "desk/alert_dates.h"
#include "edge/names.h"

#include <string.h>

static const char *const views[] = { "overdue", "today", "warned", "missed", NULL };

static const struct field query_fields[] = {
    FIELD(struct api_dates_query, view, .required = true, .choices = views,
          .help = "overdue; today: still to be kept today; warned: to come, and somebody was "
                  "warned; missed: in the last 90 days, the newest first."),
    FIELD(struct api_dates_query, cause, .max = 40,
          .help = "Of missed ones: a code of breach_cause, or - where nobody said yet why."),
    API_PAGE_FIELDS(struct api_dates_query),
};
const struct record api_dates_query_record = RECORD(struct api_dates_query, query_fields);

static const struct field date_fields[] = {
    FIELD(struct api_date, id, .required = true, .help = "Of the date, for saying the cause."),
    FIELD(struct api_date, reference, .required = true, .help = "Of the complaint."),
    FIELD(struct api_date, name, .required = true, .help = "Name in the procedure."),
    FIELD(struct api_date, title, .required = true, .help = "In the reader's language."),
    FIELD(struct api_date, owner, .help = "Who answers for the complaint."),
    FIELD(struct api_date, team, .help = "Which team has it."),
    FIELD(struct api_date, due_at, .required = true, .help = "Until when."),
    FIELD(struct api_date, missed_at, .help = "When it was found missed."),
    FIELD(struct api_date, cause, .help = "Why: a code of breach_cause."),
};
static const struct record date_record = RECORD(struct api_date, date_fields);

static const struct field dates_fields[] = {
    FIELD_ROWS(struct api_dates, items, &date_record),
    API_NEXT(struct api_dates),
};
const struct record api_dates_record = RECORD(struct api_dates, dates_fields);

static const struct field cause_fields[] = {
    FIELD(struct api_date_cause, cause, .help = "A code of breach_cause; null: nobody said yet."),
    FIELD(struct api_date_cause, title, .help = "In the reader's language."),
    FIELD(struct api_date_cause, n, .required = true, .help = "How many dates."),
};
static const struct record cause_record = RECORD(struct api_date_cause, cause_fields);

static const struct field causes_fields[] = {
    FIELD_ROWS(struct api_date_causes, items, &cause_record),
};
const struct record api_date_causes_record = RECORD(struct api_date_causes, causes_fields);

static const struct field breach_fields[] = {
    FIELD(struct api_breach, id, .required = true, .help = "Of the date, for the path."),
    FIELD(struct api_breach, name, .required = true, .help = "Name in the procedure."),
    FIELD(struct api_breach, title, .required = true, .help = "In the reader's language."),
    FIELD(struct api_breach, due_at, .required = true, .help = "Until when it was to be kept."),
    FIELD(struct api_breach, missed_at, .help = "When it was found missed."),
    FIELD(struct api_breach, cause, .help = "A code of breach_cause; null: nobody said yet."),
    FIELD(struct api_breach, text, .help = "In words, for who may read notes."),
    FIELD(struct api_breach, said_at, .help = "When that was said."),
    FIELD(struct api_breach, said_by, .help = "By whom."),
};
static const struct record breach_record = RECORD(struct api_breach, breach_fields);

static const struct field breaches_fields[] = {
    FIELD_ROWS(struct api_breaches, items, &breach_record),
};
const struct record api_breaches_record = RECORD(struct api_breaches, breaches_fields);

/* -- dates of all complaints -- */

/* Each view is a list of its own: a place of one is none in another. */
static char letter(enum dates_view view)
{
    return "OTWM"[view];
}

static bool asked_read(struct req *rq, struct dates_asked *q, enum dates_view *view)
{
    struct api_dates_query in = { .limit = API_LIMIT };
    size_t limit;

    if (!api_logged_in(rq) || !api_query(rq, &api_dates_query_record, &in) ||
        !api_limit_read(in.limit, &limit, rq->err) || !dates_ask(rq, q))
        return false;
    *view = (enum dates_view)dates_view(in.view);
    q->cause = in.cause ? in.cause : "";
    q->most = (int64_t)limit + 1;
    return api_place_read(in.after, letter(*view), &q->place, &q->id, rq->err);
}

static bool date_show(const struct dates_asked *q, const struct date_line *d, struct api_date *out)
{
    *out = (struct api_date){ .id = d->id,
                              .reference = d->reference,
                              .name = d->name,
                              .due_at = d->due_at,
                              .missed_at = d->breached_at,
                              .cause = d->breach_code };
    return dates_label(q, d, &out->title) && api_staff_name(q->rq, d->owner_id, &out->owner) &&
           edge_team_name(q->rq, d->team_id, &out->team);
}

bool api_dates_get(struct req *rq)
{
    struct api_dates out = { 0 };
    const struct date_line *row;
    struct api_date *list;
    struct dates_asked q;
    enum dates_view view;
    struct rows rows;
    bool more;

    if (!asked_read(rq, &q, &view) || !dates_read(&q, view, &rows))
        return false;
    more = api_more(&rows, (size_t)q.most - 1);
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_date, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        if (!date_show(&q, &row[i], &list[i]))
            return false;
    out.items = (struct rows){ list, rows.n };
    if (more)
        out.next =
            api_place(rq->a, letter(view), dates_place(&row[rows.n - 1], view), row[rows.n - 1].id);
    return req_json(rq, 200, &api_dates_record, &out);
}

bool api_date_causes_get(struct req *rq)
{
    struct api_date_causes out = { 0 };
    struct api_date_cause *list;
    const struct cause_sum *row;
    struct dates_asked q;
    struct rows rows;

    if (!api_logged_in(rq) || !dates_ask(rq, &q) || !dates_causes(&q, &rows))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_date_cause, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const char *cause = strcmp(row[i].cause, "-") == 0 ? NULL : row[i].cause;
        list[i] =
            (struct api_date_cause){ cause, procedure_label(q.p, "breach_cause", cause, rq->lang),
                                     row[i].n };
    }
    out.items = (struct rows){ list, rows.n };
    return req_json(rq, 200, &api_date_causes_record, &out);
}

/* -- of one complaint -- */

bool api_breaches_get(struct req *rq)
{
    struct api_breaches out = { 0 };
    const struct procedure *p;
    struct api_breach *list;
    struct may_object o;
    enum api_view view;
    struct dossier d;
    size_t n = 0;

    if (!api_case(rq, MAY_READ, false, &d, &view) || !edge_procedure(rq, &p))
        return false;
    o = edge_object(rq, &d);
    list = ARENA_ARRAY(rq->a, struct api_breach, d.clock.n);
    for (size_t i = 0; i < d.clock.n; i++) {
        const struct clock_row *c = &d.clock.row[i];
        if (!clock_breached(c))
            continue;
        list[n] =
            (struct api_breach){ .id = c->id,
                                 .name = c->name,
                                 .title = procedure_case_label(p, d.pack, c->name, rq->lang),
                                 .due_at = c->due_at,
                                 .missed_at = c->breached_at,
                                 .cause = c->breach_code,
                                 .text = may(rq->user, MAY_READ_INTERNAL, &o) ? c->breach_cause.text
                                                                              : NULL,
                                 .said_at = c->breach_said_at };
        if (!api_staff_name(rq, c->breach_said_by, &list[n++].said_by))
            return false;
    }
    out.items = (struct rows){ list, n };
    return req_json(rq, 200, &api_breaches_record, &out);
}
