/*
 * The decisions on the way of a complaint and where each answer leads, with how many stand there:
 * the drawing of Annex G. Open complaints stand where they are; closed ones where they ended. [G-a]
 */
#ifndef DESIGNER_BRANCHES_H
#define DESIGNER_BRANCHES_H

#include "web/req.h"

/* Complaints that stand alike. Texts are codes, "" = none; `alerted`: somebody may be in danger. */
struct branch_count {
    const char *type, *stage, *answer, *outside, *closing;
    int64_t level, alerted, value;
};
extern const struct record branch_count_record;

/* struct designer_branch of all decisions, in the order in which they come. `counts` are of all
 * versions of a procedure. */
struct rows branches_show(struct req *rq, const struct rows *counts);

#endif
