/*
 * Which cases somebody reaches, in a form that statements take: lists, counts, search
 * and exports all ask by it, so that none shows more than the others. [S50]
 *
 * Teams are those a role of theirs reaches; cases in which they are complained about or in
 * conflict are taken out, whatever their roles. [4.7-a]
 */
#ifndef EDGE_REACH_H
#define EDGE_REACH_H

#include "edge/edge.h"

struct reach {
    bool all;            /* every team there is */
    bool none;           /* not a single one */
    const char *teams;   /* their ids, divided by commas, one at both ends */
    const int64_t *team; /* the same, one by one */
    size_t n_teams;
    const char *barred; /* ids of cases that are not theirs to see, in the same form */
    const int64_t *barred_case;
    size_t n_barred;
    struct rows above; /* struct team_above_row */
};

/* For what `what` names; MAY_READ for lists. */
MUST_CHECK bool edge_reach(struct req *rq, enum may what, struct reach *out);

/* Whether a team is within reach, and whether a case may be seen that is of such a team. */
bool reach_team(const struct reach *reach, int64_t team);
bool reach_case(const struct reach *reach, int64_t team, int64_t complaint);

/* The same as edge_object for a case of which only this is known. */
struct may_object reach_object(struct req *rq, const struct reach *reach, int64_t team,
                               bool confidential, bool granted);

#endif
