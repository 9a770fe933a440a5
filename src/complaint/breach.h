/*
 * Breaches: clocks of ours that ran out, and why. C10
 *
 * The time for the complainant's answer is theirs; all others are ours to keep. What was done too
 * late is a breach even if nobody looked meanwhile. Pure.
 */
#ifndef COMPLAINT_BREACH_H
#define COMPLAINT_BREACH_H

#include "db/tables.h"

/* Whether the organisation has to keep it. */
bool clock_owed(const struct clock_row *c);
/* Whether it ran out, and counts: what was counted anew or left out since does not. */
bool clock_breached(const struct clock_row *c);
/* Whether it has to be said yet why. */
bool breach_open(const struct clock_row *c);

#endif
