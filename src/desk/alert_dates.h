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

/* How many open complaints have their next date on that day. */
struct day_sum {
    const char *day; /* as date_text() writes it */
    int64_t n;
};
extern const struct record day_sum_record;
struct day_barred {
    struct instant due_at;
};
extern const struct record day_barred_record;

enum dates_view { DATES_OVERDUE, DATES_TODAY, DATES_WARNED, DATES_MISSED, DATES_VIEWS };
/* The view of that name, -1 = there is none; and its name. */
int dates_view(const char *name);
const char *dates_view_name(enum dates_view view);

/* What is asked for: a view from a place on, as far as this reader reaches. */
struct dates_asked {
    struct req *rq;
    const struct procedure *p;
    struct reach reach;
    struct instant now, midnight; /* the next one; of a single day its begin and its end */
    struct date day;              /* that day; not set: today */
    const char *cause;            /* of what was missed; "" = any */
    int64_t place, id;            /* the last one shown, as dates_place gives it; id 0 = none */
    int64_t most;
};
MUST_CHECK bool dates_ask(struct req *rq, struct dates_asked *out);
/* struct date_line, in the order of the view. */
MUST_CHECK bool dates_read(const struct dates_asked *q, enum dates_view view, struct rows *out);
/* Where a line stands in that order, microseconds. */
int64_t dates_place(const struct date_line *d, enum dates_view view);
/* Why dates were missed in the days that the view of missed ones looks back: struct cause_sum. */
MUST_CHECK bool dates_causes(const struct dates_asked *q, struct rows *out);
/* What the date is called, in the reader's language. */
MUST_CHECK bool dates_label(const struct dates_asked *q, const struct date_line *d,
                            const char **out);

#endif
