/*
 * Sending a case to another team, and back to where it came from when it was wrong there. Both
 * with a reason, both kept, and the second is counted. What somebody answered for has somebody
 * who answers for it afterwards, too. [4.12-a]
 */
#ifndef DESK_ROUTE_FLOW_H
#define DESK_ROUTE_FLOW_H

#include "desk/keep_flow.h"

/* To the team whose id `choice` is. Refused when nobody there could answer for a case that somebody
 * answers for now. */
MUST_CHECK bool route_send(const struct act *act, const struct procedure *p, const struct keep *k,
                           struct err *err);
/* To the team it came from, and to who answered for it there; where new ones come in when that team
 * ended since. Refused like route_send. */
MUST_CHECK bool route_send_back(const struct act *act, const struct procedure *p,
                                const struct keep *k, struct err *err);

#endif
