#include "complaint/due.h"

#include <stdlib.h>
#include <string.h>

static struct date zone_day(const void *zone, struct instant t)
{
    return zone_date(zone, t, NULL);
}

static struct instant zone_moment(const void *zone, struct date d, int minute)
{
    return zone_instant(zone, d, minute);
}

static int zone_minute(const void *zone, struct instant t)
{
    int minute;

    (void)zone_date(zone, t, &minute);
    return minute;
}

struct local_zone due_zone(const struct zone *zone)
{
    return (struct local_zone){ zone, zone_day, zone_moment, zone_minute };
}

/* Years divided by blanks, each as its first day. */
static size_t years_read(struct arena *a, const char *text, const struct date **out)
{
    size_t room = text ? strlen(text) / 4 + 1 : 0, n = 0;
    struct date *years = ARENA_ARRAY(a, struct date, room);
    char *end;

    for (const char *s = text; s && *s; s = end + (*end == ' ')) {
        long year = strtol(s, &end, 10);
        if (end == s)
            break;
        years[n++] = DAY((int16_t)year, 1, 1);
    }
    *out = years;
    return n;
}

void due_calendar(struct arena *a, const struct calendar_row *row, struct calendar *out)
{
    *out = (struct calendar){ 0 };
    for (const char *s = row->weekdays; s && *s; s++)
        if (*s >= '1' && *s <= '7')
            out->weekday[*s - '0'] = true;
    out->n_holidays = calendar_days(a, row->holidays, &out->holidays);
    out->n_workdays = calendar_days(a, row->workdays, &out->workdays);
    out->n_years = years_read(a, row->years, &out->years);
}

static bool calendar_read(struct arena *a, const struct procedure *p, const char *name,
                          struct calendar *out, struct err *err)
{
    const struct calendar_row *row = procedure_calendar(p, name);

    if (!row)
        return err_internal(err, "there is no calendar %s", name);
    due_calendar(a, row, out);
    return true;
}

static size_t pauses_read(struct arena *a, const struct rows *rows, int64_t clock,
                          const struct clock_pause **out)
{
    const struct clock_pause_row *row = rows ? rows->row : NULL;
    size_t most = rows ? rows->n : 0, n = 0;
    struct clock_pause *pauses;

    for (size_t i = 0; i < most; i++)
        n += row[i].clock_id == clock;
    pauses = ARENA_ARRAY(a, struct clock_pause, n);
    n = 0;
    for (size_t i = 0; i < most; i++)
        if (row[i].clock_id == clock)
            pauses[n++] = (struct clock_pause){ row[i].from_at, row[i].until_at };
    *out = pauses;
    return n;
}

/* The clock at that share of its time. */
static bool sum_at(struct arena *a, const struct procedure *p, const struct clock_row *clock,
                   int share, const struct rows *pauses, struct instant now, struct clock_sum *out,
                   struct err *err)
{
    struct local_zone zone = due_zone(p->zone);
    struct calendar calendar;
    struct office office;
    struct clock_run run = {
        .rule = clock_share((struct clock_rule){ clock_unit_of(clock->unit), (int)clock->length,
                                                 clock->counts_first, clock->rolls },
                            share),
        .start = clock->started_at,
        .now = now,
        .calendar = &calendar,
        .zone = &zone,
        .extends = clock->extends,
        .extended = share == 100 ? clock->extended : 0,
    };

    run.n_pauses = pauses_read(a, pauses, clock->id, &run.pauses);
    if (clock->hours) {
        if (!office_read(clock->hours, &office, err))
            return false;
        run.office = &office;
    }
    return calendar_read(a, p, clock->calendar, &calendar, err) && clock_due(&run, out, err);
}

bool due_sum(struct arena *a, const struct procedure *p, const struct clock_row *clock,
             const struct rows *pauses, struct instant now, struct clock_sum *out, struct err *err)
{
    return sum_at(a, p, clock, 100, pauses, now, out, err);
}

bool due_tell(struct arena *a, const struct procedure *p, struct clock_row *clock,
              const struct rows *pauses, struct instant now, struct err *err)
{
    struct clock_tell tell;
    struct clock_sum sum;

    clock->tell_at = (struct instant){ 0 };
    if (!clock_tell_after(clock->tells, (int)clock->told, &tell))
        return true;
    if (!sum_at(a, p, clock, tell.share, pauses, now, &sum, err))
        return false;
    clock->tell_at = sum.due;
    return true;
}

bool due_promise(struct arena *a, const struct procedure *p, const struct pack_version *pack,
                 const char *class, const char *name, struct instant start, struct clock_sum *out,
                 struct err *err)
{
    const struct clock_rule_row *rule = procedure_case_clock(p, pack, class, name);
    struct clock_row clock = { .started_at = start };

    if (!rule)
        return err_internal(err, "there is no clock %s", name);
    due_rule(p, pack, rule, &clock);
    return due_sum(a, p, &clock, NULL, start, out, err);
}

struct instant due_moment(const struct zone *zone, struct instant due)
{
    enum { LAST_MINUTE = 24 * 60 - 1 };
    int minute = LAST_MINUTE;

    (void)zone_date(zone, due, &minute);
    return minute == LAST_MINUTE ? (struct instant){ 0 } : due;
}

void due_rule(const struct procedure *p, const struct pack_version *pack,
              const struct clock_rule_row *rule, struct clock_row *clock)
{
    clock->name = rule->name;
    clock->unit = rule->unit;
    clock->length = rule->length;
    clock->calendar = procedure_rule_calendar(p, pack, rule);
    clock->hours = rule->hours;
    clock->counts_first = rule->counts_first;
    clock->rolls = rule->rolls;
    clock->pauses = rule->pauses;
    clock->tells = rule->tells;
    clock->extends = rule->extends;
    for (int64_t i = 0; i < clock->extended; i++)
        clock->length += clock_extension(rule->extends, i);
}
