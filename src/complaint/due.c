#include "complaint/due.h"

#include <string.h>

static bool has_day(const char *list, struct date d)
{
    char day[DATE_TEXT];

    date_text(d, day);
    return list && strstr(list, day);
}

static bool works(const struct calendar_row *c, struct date d)
{
    if (has_day(c->workdays, d))
        return true;
    return !has_day(c->holidays, d) && strchr(c->weekdays, '0' + date_weekday(d));
}

/* Working days are counted from the day after the start. */
static struct date add_working_days(const struct calendar_row *c, struct date d, int64_t n)
{
    while (n > 0) {
        d = date_add(d, 1);
        n -= works(c, d);
    }
    return d;
}

static struct date add_months(struct date d, int64_t n)
{
    int64_t month = d.month - 1 + n;
    struct date to = { (int16_t)(d.year + month / 12), (int8_t)(month % 12 + 1), d.day };

    while (!date_valid(to))
        to.day--;
    return to;
}

bool due_at(const struct procedure *p, const char *unit, int64_t length, const char *calendar,
            struct instant start, struct instant *out, struct err *err)
{
    const struct calendar_row *c = procedure_calendar(p, calendar);
    struct date d = zone_date(p->zone, start, NULL);

    if (strcmp(unit, "hours") == 0) {
        out->us = start.us + SECONDS(length * 3600);
        return true;
    }
    if (strcmp(unit, "working_days") == 0) {
        if (!c)
            return err_internal(err, "no calendar %s", calendar);
        d = add_working_days(c, d, length);
    } else if (strcmp(unit, "weeks") == 0) {
        d = date_add(d, 7 * length);
    } else if (strcmp(unit, "months") == 0) {
        d = add_months(d, length);
    } else {
        d = date_add(d, length);
    }
    *out = zone_instant(p->zone, d, 24 * 60);
    return true;
}

bool due_after_pause(const struct procedure *p, const char *unit, const char *calendar,
                     struct instant due, struct instant from, struct instant until,
                     struct instant *out, struct err *err)
{
    struct date first = zone_date(p->zone, from, NULL), last = zone_date(p->zone, until, NULL);
    const struct calendar_row *c = procedure_calendar(p, calendar);
    struct date day = zone_date(p->zone, (struct instant){ due.us - 1 }, NULL);
    int64_t n = 0;

    if (strcmp(unit, "hours") == 0) {
        out->us = due.us + until.us - from.us;
        return true;
    }
    if (strcmp(unit, "working_days") != 0) {
        *out =
            zone_instant(p->zone, date_add(day, date_to_days(last) - date_to_days(first)), 24 * 60);
        return true;
    }
    if (!c)
        return err_internal(err, "no calendar %s", calendar);
    while (date_compare(first, last) < 0) {
        first = date_add(first, 1);
        n += works(c, first);
    }
    *out = zone_instant(p->zone, add_working_days(c, day, n), 24 * 60);
    return true;
}
