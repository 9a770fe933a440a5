#include "complaint/due.h"

#include <string.h>

static struct date zone_day(const void *zone, struct instant t)
{
    return zone_date(zone, t, NULL);
}

static struct instant zone_begin(const void *zone, struct date d)
{
    return zone_instant(zone, d, 0);
}

/* Days divided by blanks, as the calendar's row has them. */
static size_t days_read(struct arena *a, const char *text, const struct date **out)
{
    size_t room = text ? strlen(text) / 10 + 1 : 0, n = 0;
    struct date *days = ARENA_ARRAY(a, struct date, room);

    for (const char *s = text; s && *s; s += strcspn(s, " "), s += *s == ' ')
        n += date_parse(s, strcspn(s, " "), &days[n]);
    *out = days;
    return n;
}

static bool calendar_read(struct arena *a, const struct procedure *p, const char *name,
                          struct calendar *out, struct err *err)
{
    const struct calendar_row *row = procedure_calendar(p, name);

    *out = (struct calendar){ 0 };
    if (!row)
        return err_internal(err, "there is no calendar %s", name);
    for (const char *s = row->weekdays; s && *s; s++)
        if (*s >= '1' && *s <= '7')
            out->weekday[*s - '0'] = true;
    out->n_holidays = days_read(a, row->holidays, &out->holidays);
    out->n_workdays = days_read(a, row->workdays, &out->workdays);
    return true;
}

static size_t pauses_read(struct arena *a, const struct rows *rows, int64_t clock,
                          const struct clock_pause **out)
{
    const struct clock_pause_row *row = rows ? rows->row : NULL;
    size_t most = rows ? rows->n : 0, n = 0;
    struct clock_pause *pauses = ARENA_ARRAY(a, struct clock_pause, most);

    for (size_t i = 0; i < most; i++)
        if (row[i].clock_id == clock)
            pauses[n++] = (struct clock_pause){ row[i].from_at, row[i].until_at };
    *out = pauses;
    return n;
}

bool due_sum(struct arena *a, const struct procedure *p, const struct clock_row *clock,
             const struct rows *pauses, struct instant now, struct clock_sum *out, struct err *err)
{
    struct clock_rule rule = { clock_unit_of(clock->unit), (int)clock->length };
    struct local_zone zone = { p->zone, zone_day, zone_begin };
    const struct clock_pause *list;
    struct calendar calendar;
    size_t n = pauses_read(a, pauses, clock->id, &list);

    return calendar_read(a, p, clock->calendar, &calendar, err) &&
           clock_due(&rule, clock->started_at, list, n, now, &calendar, &zone, out, err);
}

bool due_promise(struct arena *a, const struct procedure *p, const char *name, struct instant start,
                 struct clock_sum *out, struct err *err)
{
    const struct clock_rule_row *rule = procedure_clock(p, name);
    struct clock_row clock = { .started_at = start };

    if (!rule)
        return err_internal(err, "there is no clock %s", name);
    clock.unit = rule->unit;
    clock.length = rule->length;
    clock.calendar = rule->calendar;
    return due_sum(a, p, &clock, NULL, start, out, err);
}

const char *due_line(struct arena *a, const struct lang *l, const struct clock_line *line,
                     struct date today)
{
    const char *day = date_is_set(line->day) ? lang_date(a, l, line->day, DATE_DAY, today) : "";

    return lang_format(a, l, clock_line_text(line->kind), "n", lang_number(a, l, line->n), "day",
                       day, NULL);
}
