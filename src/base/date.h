/*
 * Days and instants.
 *
 * A `struct date` is a day on the calendar without a zone; a `struct instant`
 * is a moment, in microseconds since 1970-01-01T00:00:00Z. The zero value of
 * each means "not set" and is NULL in the database. What day a moment falls on
 * depends on a zone: i18n/zone.h.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/base.h"

struct date {
    int16_t year; /* 1 to 9999 */
    int8_t month; /* 1 to 12 */
    int8_t day;   /* 1 to 31; 0 = not set */
};

struct instant {
    int64_t us; /* 0 = not set */
};

#define DAY(y, m, d) ((struct date){ (y), (m), (d) })
#define SECONDS(n) ((int64_t)(n)*1000000)

static inline bool date_is_set(struct date d)
{
    return d.day != 0;
}

static inline bool instant_is_set(struct instant t)
{
    return t.us != 0;
}

bool date_valid(struct date d);
int date_compare(struct date a, struct date b); /* < 0, 0, > 0 */
/* Days since 1970-01-01, and back. */
int64_t date_to_days(struct date d);
struct date date_from_days(int64_t days);
struct date date_add(struct date d, int64_t days);
int date_weekday(struct date d); /* 1 = Monday … 7 = Sunday, ISO 8601 */

enum { DATE_TEXT = 11, INSTANT_TEXT = 28 };

/* YYYY-MM-DD, strictly; false when it is not a day that exists. */
bool date_parse(const char *s, size_t n, struct date *out);
void date_text(struct date d, char out[DATE_TEXT]); /* "" when not set */

/* RFC 3339 with an offset; fractions down to microseconds. */
bool instant_parse(const char *s, size_t n, struct instant *out);
/* RFC 3339 in UTC, "2026-11-22T10:08:02Z"; the fraction only when there is one. */
void instant_text(struct instant t, char out[INSTANT_TEXT]);

/* The clock on the wall. Only the edge calls it; everything else is told. */
struct instant instant_now(void);

#endif
