/*
 * When a clock of a case is due, and why: the rule of complaint/clock.h with the
 * calendar and the zone of the organisation's procedure.
 */
#ifndef COMPLAINT_DUE_H
#define COMPLAINT_DUE_H

#include "complaint/clock.h"
#include "complaint/procedure.h"

/* The sum of a clock of a case with its pauses (struct clock_pause_row, those of other
 * clocks are passed over): for storing sum.due and for showing its lines. */
MUST_CHECK bool due_sum(struct arena *a, const struct procedure *p, const struct clock_row *clock,
                        const struct rows *pauses, struct instant now, struct clock_sum *out,
                        struct err *err);

/* For dates that are only shown: what a clock of that name would be due if it started now. */
MUST_CHECK bool due_promise(struct arena *a, const struct procedure *p, const char *name,
                            struct instant start, struct clock_sum *out, struct err *err);

/* A line of a sum in the reader's language. */
const char *due_line(struct arena *a, const struct lang *l, const struct clock_line *line,
                     struct date today);

#endif
