/*
 * Time zones: which day and time of day a moment is somewhere, and back. ICU's
 * copy of the zone database decides.
 */
#ifndef I18N_ZONE_H
#define I18N_ZONE_H

#include "base/date.h"
#include "base/err.h"

struct zone;

/* A zone by its name, "Europe/London"; refuses a name ICU does not know. Zones
 * live as long as the process. */
MUST_CHECK bool zone_open(const char *name, const struct zone **out, struct err *err);
const char *zone_name(const struct zone *z);

/* The day on which the moment falls there; minutes since its midnight in
 * `*minute` unless that is NULL. */
struct date zone_date(const struct zone *z, struct instant t, int *minute);
/* The moment at which that day and minute begin there; a time that a clock
 * change skips moves forward. Minute 1440 is the next day's midnight. */
struct instant zone_instant(const struct zone *z, struct date d, int minute);
/* Whether a clock change repeats the time of day that the clock on the wall shows then, and which
 * of the two it is. */
enum zone_time { ZONE_ONCE, ZONE_BEFORE_BACK, ZONE_AFTER_BACK };
enum zone_time zone_time(const struct zone *z, struct instant t);
/* RFC 3339 with the zone's own offset at that moment. */
void zone_text(const struct zone *z, struct instant t, char out[INSTANT_TEXT + 8]);

#endif
