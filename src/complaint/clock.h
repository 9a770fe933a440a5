/*
 * Clocks: until when something is due, and why that day.
 *
 * A clock starts with an event and runs for hours, days, working days, weeks or
 * months. The day on which it starts does not count, and the last day counts to
 * its end, except for hours, which run from the moment itself. A day at whose
 * end the clock stood still (a pause) does not count either; hours are longer
 * by the time of the pause. The sum is handed back line by line, so that a page
 * can show it. ISO 10002 [4.15-a]; requirement C1, C5, C6
 */
#ifndef COMPLAINT_CLOCK_H
#define COMPLAINT_CLOCK_H

#include "base/date.h"
#include "base/err.h"

enum clock_unit {
    CLOCK_NONE,
    CLOCK_HOURS,
    CLOCK_DAYS,
    CLOCK_WORKING_DAYS,
    CLOCK_WEEKS,
    CLOCK_MONTHS,
};
/* "hours", "working_days" …; NULL for CLOCK_NONE. And back, 0 when unknown. */
const char *clock_unit_code(enum clock_unit unit);
enum clock_unit clock_unit_of(const char *code);

/* Which days are worked. A holiday beats the weekday, a working day beats both. */
struct calendar {
    bool weekday[8];             /* 1 = Monday … 7 = Sunday */
    const struct date *holidays; /* in any order */
    size_t n_holidays;
    const struct date *workdays; /* worked in spite of the weekday or holiday */
    size_t n_workdays;
};
bool calendar_works(const struct calendar *c, struct date d);

/* Where the days are: i18n/zone.h in the program, a plain offset in tests. */
struct local_zone {
    const void *zone;
    struct date (*day)(const void *zone, struct instant t);
    /* The first moment of the day there. */
    struct instant (*begin)(const void *zone, struct date d);
};

/* `until` not set: the pause goes on; it is counted up to `now`. */
struct clock_pause {
    struct instant from, until;
};

struct clock_rule {
    enum clock_unit unit;
    int length;
};

enum clock_line_kind {
    CLOCK_LINE_START,   /* `day`: it starts, and this day does not count */
    CLOCK_LINE_HOURS,   /* `n` hours from that moment */
    CLOCK_LINE_COUNT,   /* `n` days counted */
    CLOCK_LINE_MONTHS,  /* `n` months later; the last of the month when there is no such day */
    CLOCK_LINE_FREE,    /* `n` days of the week without work, not counted */
    CLOCK_LINE_HOLIDAY, /* `day`: a holiday, not counted */
    CLOCK_LINE_PAUSED,  /* `n` days on which the clock stood still */
    CLOCK_LINE_PAUSED_MINUTES, /* `n` minutes on which it stood still */
    CLOCK_LINE_END,            /* `day`: due at its end */
};
/* Message id with {n} and {day}. */
const char *clock_line_text(enum clock_line_kind kind);

struct clock_line {
    enum clock_line_kind kind;
    struct date day;
    int n;
};
enum { CLOCK_LINES = 40 };

struct clock_sum {
    struct instant due; /* the last second that is still on time */
    struct date day;    /* the day it falls on */
    struct clock_line line[CLOCK_LINES];
    size_t n; /* lines; of many holidays the last ones have no line */
};

/* Refused: a length below 0, no unit, or a calendar on which no day is worked. */
MUST_CHECK bool clock_due(const struct clock_rule *rule, struct instant start,
                          const struct clock_pause *pauses, size_t n_pauses, struct instant now,
                          const struct calendar *calendar, const struct local_zone *zone,
                          struct clock_sum *out, struct err *err);

/* Working days between two days, the first not counted, the last counted; below
 * 0 when `to` is earlier. For "3 working days left". */
int clock_working_days(const struct calendar *c, struct date from, struct date to);

#endif
