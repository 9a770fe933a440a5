/* Office hours as they are written, and the hours of worked days, holidays and make-up days. */
#include "base/tap.h"
#include "complaint/calendar.h"

#include <stdio.h>
#include <string.h>

static const struct date holidays[] = { { 2026, 10, 1 }, { 2026, 10, 2 } };
static const struct date workdays[] = { { 2026, 10, 10 } };
static const struct date years[] = { { 2026, 1, 1 } };
static const struct calendar cn = {
    .weekday = { false, true, true, true, true, true },
    .holidays = holidays,
    .n_holidays = COUNT(holidays),
    .workdays = workdays,
    .n_workdays = COUNT(workdays),
    .years = years,
    .n_years = COUNT(years),
};

static void reading(void)
{
    struct office o = { 0 };
    struct err err = { 0 };

    TAP("T3 lunch, and a short Saturday",
        office_read("Mon-Fri 09:00-12:00 13:30-18:00, Sat 9:00-12:00", &o, &err));
    TAP_INT("T3 two periods", o.weekday[5].n, 2);
    TAP_INT("T3 the second begins at half past one", o.weekday[1].period[1].from, 13 * 60 + 30);
    TAP_INT("T3 Saturday ends at noon", o.weekday[6].period[0].until, 12 * 60);
    TAP_INT("T3 Sunday has none", o.weekday[7].n, 0);
    TAP("T3 days one by one, in words", office_read("monday, Wed fri 08:00-24:00", &o, &err));
    TAP("T3 those days", o.weekday[1].n == 1 && o.weekday[2].n == 0 && o.weekday[3].n == 1);
    TAP_INT("T3 midnight is an end", o.weekday[5].period[0].until, 24 * 60);
    TAP("T3 a night shift", office_read("Sun-Thu 22:00-06:00", &o, &err));
    TAP_INT("T3 runs into the next day", o.weekday[7].period[0].until, 30 * 60);
    TAP("T3 over the end of the week", o.weekday[4].n == 1 && o.weekday[5].n == 0);
}

static void refusing(void)
{
    static const char *const wrong[] = {
        "",
        "Mon-Fri",
        "09:00-17:00",
        "Mon-Fri 09:00",
        "Mon-Fri 09.00-17.00",
        "Mon-Fri 09:00-25:00",
        "Mon-Fri 24:00-06:00",
        "Mon-Fri 9-17",
        "Mon-Fry 09:00-17:00",
        "Mon-Fri 09:00-17:00 Sat",
        "Mon-Fri 09:00-12:00 11:00-17:00",
        "Mon-Fri 13:00-17:00 09:00-12:00",
        "Mon-Fri 22:00-06:00 07:00-08:00",
        "Mon 22:00-06:00 Tue 05:00-09:00",
    };
    struct office o = { .weekday[1].n = 99 };

    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct err err = { 0 };
        char what[80];
        snprintf(what, sizeof what, "T3 refused: \"%s\"", wrong[i]);
        TAP(what, !office_read(wrong[i], &o, &err) && err.field && strcmp(err.field, "hours") == 0);
    }
    TAP_INT("T3 and nothing is written", o.weekday[1].n, 99);
}

static void days(void)
{
    struct office o = { 0 };
    struct err err = { 0 };
    const struct office_day *day;

    TAP("C4 hours of an office", office_read("Mon 10:00-16:00 Tue-Fri 09:00-18:00", &o, &err));
    TAP("C4 a holiday has none", !calendar_hours(&cn, &o, DAY(2026, 10, 1)));
    TAP("C4 a weekend has none", !calendar_hours(&cn, &o, DAY(2026, 10, 11)));
    day = calendar_hours(&cn, &o, DAY(2026, 10, 10));
    TAP("C4 a make-up Saturday is worked like a Monday", day && day->period[0].from == 600);
    TAP("C4 and is known as such", calendar_made_up(&cn, &o, DAY(2026, 10, 10)) &&
                                       !calendar_made_up(&cn, &o, DAY(2026, 10, 9)));
    day = calendar_hours(&cn, NULL, DAY(2026, 10, 10));
    TAP("C4 without office hours it is whole", day && day->period[0].until == 24 * 60);
    TAP("C4 with them their days of the week count",
        office_read("Sat-Sun 09:00-12:00", &o, &err) &&
            calendar_works(&cn, &o, DAY(2026, 10, 11)) &&
            !calendar_works(&cn, &o, DAY(2026, 10, 12)));
    TAP("C4 a year that is known", calendar_covers(&cn, DAY(2026, 12, 31)));
    TAP("C4 one that is not", !calendar_covers(&cn, DAY(2027, 1, 1)));
    TAP("C4 without years it holds for all",
        calendar_covers(&(struct calendar){ 0 }, DAY(9, 1, 1)));
}

int main(void)
{
    reading();
    refusing();
    days();
    return tap_done();
}
