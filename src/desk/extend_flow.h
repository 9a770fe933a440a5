/*
 * More time for a complaint: as often and as much as the rule of the clock allows, before the time
 * is over, by somebody else than who answers for it, and with a notice to the complainant that
 * names the new day and the reason. C7 [7.3-c]
 */
#ifndef DESK_EXTEND_FLOW_H
#define DESK_EXTEND_FLOW_H

#include "desk/keep_flow.h"

/* Whether the clock may be made longer now. */
bool extend_open(const struct clock_row *clock, struct instant now);
/* The clock as it would be, due by a sum made anew from the first start with the longer time. */
MUST_CHECK bool extend_longer(struct arena *a, const struct procedure *p, struct clock_row *clock,
                              const struct rows *pauses, struct instant now, struct err *err);
/* `choice` is the name of a clock; `reason` is what the complainant is told. Event clock_extended.
 */
MUST_CHECK bool keep_extend(const struct act *act, const struct procedure *p, const struct keep *k,
                            struct err *err);

#endif
