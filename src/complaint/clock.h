/*
 * Clocks: until when something is due, and why that day.
 *
 * A clock starts with an event and runs for hours, working hours, days, working days, weeks or
 * months.
 *
 * Hours run from the start itself, day and night; working hours run inside office hours only.
 *
 * Of all others the day of the start does not count, unless the rule counts it, and the last
 * day counts to its end: to the end of its office hours if it has any, else to midnight. A day
 * in whose last second the clock stood still (a pause) does not count. A month ends on the day of
 * the same number, or on the last of the month when there is none. If the rule rolls, an end on a
 * day that is not worked moves to the next that is; working days never end on another.
 *
 * A period of office hours begins the first time that the clock on the wall shows its begin,
 * and ends the first time that it shows its end; hours are counted as they pass, so those that
 * a clock change skips do not count and those it repeats count twice.
 *
 * The sum is handed back line by line, so that a page can show it. ISO 10002 [4.15-a];
 * requirements C1, C5, C6
 */
#ifndef COMPLAINT_CLOCK_H
#define COMPLAINT_CLOCK_H

#include "complaint/calendar.h"

enum clock_unit {
    CLOCK_NONE,
    CLOCK_HOURS,
    CLOCK_WORKING_HOURS,
    CLOCK_DAYS,
    CLOCK_WORKING_DAYS,
    CLOCK_WEEKS,
    CLOCK_MONTHS,
};
/* "hours", "working_days" …; NULL for CLOCK_NONE. And back, 0 when unknown. */
const char *clock_unit_code(enum clock_unit unit);
enum clock_unit clock_unit_of(const char *code);

/* Where the days are: i18n/zone.h in the program, a plain offset in tests. */
struct local_zone {
    const void *zone;
    struct date (*day)(const void *zone, struct instant t);
    /* The moment at which the day has that minute; one that a clock change skips moves forward,
     * of one that it repeats it is the first. */
    struct instant (*moment)(const void *zone, struct date d, int minute);
    /* The minute of its day that the clock on the wall shows then. */
    int (*minute)(const void *zone, struct instant t);
};

/* `until` not set: the pause goes on; it is counted up to `now`. */
struct clock_pause {
    struct instant from, until;
};

struct clock_rule {
    enum clock_unit unit;
    int length;
    bool counts_first; /* the day of the start counts */
    bool rolls;        /* an end on a day that is not worked moves to the next that is */
};

struct clock_run {
    struct clock_rule rule;
    struct instant start, now;
    const struct clock_pause *pauses; /* in any order; they may overlap */
    size_t n_pauses;
    const struct calendar *calendar;
    const struct office *office; /* NULL: days are worked from midnight to midnight */
    const struct local_zone *zone;
    const char *extends; /* as below: what of the rule's length was agreed to later, */
    int64_t extended;    /* so many times; for the lines alone */
};

enum clock_line_kind {
    CLOCK_LINE_START,         /* `day`: it starts, and this day does not count */
    CLOCK_LINE_START_COUNTS,  /* `day`: it starts, and this day counts */
    CLOCK_LINE_HOURS,         /* `n` hours from the moment `at` */
    CLOCK_LINE_WORKING_HOURS, /* `n` working hours from the moment `at` */
    CLOCK_LINE_COUNT,         /* `n` days counted */
    CLOCK_LINE_WORKING_DAYS,  /* `n` working days counted */
    CLOCK_LINE_MONTHS,        /* `n` months later; the last of the month when there is no such */
    CLOCK_LINE_MONTHS_WITH,   /* the same with the day of the start: a day before that */
    CLOCK_LINE_LONGER,        /* `n` of what is counted were agreed to later */
    CLOCK_LINE_FREE,          /* `n` days of the week without work, not counted */
    CLOCK_LINE_HOLIDAY,       /* `day` to `last`: holidays, not counted */
    CLOCK_LINE_MADE_UP,       /* `day`: worked in spite of the weekday, counted */
    CLOCK_LINE_MINUTES,       /* `day`: `n` minutes of its office hours */
    CLOCK_LINE_PAUSED,        /* `n` days on which the clock stood still */
    CLOCK_LINE_STOOD,         /* it stood still from the moment `at` to `until`; not set: it does */
    CLOCK_LINE_PAUSED_MINUTES, /* `n` minutes on which it stood still, added at the end */
    CLOCK_LINE_FORWARD,        /* `n` minutes by which the clocks on the wall go forward in it */
    CLOCK_LINE_BACK,           /* the same, back */
    CLOCK_LINE_UNKNOWN,        /* the holidays of the year of `day` are not known */
    CLOCK_LINE_ROLLED,         /* `day` is not worked: the next that is */
    CLOCK_LINE_MORE,           /* `n` lines are left out here */
    CLOCK_LINE_END,            /* `day`: due at its end */
    CLOCK_LINE_END_AT,         /* due at the moment `at` */
};

struct clock_line {
    enum clock_line_kind kind;
    struct date day, last;
    int n;
    struct instant at, until;
};
enum { CLOCK_LINES = 40 };

struct clock_sum {
    struct instant due; /* the last second that is still on time */
    struct date day;    /* the day it falls on */
    struct clock_line line[CLOCK_LINES];
    size_t n;
};

/* Refused: a length below 0, no unit, working hours without office hours, or a calendar on which
 * no day is worked. */
MUST_CHECK bool clock_due(const struct clock_run *run, struct clock_sum *out, struct err *err);

/* The rule at a share of its time, in %: for a warning before its end, or a step after it. Whole
 * days or hours, rounded down; weeks and months are days (a month 30) unless the share is whole. */
struct clock_rule clock_share(struct clock_rule rule, int share);

/* Somebody who is told at a share of a clock's time. */
struct clock_tell {
    int share;        /* in %; 100 is its end */
    const char *whom; /* "owner", or the code of a role; `n` bytes */
    size_t n;
};
/* The first of a list like "50:owner 100:manager" whose share is above that one; false = none.
 * Lists are in order. */
bool clock_tell_after(const char *list, int share, struct clock_tell *out);
/* Refused, with the field "tells": shares that do not rise, and roles that `known` does not name.
 */
MUST_CHECK bool clock_tells_valid(const char *list, bool (*known)(const char *whom, size_t n),
                                  struct err *err);

/* The number at that place of a list like "15 30"; 0 = there is none. By how much a clock may be
 * made longer the first time, the second … C7 */
int clock_extension(const char *list, int64_t place);

/* Refused, with the field "extends": what is no such list. */
MUST_CHECK bool clock_extends_valid(const char *list, struct err *err);

/* Working days between two days, the first not counted, the last counted; below
 * 0 when `to` is earlier. For "3 working days left". */
int clock_working_days(const struct calendar *c, struct date from, struct date to);

#endif
