/*
 * What a role does not allow is kept: an event `refused` with a row that names the right, on the
 * case where it was about one. Once for each person, right, case and hour, and at most so many in
 * an hour for each person; then one row says that there were more. Of visitors who are not
 * logged in nothing is kept. [4.10-a] [S61]
 */
#ifndef EDGE_REFUSAL_H
#define EDGE_REFUSAL_H

#include "edge/edge.h"

enum { REFUSALS_AN_HOUR = 60 };
#define REFUSED_OFTEN "often" /* in place of a right */

/* Who asks may not do `what`; `complaint` 0 = nothing in particular. What cannot be kept
 * now is logged, and changes nothing of the answer. */
void refusal_note(struct req *rq, enum may what, int64_t complaint);

/* A refusal as it is shown. */
struct refusal_line {
    int64_t id, actor_id, complaint_id, team_id;
    struct instant at;
    const char *actor_kind, *what, *reference;
};
extern const struct record refusal_line_record;

#endif
