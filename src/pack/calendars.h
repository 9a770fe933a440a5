/* One calendar from its file below data/; see calendars.c for what stands in it. */
#ifndef PACK_CALENDARS_H
#define PACK_CALENDARS_H

#include "pack/pack.h"

/* "2026-10-01", or "2026-10-01/2026-10-07" for the first and the last of at most a year of days. */
bool calendar_span(const char *s, size_t n, struct date *from, struct date *until);

/* `path` is below data/, of the data directory if it has the file: "calendars/CN.yaml". What does
 * not fit is ERR_INTERNAL with file, year and what to write instead. */
MUST_CHECK bool pack_calendar_read(struct arena *a, const char *data, const char *path,
                                   struct pack_calendar *out, struct err *err);

#endif
