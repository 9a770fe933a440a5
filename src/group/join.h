/*
 * Cases that are handled together: one is joined to another, the main case, where the handling
 * goes on. A link and no more: both references stay alive, each complainant follows with a code of
 * their own and is told nothing of the others, and the dates of a joined case go on running,
 * because what was promised to one person does not wait for another. It can be undone at any time,
 * and nothing is lost by that. A group complaint is the same with many complainants. [4.12-a]
 */
#ifndef GROUP_JOIN_H
#define GROUP_JOIN_H

#include "complaint/case.h"

struct joining {
    int64_t complaint;
    int64_t version; /* of it when the form was shown; 0 = do not ask */
    int64_t main;    /* the case with which it is handled from now on */
    const char *reason;
    bool names;          /* who acts may see who complains in either */
    bool representative; /* its complainant speaks for the group */
};

/* Events joined, and joined_by on the main case. Refused: to itself, where either is closed, set
 * aside or decided, in chains, where one of them is confidential and the other one is not unless
 * `names`, and a representative more than the procedure lets a group have. Whoever must keep away
 * from the main case keeps away from this one from then on. [4.7-a] */
MUST_CHECK bool join_cases(const struct act *act, const struct procedure *p,
                           const struct joining *j, struct err *err);
/* It is handled by itself again, as it was. Events parted, and parted_from on the main case. */
MUST_CHECK bool join_undo(const struct act *act, const struct procedure *p, int64_t complaint,
                          int64_t version, const char *reason, struct err *err);
/* Whether its complainant speaks for the group, by the limit of the main case's procedure. Event
 * representative_changed. */
MUST_CHECK bool join_represents(const struct act *act, const struct procedure *p, int64_t complaint,
                                int64_t version, bool speaks, struct err *err);
/* How many people it concerns, 0 = not known; the assessment counts many of them as significant.
 * Event affected_changed. [5.4.1-b] */
MUST_CHECK bool join_affected(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t version, int64_t people, struct err *err);

/* The case of that reference, for `j`: `d` is to be joined to it by the user of the request, who
 * may do so on both. What they may not see looks as if it were not there. */
struct req;
MUST_CHECK bool join_main_find(struct req *rq, const struct dossier *d, const char *reference,
                               struct joining *j);

#endif
