/* Days and instants, read and written. */
#include "base/date.h"
#include "base/tap.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *text;
    bool good;
} dates[] = {
    { "2026-11-22", true },  { "2024-02-29", true },  { "2000-02-29", true },
    { "1900-02-29", false }, { "2025-02-29", false }, { "2026-13-01", false },
    { "2026-00-10", false }, { "2026-04-31", false }, { "2026-1-1", false },
    { "2026/01/01", false }, { "0000-01-01", false }, { "2026-01-0x", false },
    { "", false },           { "9999-12-31", true },
};

static const struct {
    const char *text;
    const char *utc; /* NULL: refused */
} instants[] = {
    { "2026-11-22T10:08:02Z", "2026-11-22T10:08:02Z" },
    { "2026-11-22T10:08:02.5Z", "2026-11-22T10:08:02.500000Z" },
    { "2026-11-22T10:08:02+08:00", "2026-11-22T02:08:02Z" },
    { "2026-01-01T00:30:00-01:00", "2026-01-01T01:30:00Z" },
    { "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z" },
    { "2026-11-22t10:08:02z", "2026-11-22T10:08:02Z" },
    { "2026-11-22T10:08:02", NULL },
    { "2026-11-22T24:08:02Z", NULL },
    { "2026-11-22T10:60:02Z", NULL },
    { "2026-11-22T10:08:02.Z", NULL },
    { "2026-11-22T10:08:02+8:00", NULL },
    { "2026-02-30T10:08:02Z", NULL },
    { "2026-11-22T10:08:02Zz", NULL },
};

static void round_trip(void)
{
    struct date d = DAY(1600, 1, 1);
    bool good = true;

    for (int64_t day = date_to_days(d); day < date_to_days(DAY(2400, 1, 1)); day++) {
        struct date at = date_from_days(day);
        good &= date_valid(at) && date_to_days(at) == day && date_compare(at, d) == 0;
        d = date_add(d, 1);
    }
    TAP("eight hundred years, day by day", good);
    TAP_INT("the first day", date_to_days(DAY(1970, 1, 1)), 0);
    TAP_INT("a Sunday", date_weekday(DAY(2026, 11, 22)), 7);
    TAP_INT("a Thursday", date_weekday(DAY(1970, 1, 1)), 4);
    TAP_INT("a Monday before 1970", date_weekday(DAY(1969, 12, 29)), 1);
}

int main(void)
{
    for (size_t i = 0; i < COUNT(dates); i++) {
        struct date d;
        TAP(dates[i].text, date_parse(dates[i].text, strlen(dates[i].text), &d) == dates[i].good);
    }
    for (size_t i = 0; i < COUNT(instants); i++) {
        char text[INSTANT_TEXT] = "";
        struct instant t;
        bool good = instant_parse(instants[i].text, strlen(instants[i].text), &t);
        if (good)
            instant_text(t, text);
        TAP_TEXT(instants[i].text, good ? text : NULL, instants[i].utc);
    }
    round_trip();
    return tap_done();
}
