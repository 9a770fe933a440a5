/*
 * Calendars of the organisation: a year's official list is added or corrected, its effect on the
 * dates of running clocks is seen before, and every case whose date moves has an event that says
 * so. Clocks that stopped or were missed keep their dates. C12
 */
#ifndef PEOPLE_CALENDARS_FLOW_H
#define PEOPLE_CALENDARS_FLOW_H

#include "complaint/history.h"
#include "complaint/procedure.h"

/* A clock that runs by a calendar. */
struct clock_by_calendar {
    int64_t id, complaint_id;
    const char *reference, *name;
    struct instant started_at;
    const char *unit;
    int64_t length;
    const char *calendar, *hours;
    bool counts_first, rolls;
    struct instant due_at;
    struct instant moved_to; /* by the other calendar; the same when it does not move */
};
extern const struct record clock_by_calendar_record;

/* What a person gives for a year. */
struct calendar_year {
    const char *name; /* of the calendar */
    int year;
    const char *source;   /* the official list, in one line */
    const char *file;     /* an .ics file, in place of `holidays`; NULL or "" = none */
    const char *holidays; /* days and spans, 2026-10-01 or 2026-10-01/2026-10-07; or an .ics file */
    const char *workdays; /* days and spans */
    const char *reason;
    const char *seen; /* the mark of the change that was looked at; for publishing */
};

enum { CALENDAR_SHOWN = 12 };

/* What a year does. */
struct calendar_change {
    struct calendar_row before, after;
    const struct date *read;      /* days of a file, in order */
    const char *const *read_name; /* what it calls them */
    size_t n_read;
    int others;                      /* days of other years in an .ics file, which are left out */
    const char *seen;                /* the mark of this change */
    int64_t moved;                   /* how many clocks get another date */
    struct clock_by_calendar *shown; /* the first CALENDAR_SHOWN of them */
};

/* What would be. Nothing is written. Refused with the field: days that are none or of another
 * year, a day that is both off and worked, a file without a day of that year, no source. */
MUST_CHECK bool calendar_preview(const struct act *act, const struct procedure *p,
                                 const struct calendar_year *in, struct calendar_change *out,
                                 struct err *err);
/* The same for good: event calendar_changed, and clock_moved on each case, all or none. Wants a
 * reason, and the mark of what was looked at: ERR_REFUSED when another change would be made. */
MUST_CHECK bool calendar_publish(const struct act *act, const struct procedure *p,
                                 const struct calendar_year *in, struct calendar_change *out,
                                 struct err *err);
/* Whether the list of that year is known to the calendar. */
bool calendar_knows(const struct calendar_row *row, int year);

#endif
