/* Who answers for open complaints, as statements count it. */
#ifndef DESK_HAND_OVER_H
#define DESK_HAND_OVER_H

#include "base/record.h"
#include "edge/reach.h"

struct owner_load {
    int64_t staff;
    int64_t cases;
    bool works; /* has a role that works on complaints */
};
extern const struct record owner_load_record;

/* What is with them beside the cases they answer for. */
struct other_load {
    int64_t staff;
    int64_t parts; /* cases of somebody else, or of nobody, which they investigate or see to a
                      remedy of */
    int64_t tasks; /* asked of them by name */
    int64_t actions,
        objectives; /* corrective ones, and those of the organisation, when they left */
    bool works;
};
extern const struct record other_load_record;

/* How many open complaints are with somebody who has left, or has no role that works on complaints
 * any more, where the reader may give them to somebody else; 0 for whoever may not. */
MUST_CHECK bool hand_over_waiting(struct req *rq, int64_t *n);

#endif
