/*
 * What remedies cost, as lines of a tally: by source, currency, month and team, planned, promised
 * or delivered. A remedy is planned until the complainant was told, promised until it is carried
 * out, and delivered then. It counts in the month in which it was carried out, until then in the
 * one it is due in; what was never delivered when a case is closed counts no more. So a budget
 * costs a short read however many remedies there are. [3.3-c]
 */
#ifndef COMPLAINT_SPEND_H
#define COMPLAINT_SPEND_H

#include "complaint/history.h"
#include "db/tables.h"

struct dossier;

/* The line of one remedy in a case of that team; false when it costs nothing or is dropped.
 * `month` holds its text. */
enum { MONTH_TEXT = sizeof "YYYY-MM" };
bool spend_line(const struct remedy_row *r, const struct complaint_row *c, char month[MONTH_TEXT],
                struct tally_remedy_row *out);

/* Writes a remedy of the case within the event, and its line with it. `c` is the case as it is
 * stored: case_save moves the lines when its team changes, or when it is closed or opened. */
MUST_CHECK bool spend_insert(struct history *h, const struct complaint_row *c,
                             struct remedy_row *row, struct err *err);
MUST_CHECK bool spend_update(struct history *h, const struct complaint_row *c,
                             const struct remedy_row *before, struct remedy_row *after,
                             struct err *err);
/* By case_save: the case is another team's, or closed, or open again. */
MUST_CHECK bool spend_case(const struct act *act, const struct complaint_row *before,
                           const struct complaint_row *after, struct err *err);

/* The complainant was told: what is approved is promised from now on. */
MUST_CHECK bool spend_promise(struct history *h, const struct dossier *d, struct err *err);

/* A budget in use, with what stands against it. */
struct budget_sum {
    int64_t id, version;
    const char *fund;
    int64_t team_id;  /* 0 = all teams */
    const char *team; /* its name; NULL = all */
    const char *period, *from_month, *until_month;
    int64_t amount;
    const char *currency;
    int64_t warn; /* per cent */
    int64_t planned, promised, delivered;
};
extern const struct record budget_sum_record;

/* What is planned, promised and delivered together. */
int64_t budget_used(const struct budget_sum *b);
/* The same in per cent of the whole, rounded up; what is used of nothing is above all. */
int64_t budget_share(const struct budget_sum *b);
enum budget_state { BUDGET_IN_TIME, BUDGET_WARNS, BUDGET_OVER };
enum budget_state budget_state(const struct budget_sum *b);

/* A line of the tally that says something else than the remedies do; value 0 = it is missing, true
 * value 0 = there should be none. */
struct tally_remedy_wrong {
    const char *fund, *currency, *month;
    int64_t team_id;
    const char *state;
    int64_t value, cost, true_value, true_cost;
};
extern const struct record tally_remedy_wrong_record;

/* What the remedy adds to where it stood before (NULL = nowhere): the budget that it takes
 * furthest, with the remedy in it, among those it takes to the share or over the whole; NULL =
 * none. All the budgets of the `days` on which it may be carried out are looked at, since the day
 * decides which one pays. One that was agreed to and adds nothing to a budget takes it nowhere;
 * one that still waits for its second person is looked at as a whole, whatever it was before. */
struct days {
    struct date first, last;
};
MUST_CHECK bool spend_taken(const struct act *act, const struct remedy_row *before,
                            const struct remedy_row *after, const struct complaint_row *c,
                            struct days days, const struct budget_sum **out, struct err *err);

#endif
