/* The proleptic Gregorian calendar by the era arithmetic of days. */
#include "base/date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool date_valid(struct date d)
{
    static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    if (d.year < 1 || d.year > 9999 || d.month < 1 || d.month > 12 || d.day < 1)
        return false;
    return d.day <= days[d.month - 1] + (d.month == 2 && leap(d.year));
}

int date_compare(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year - b.year;
    if (a.month != b.month)
        return a.month - b.month;
    return a.day - b.day;
}

/* Years are counted from March, so that the leap day comes last; eras are the
 * 400 years after which the calendar repeats. */
int64_t date_to_days(struct date d)
{
    int64_t year = d.year - (d.month <= 2);
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date date_from_days(int64_t days)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t in_era = z - era * 146097;
    int64_t of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int64_t in_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
    int64_t month = (5 * in_year + 2) / 153;
    struct date d = {
        .year = (int16_t)(of_era + era * 400 + (month >= 10)),
        .month = (int8_t)(month < 10 ? month + 3 : month - 9),
        .day = (int8_t)(in_year - (153 * month + 2) / 5 + 1),
    };

    return d;
}

struct date date_add(struct date d, int64_t days)
{
    if (days >= 0 && days < 28 && d.day + days <= 28) /* the same month, as nearly always */
        return (struct date){ d.year, d.month, (int8_t)(d.day + days) };
    return date_from_days(date_to_days(d) + days);
}

int date_weekday(struct date d)
{
    int64_t day = (date_to_days(d) + 3) % 7; /* 1970-01-01 was a Thursday */

    return (int)(day < 0 ? day + 7 : day) + 1;
}

/* Exactly `n` digits; -1 otherwise. */
static int digits(const char *s, size_t n)
{
    int v = 0;

    for (size_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return -1;
        v = v * 10 + (s[i] - '0');
    }
    return v;
}

bool date_parse(const char *s, size_t n, struct date *out)
{
    struct date d;
    int year, month, day;

    if (n != 10 || s[4] != '-' || s[7] != '-')
        return false;
    year = digits(s, 4);
    month = digits(s + 5, 2);
    day = digits(s + 8, 2);
    if (year < 0 || month < 0 || day < 0)
        return false;
    d = (struct date){ (int16_t)year, (int8_t)month, (int8_t)day };
    if (!date_valid(d))
        return false;
    *out = d;
    return true;
}

void date_text(struct date d, char out[DATE_TEXT])
{
    char text[32] = "";

    if (date_is_set(d))
        snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
    memcpy(out, text, DATE_TEXT - 1);
    out[DATE_TEXT - 1] = '\0';
}

/* ".123456" → microseconds; moves `*s` behind it. False when there is no digit. */
static bool fraction(const char **s, const char *end, int64_t *us)
{
    int64_t unit = 100000;
    const char *p = *s;

    *us = 0;
    if (p == end || *p != '.')
        return true;
    for (p++; p < end && *p >= '0' && *p <= '9'; p++) {
        *us += (*p - '0') * unit;
        unit /= 10;
    }
    if (p == *s + 1)
        return false;
    *s = p;
    return true;
}

/* "Z" or "+08:00" → seconds east of UTC; the text ends there. */
static bool offset(const char *s, const char *end, int *seconds)
{
    int hours, minutes;

    if (end - s == 1 && (*s == 'Z' || *s == 'z')) {
        *seconds = 0;
        return true;
    }
    if (end - s != 6 || (*s != '+' && *s != '-') || s[3] != ':')
        return false;
    hours = digits(s + 1, 2);
    minutes = digits(s + 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return false;
    *seconds = (hours * 60 + minutes) * 60 * (*s == '-' ? -1 : 1);
    return true;
}

bool instant_parse(const char *s, size_t n, struct instant *out)
{
    const char *rest;
    struct date d;
    int64_t us;
    int hour, minute, second, east;

    if (n < 20 || !date_parse(s, 10, &d) || (s[10] != 'T' && s[10] != 't' && s[10] != ' '))
        return false;
    if (s[13] != ':' || s[16] != ':')
        return false;
    rest = s + 19;
    hour = digits(s + 11, 2);
    minute = digits(s + 14, 2);
    second = digits(s + 17, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return false;
    if (!fraction(&rest, s + n, &us) || !offset(rest, s + n, &east))
        return false;
    out->us = SECONDS(date_to_days(d) * 86400 + hour * 3600 + minute * 60 + second - east) + us;
    return true;
}

void instant_text(struct instant t, char out[INSTANT_TEXT])
{
    int64_t us = t.us % SECONDS(1), seconds = t.us / SECONDS(1), day, of_day;
    char date[DATE_TEXT], text[64];

    if (us < 0) {
        us += SECONDS(1);
        seconds--;
    }
    day = (seconds >= 0 ? seconds : seconds - 86399) / 86400;
    of_day = seconds - day * 86400;
    date_text(date_from_days(day), date);
    if (us != 0)
        snprintf(text, sizeof text, "%sT%02d:%02d:%02d.%06dZ", date, (int)(of_day / 3600),
                 (int)(of_day / 60 % 60), (int)(of_day % 60), (int)us);
    else
        snprintf(text, sizeof text, "%sT%02d:%02d:%02dZ", date, (int)(of_day / 3600),
                 (int)(of_day / 60 % 60), (int)(of_day % 60));
    memcpy(out, text, INSTANT_TEXT - 1);
    out[INSTANT_TEXT - 1] = '\0';
}

struct instant instant_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    return (struct instant){ SECONDS(t.tv_sec) + t.tv_nsec / 1000 };
}
