/*
 * What complainants say of the handling, in numbers: of the cases received within a range of
 * days that the reader may read. [8.3-a]
 */
#ifndef DESK_SATISFIED_H
#define DESK_SATISFIED_H

#include "desk/desk_view.h"

/* How many were asked, and how many gave which answer: of 1 to 5 the upper two, the middle
 * one, the lower two. */
struct satisfied {
    int64_t asked;
    int64_t handled, handled_good, handled_bad;
    int64_t fair, fair_yes, fair_no;
    int64_t outcome, outcome_good, outcome_bad;
};
extern const struct record satisfied_record;

/* How many gave that answer to a question of a procedure; pack_id: the newest that asked it. */
struct survey_count {
    const char *name, *answer;
    int64_t pack_id, n;
};
extern const struct record survey_count_record;

struct req;
struct reach;
struct procedure;

/* Fills asked, answered, satisfaction and questions of the page. A day that is not set leaves that
 * end of the range open. */
MUST_CHECK bool satisfied_show(struct req *rq, const struct procedure *p, const struct reach *reach,
                               struct date from, struct date to, struct figures_page *page);

#endif
