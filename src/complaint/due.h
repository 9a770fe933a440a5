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

/* Gives a clock of a case of that pack (NULL = none) the terms of its rule; they are its own from
 * then on. */
void due_rule(const struct procedure *p, const struct pack_version *pack,
              const struct clock_rule_row *rule, struct clock_row *clock);

/* Sets when the next share of its time is reached that somebody is told of; 0 = no more. */
MUST_CHECK bool due_tell(struct arena *a, const struct procedure *p, struct clock_row *clock,
                         const struct rows *pauses, struct instant now, struct err *err);

/* For dates that are only shown: when a clock of that name would be due in a case of that pack
 * and class (NULL = none) if it started then. */
MUST_CHECK bool due_promise(struct arena *a, const struct procedure *p,
                            const struct pack_version *pack, const char *class, const char *name,
                            struct instant start, struct clock_sum *out, struct err *err);

/* The moment itself when it lies within its day; not set when it is the day's last minute, so that
 * only the day is to be shown. */
struct instant due_moment(const struct zone *zone, struct instant due);

/* The calendar of a row. */
void due_calendar(struct arena *a, const struct calendar_row *row, struct calendar *out);
/* A zone as the rules ask for it. */
struct local_zone due_zone(const struct zone *zone);

#endif
