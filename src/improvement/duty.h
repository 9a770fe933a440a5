/*
 * What is due for the organisation as a whole: the policy and the procedure to be looked at again,
 * an objective whose period is over, the review of top management. Whoever it falls to is told
 * once, beside their notices of cases; whoever stands in is told in the place of who is away.
 * [4.2-b] [6.2-b] [8.6-a] [item 174]
 */
#ifndef IMPROVEMENT_DUTY_H
#define IMPROVEMENT_DUTY_H

#include "complaint/procedure.h"
#include "improvement/improvement.h"

struct app;
struct req;
struct alert_group;

/* Tells whom nobody told yet: event duty_told. */
MUST_CHECK bool duties_tell(const struct act *act, const struct procedure *p, struct err *err);
/* The clerk does. */
MUST_CHECK bool duties_job(struct app *app, struct err *err);

/* What a reader was told. */
struct duty_told {
    int64_t id;
    const char *kind;
    int64_t of_id;
    struct date due_on;
    struct instant at;
    int64_t for_id;
    struct instant read_at;
};
extern const struct record duty_told_record;

/* As a group of their notices, the newest first. */
MUST_CHECK bool duties_show(struct req *rq, struct alert_group *out);
/* Where that notice leads, NULL = it is none of them that is for this reader. */
MUST_CHECK bool duty_path(struct req *rq, int64_t notice, const char **out);

#endif
