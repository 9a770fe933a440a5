/*
 * Holidays from an iCalendar file (RFC 5545), as authorities and calendar programs give them out:
 * events of whole days, once or every year. What is read is bounded, and a file in which
 * something is not understood is refused as a whole: a holiday that is passed over in silence
 * makes a wrong date.
 *
 * Some have make-up working days among the holidays. An event is one when a category of it is
 * WORKDAY or 补班, 補班, 上班; when X-APPLE-SPECIAL-DAY is ALTERNATE-WORKDAY; or when its summary
 * has 补班, 補班, （班） or "làm bù", or ends with 上班. All others are days off.
 */
#ifndef PACK_ICS_H
#define PACK_ICS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum { ICS_MOST = 256 * 1024, ICS_EVENTS = 2000, ICS_EVENT_DAYS = 366, ICS_DAYS = 1000 };

struct ics_days {
    const struct date *day;  /* in order, each once */
    const char *const *name; /* beside day: what the file calls it, "" when it says nothing */
    const bool *worked;      /* beside day: a make-up working day */
    size_t n;
    int others; /* days of single events that lie in other years */
};

/* The days of that year. Refused, with the field "file": what is no such file or too large, events
 * with a time of day, and those that repeat otherwise than every year on their day. */
MUST_CHECK bool ics_year(struct arena *a, struct bytes file, int year, struct ics_days *out,
                         struct err *err);

#endif
