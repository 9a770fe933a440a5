/* The daily list: what is due today, what ran out, of what somebody was warned, what was missed and
 * why. C10 */
#ifndef DESK_ALERT_DATES_H
#define DESK_ALERT_DATES_H

#include "desk/alerts.h"

/* A clock with what is shown of its case. */
struct date_line {
    int64_t id;
    const char *name;
    struct instant due_at, breached_at, stopped_at;
    const char *breach_code;
    int64_t told;
    int64_t complaint;
    const char *reference, *class;
    int64_t pack_id, owner_id, team_id;
};
extern const struct record date_line_record;

struct cause_sum {
    const char *cause; /* a code of breach_cause; "-": nobody said yet */
    int64_t n;
};
extern const struct record cause_sum_record;

#endif
