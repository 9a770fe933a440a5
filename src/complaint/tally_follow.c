/* Complaints are moved from the lines of the zone that was before to those of the organisation's.
 */
#include "complaint/outcome.h"
#include "complaint/tally_sum.h"
#include "complaint/tally_zone.h"
#include "db/outcome_sql.h"
#include "db/procedure_sql.h"
#include "db/tally_sql.h"
#include "db/tally_zone_sql.h"

static const struct field tally_zone_case_fields[] = {
    FIELD(struct complaint_row, id),
    FIELD(struct complaint_row, team_id),
    FIELD(struct complaint_row, owner_id),
    FIELD(struct complaint_row, channel),
    FIELD(struct complaint_row, class),
    FIELD(struct complaint_row, received_at),
    FIELD(struct complaint_row, next_due_at),
    FIELD(struct complaint_row, waiting),
    FIELD(struct complaint_row, to_approve),
    FIELD(struct complaint_row, returned_at),
    FIELD(struct complaint_row, safety_alerted_at),
    FIELD(struct complaint_row, set_aside),
    FIELD(struct complaint_row, closed_at),
    FIELD(struct complaint_row, outcome),
    FIELD(struct complaint_row, level),
    FIELD(struct complaint_row, reopened),
    FIELD(struct complaint_row, satisfaction_asked_at),
    FIELD(struct complaint_row, satisfaction),
};
const struct record tally_zone_case_record = RECORD(struct complaint_row, tally_zone_case_fields);

struct moving {
    const struct act *act;
    struct tally_sums sums;
    struct tally_sum outcome;
};

/* What it says by one zone, so many times. */
static void one_add(struct moving *m, const struct zone *zone, struct outcome_of of, int64_t times)
{
    struct outcome_lines l = outcome_lines(m->act->a, zone, of);

    tally_sums_add(&m->sums, zone, of.c, times);
    for (size_t i = 0; i < l.n; i++) {
        struct tally_outcome_row month = outcome_of_month(m->act->a, &l.line[i]);
        outcome_sum_add(&m->outcome, &l.line[i], times);
        outcome_sum_add(&m->outcome, &month, times);
    }
}

static bool lot_move(const struct act *act, const struct rows *cases, const struct zone *from,
                     const struct zone *to, struct err *err)
{
    struct moving m = { .act = act, .sums = tally_sums_new(act->a) };
    const struct complaint_row *c = cases->row;
    struct rows clocks;
    size_t at = 0;

    m.outcome = outcome_sum_new(act->a, &m.sums.now.digest);
    if (!sql_outcome_clocks(act->a, act->db, c->id, c[cases->n - 1].id, &clocks, err))
        return false;
    for (size_t i = 0; i < cases->n; i++) {
        struct outcome_of of = outcome_next(cases, i, &clocks, &at);
        one_add(&m, from, of, -1);
        one_add(&m, to, of, 1);
    }
    return tally_sums_write(act, &m.sums, err) && outcome_sum_write(act, &m.outcome, err);
}

/* So it stands in the history until when days were those of before, and every process reads its
 * numbers anew. */
static bool done_tell(const struct act *act, struct err *err)
{
    struct history h;
    struct rows left;

    if (!sql_tally_zone_first(act->a, act->db, &left, err))
        return false;
    return left.n > 0 || (history_begin(&h, act, COMPLAINT_NONE, "days_counted", NULL, err) &&
                          history_end(&h, err));
}

static bool organisation_zone(const struct act *act, const struct zone **out, struct err *err)
{
    struct setting_row row = { 0 };
    struct err none = { 0 };

    if (!sql_setting_by_name(act->a, act->db, "zone", &row, &none) && none.kind != ERR_NOT_FOUND)
        return *err = none, false;
    return zone_open(row.value ? row.value : "UTC", out, err);
}

static bool first_move(const struct act *act, const struct tally_zone_row *stretch, int64_t lot,
                       struct err *err)
{
    const struct zone *from, *to;
    struct rows cases;
    int64_t until;

    if (!zone_open(stretch->zone, &from, err) || !organisation_zone(act, &to, err) ||
        !sql_tally_zone_cases(act->a, act->db, stretch->first_id, stretch->last_id, lot, &cases,
                              err) ||
        (cases.n > 0 && !lot_move(act, &cases, from, to, err)))
        return false;
    until = (int64_t)cases.n == lot ? ((const struct complaint_row *)cases.row)[lot - 1].id
                                    : stretch->last_id;
    return (until < stretch->last_id
                ? sql_tally_zone_done(act->a, act->db, stretch->first_id, until, err)
                : sql_tally_zone_drop(act->a, act->db, stretch->first_id, err)) &&
           done_tell(act, err);
}

bool tally_zone_follow(const struct act *act, int64_t lot, bool *more, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct rows rows;

    /* Looked for first, so that quiet days cost no lock; and again when nobody else is at it. */
    *more = false;
    if (!sql_tally_zone_first(act->a, act->db, &rows, err))
        return false;
    if (rows.n == 0)
        return true;
    *more = true;
    return tx_begin(&tx, act->db, err) && sql_tally_hold(act->a, act->db, err) &&
           sql_tally_zone_first(act->a, act->db, &rows, err) &&
           (rows.n == 0 || first_move(act, rows.row, lot, err)) && tx_commit(&tx, err);
}
