/*
 * What is given out and what is let go, for other systems: the file of a person, what the
 * schedule would dispose of now, and what it disposed of, with the numbers of each certificate.
 * [4.9-a] [8.1-a] [S16]
 */
#include "api/api.h"

#include "db/keep_sql.h"
#include "edge/reach.h"
#include "keep/access_send.h"
#include "keep/retention.h"

#include <string.h>

enum { DUE_SHOWN = 500 };

static const struct field access_fields[] = {
    FIELD(struct api_access, person,
          .help = "With all other complaints of the same person that whoever asks may give out."),
};
const struct record api_access_record = RECORD(struct api_access, access_fields);

static const struct field rule_fields[] = {
    FIELD(struct api_retention_rule, id, .required = true, .help = "Number of the rule."),
    FIELD(struct api_retention_rule, class,
          .help = "Class it is for; null: all without a rule of their own."),
    FIELD(struct api_retention_rule, months, .required = true,
          .help = "Kept so long after closing."),
    FIELD(struct api_retention_rule, due, .required = true,
          .help = "How many the next run disposes of, in the whole organisation."),
    FIELD(struct api_retention_rule, held, .required = true,
          .help = "How many more would be due and are under a legal hold."),
};
const struct record api_retention_rule_record = RECORD(struct api_retention_rule, rule_fields);

static const struct field due_fields[] = {
    FIELD(struct api_due, reference, .required = true, .help = "Of the complaint."),
    FIELD(struct api_due, class, .help = "Its class."),
    FIELD(struct api_due, closed_at, .required = true, .help = "When it was closed."),
};
const struct record api_due_record = RECORD(struct api_due, due_fields);

static const struct field retention_fields[] = {
    FIELD_ROWS(struct api_retention, rules, &api_retention_rule_record),
    FIELD_ROWS(struct api_retention, items, &api_due_record),
    FIELD(struct api_retention, more, .required = true,
          .help = "There are more items than are shown here."),
};
const struct record api_retention_record = RECORD(struct api_retention, retention_fields);

static const struct field disposal_fields[] = {
    FIELD(struct api_disposal, id, .required = true, .help = "Number of the certificate."),
    FIELD(struct api_disposal, rule, .required = true, .help = "Number of the rule."),
    FIELD(struct api_disposal, class, .help = "Class of the rule; null: all others."),
    FIELD(struct api_disposal, months, .required = true, .help = "Months of the rule."),
    FIELD(struct api_disposal, asked_by, .help = "Who asked for the rule."),
    FIELD(struct api_disposal, approved_by, .help = "Who approved it."),
    FIELD(struct api_disposal, begun_at, .required = true, .help = "When the run began."),
    FIELD(struct api_disposal, ended_at, .help = "Not set: the next run goes on with it."),
    FIELD(struct api_disposal, complaints, .required = true, .help = "How many were disposed of."),
    FIELD(struct api_disposal, persons, .required = true,
          .help = "How many were erased with them."),
    FIELD(struct api_disposal, texts, .required = true, .help = "How many texts."),
    FIELD(struct api_disposal, files, .required = true, .help = "How many files."),
    FIELD(struct api_disposal, event, .help = "Number of the event in the log that ended it."),
    FIELD(struct api_disposal, event_hash, .help = "Its hash, in hexadecimal."),
};
const struct record api_disposal_record = RECORD(struct api_disposal, disposal_fields);

static const struct field disposals_fields[] = {
    FIELD_ROWS(struct api_disposals, items, &api_disposal_record),
};
const struct record api_disposals_record = RECORD(struct api_disposals, disposals_fields);

bool api_access_post(struct req *rq)
{
    struct api_access in = { 0 };
    enum api_view view;
    struct dossier d;

    return api_case(rq, MAY_ACCESS, false, &d, &view) && api_body(rq, &api_access_record, &in) &&
           access_send(rq, &d, in.person, true);
}

/* -- what is due -- */

static bool rules_show(struct req *rq, const struct procedure *p, struct retention_report *report,
                       struct rows *out)
{
    struct api_retention_rule *list;

    if (!retention_run(edge_act(rq), p, NULL, true, 0, report, rq->err))
        return false;
    list = ARENA_ARRAY(rq->a, struct api_retention_rule, report->n + 1);
    for (size_t i = 0; i < report->n; i++) {
        const struct retention_done *done = &report->rule[i];
        list[i] = (struct api_retention_rule){ .id = done->rule->id,
                                               .months = done->rule->months,
                                               .due = done->complaints,
                                               .held = done->held,
                                               .class = done->rule->class };
    }
    *out = (struct rows){ list, report->n };
    return true;
}

/* Of the cases that whoever asks may read. */
static bool due_show(struct req *rq, const struct procedure *p,
                     const struct retention_report *report, struct api_retention *out)
{
    struct api_due *list = ARENA_ARRAY(rq->a, struct api_due, DUE_SHOWN);
    struct reach reach;
    size_t n = 0;

    if (!edge_reach(rq, MAY_READ, &reach))
        return false;
    for (size_t i = 0; i < report->n; i++) {
        const struct retention_rule_row *rule = report->rule[i].rule;
        const struct due_line *line;
        struct rows rows;
        if (!sql_retention_due(rq->a, rq->db, rule->class, retention_before(p, rule, rq->now),
                               reach.all, reach.teams, reach.barred, DUE_SHOWN + 1, &rows, rq->err))
            return false;
        line = rows.row;
        out->more |= rows.n > DUE_SHOWN - n;
        for (size_t k = 0; k < rows.n && n < DUE_SHOWN; k++)
            list[n++] = (struct api_due){ line[k].reference, line[k].class, line[k].closed_at };
    }
    out->items = (struct rows){ list, n };
    return true;
}

bool api_retention_get(struct req *rq)
{
    struct retention_report *report = ARENA_NEW(rq->a, struct retention_report);
    struct api_retention out = { 0 };
    const struct procedure *p;

    return api_credential_good(rq) && edge_procedure(rq, &p) &&
           rules_show(rq, p, report, &out.rules) && due_show(rq, p, report, &out) &&
           req_json(rq, 200, &api_retention_record, &out);
}

/* -- what was disposed of -- */

static bool disposal_show(struct req *rq, const struct disposal_row *d, struct api_disposal *out)
{
    struct retention_rule_row rule = { 0 };
    const struct event_row *e;
    struct rows event = { 0 };

    if (!retention_rule_by_id(rq->a, rq->db, d->rule_id, &rule, rq->err) ||
        !sql_disposal_event(rq->a, rq->db, d->ended_at, &event, rq->err))
        return false;
    *out = (struct api_disposal){ .id = d->id,
                                  .rule = rule.id,
                                  .months = rule.months,
                                  .class = rule.class,
                                  .complaints = d->complaints,
                                  .persons = d->persons,
                                  .texts = d->texts,
                                  .files = d->files,
                                  .begun_at = d->begun_at,
                                  .ended_at = d->ended_at };
    if (event.n > 0) {
        e = event.row;
        out->event = e->id;
        out->event_hash = hex_text(rq->a, e->hash.s, e->hash.n);
    }
    return api_staff_name(rq, d->asked_by, &out->asked_by) &&
           api_staff_name(rq, d->approved_by, &out->approved_by);
}

bool api_disposals_get(struct req *rq)
{
    const struct disposal_row *d;
    struct api_disposals out;
    struct api_disposal *list;
    struct rows rows = { 0 };

    if (!api_credential_good(rq) || !sql_disposals(rq->a, rq->db, &rows, rq->err))
        return false;
    d = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_disposal, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        if (!disposal_show(rq, &d[i], &list[i]))
            return false;
    out.items = (struct rows){ list, rows.n };
    return req_json(rq, 200, &api_disposals_record, &out);
}
