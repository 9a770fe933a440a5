/*
 * When a clock of a case is due: the rule of complaint/clock.h with the calendar and the
 * zone of the organisation's procedure.
 */
#ifndef COMPLAINT_DUE_H
#define COMPLAINT_DUE_H

#include "complaint/procedure.h"

MUST_CHECK bool due_at(const struct procedure *p, const char *unit, int64_t length,
                       const char *calendar, struct instant start, struct instant *out,
                       struct err *err);

/* The due time moved by a pause: as much of what counts as lay within it. */
MUST_CHECK bool due_after_pause(const struct procedure *p, const char *unit, const char *calendar,
                                struct instant due, struct instant from, struct instant until,
                                struct instant *out, struct err *err);

#endif
