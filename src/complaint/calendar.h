/*
 * Which days are worked, and at what hours.
 *
 * A calendar names days of the week, holidays, and days that are worked in spite of both.
 * Office hours name the hours of each day of the week; where there are any, their days of the
 * week count instead of the calendar's. A day that is worked although its weekday has no hours
 * has those of the first day of the week that has some: a make-up Saturday is worked like a
 * Monday. Requirement C4
 */
#ifndef COMPLAINT_CALENDAR_H
#define COMPLAINT_CALENDAR_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

struct calendar {
    bool weekday[8];             /* 1 = Monday … 7 = Sunday */
    const struct date *holidays; /* in any order */
    size_t n_holidays;
    const struct date *workdays; /* worked in spite of the weekday or holiday */
    size_t n_workdays;
    const struct date *years; /* a day of each year whose holidays are known; none: it has no */
    size_t n_years;           /* holidays and is the same in all years */
};

/* Minutes since the day's midnight; `until` is beyond 1440 when it runs past the next one. */
struct office_period {
    int16_t from, until;
};
enum { OFFICE_PERIODS = 6 };
struct office_day {
    struct office_period period[OFFICE_PERIODS]; /* one after the other */
    int n;
};
struct office {
    struct office_day weekday[8]; /* 1 = Monday … 7 = Sunday */
};

/* Reads "Mon-Fri 09:00-12:00 13:30-18:00, Sat 09:00-12:00". A period that ends before it begins
 * runs past midnight and belongs to the day on which it begins. Refused, with the field "hours":
 * what is neither a day nor a period, and periods that overlap. */
MUST_CHECK bool office_read(const char *text, struct office *out, struct err *err);

/* Whether the day is worked; `office` may be NULL. */
bool calendar_works(const struct calendar *c, const struct office *office, struct date d);
/* Its hours; NULL when it is not worked. */
const struct office_day *calendar_hours(const struct calendar *c, const struct office *office,
                                        struct date d);
bool calendar_holiday(const struct calendar *c, struct date d);
/* Whether it is worked only because the calendar names it. */
bool calendar_made_up(const struct calendar *c, const struct office *office, struct date d);
/* Whether the holidays of that day's year are known. */
bool calendar_covers(const struct calendar *c, struct date d);

/* Whether a calendar can be called that: letters, digits and -, such as AU-NSW. */
bool calendar_name_valid(const char *name);

/* Days divided by blanks, as a row of the database has them; others are passed over. */
size_t calendar_days(struct arena *a, const char *text, const struct date **out);

#endif
