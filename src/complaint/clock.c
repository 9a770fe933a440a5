/* Counting the days of a clock, with a line for whatever a reader may wonder
 * about. [4.15-a] */
#include "complaint/clock.h"

#include <string.h>

/* Far beyond any deadline: a calendar that reaches it has no working days. */
enum { DAYS_MOST = 40000, LENGTH_MOST = 20000 };

static const char *const unit_codes[] = {
    [CLOCK_HOURS] = "hours", [CLOCK_DAYS] = "days",     [CLOCK_WORKING_DAYS] = "working_days",
    [CLOCK_WEEKS] = "weeks", [CLOCK_MONTHS] = "months",
};

const char *clock_unit_code(enum clock_unit unit)
{
    return unit > CLOCK_NONE && unit <= CLOCK_MONTHS ? unit_codes[unit] : NULL;
}

enum clock_unit clock_unit_of(const char *code)
{
    for (size_t i = 1; code && i < COUNT(unit_codes); i++)
        if (strcmp(unit_codes[i], code) == 0)
            return (enum clock_unit)i;
    return CLOCK_NONE;
}

static bool among(const struct date *days, size_t n, struct date d)
{
    for (size_t i = 0; i < n; i++)
        if (date_compare(days[i], d) == 0)
            return true;
    return false;
}

bool calendar_works(const struct calendar *c, struct date d)
{
    if (among(c->workdays, c->n_workdays, d))
        return true;
    return c->weekday[date_weekday(d)] && !among(c->holidays, c->n_holidays, d);
}

const char *clock_line_text(enum clock_line_kind kind)
{
    switch (kind) {
    case CLOCK_LINE_START:
        return N_("It starts on {day}; that day does not count.");
    case CLOCK_LINE_HOURS:
        return N_("{n} hours from that moment.");
    case CLOCK_LINE_COUNT:
        return N_("{n} days are counted.");
    case CLOCK_LINE_MONTHS:
        return N_("{n} months later, on the same day of the month or its last.");
    case CLOCK_LINE_FREE:
        return N_("Days of the week without work, not counted: {n}.");
    case CLOCK_LINE_HOLIDAY:
        return N_("{day} is a holiday and does not count.");
    case CLOCK_LINE_PAUSED:
        return N_("Days on which the clock stood still, not counted: {n}.");
    case CLOCK_LINE_PAUSED_MINUTES:
        return N_("Minutes on which the clock stood still, added: {n}.");
    case CLOCK_LINE_END:
        return N_("It is due by the end of {day}.");
    }
    return NULL;
}

/* What one calculation carries along. */
struct count {
    const struct clock_pause *pauses;
    size_t n_pauses;
    struct instant now;
    const struct calendar *calendar;
    const struct local_zone *zone;
    struct clock_sum *sum;
};

static void line(struct clock_sum *sum, enum clock_line_kind kind, struct date day, int n)
{
    /* The last place is kept for the end. */
    if (sum->n < CLOCK_LINES - (kind != CLOCK_LINE_END))
        sum->line[sum->n++] = (struct clock_line){ kind, day, n };
}

static struct instant pause_end(const struct count *c, const struct clock_pause *p)
{
    return instant_is_set(p->until) ? p->until : c->now;
}

static struct instant day_end(const struct count *c, struct date d)
{
    struct instant next = c->zone->begin(c->zone->zone, date_add(d, 1));

    return (struct instant){ next.us - SECONDS(1) };
}

/* Whether the clock stands still at the end of that day. */
static bool paused(const struct count *c, struct date d)
{
    struct instant end = day_end(c, d);

    for (size_t i = 0; i < c->n_pauses; i++)
        if (c->pauses[i].from.us <= end.us && end.us < pause_end(c, &c->pauses[i]).us)
            return true;
    return false;
}

/* Moves `*d` on by `n` days that count; false when the calendar has none. */
static bool count_days(const struct count *c, struct date *d, int n, bool working)
{
    int free = 0, still = 0;

    for (int tries = 0; n > 0; tries++) {
        if (tries > DAYS_MOST)
            return false;
        *d = date_add(*d, 1);
        if (paused(c, *d))
            still++;
        else if (!working || calendar_works(c->calendar, *d))
            n--;
        else if (c->calendar->weekday[date_weekday(*d)])
            line(c->sum, CLOCK_LINE_HOLIDAY, *d, 0);
        else
            free++;
    }
    if (free > 0)
        line(c->sum, CLOCK_LINE_FREE, *d, free);
    if (still > 0)
        line(c->sum, CLOCK_LINE_PAUSED, *d, still);
    return true;
}

static struct date months_later(struct date d, int n)
{
    int month = d.year * 12 + (d.month - 1) + n;
    struct date later = { .year = (int16_t)(month / 12), .month = (int8_t)(month % 12 + 1) };

    for (later.day = d.day; !date_valid(later); later.day--)
        ;
    return later;
}

/* A month is as long as it is; days on which the clock stood are added to it. */
static bool count_months(const struct count *c, struct date *d, int n)
{
    struct date end = months_later(*d, n);
    int still = 0;

    line(c->sum, CLOCK_LINE_MONTHS, end, n);
    for (struct date day = date_add(*d, 1); date_compare(day, end) <= 0; day = date_add(day, 1))
        still += paused(c, day);
    *d = end;
    if (still == 0)
        return true;
    line(c->sum, CLOCK_LINE_PAUSED, end, still);
    return count_days(c, d, still, false);
}

/* Pauses that begin before the end push it, one after the other. */
static void count_hours(const struct count *c, struct instant start, int n)
{
    int64_t due = start.us + SECONDS((int64_t)n * 3600), added = 0;

    line(c->sum, CLOCK_LINE_HOURS, c->sum->day, n);
    for (size_t i = 0; i < c->n_pauses; i++) {
        int64_t from = c->pauses[i].from.us, until = pause_end(c, &c->pauses[i]).us;
        if (from < start.us)
            from = start.us;
        if (from < due + added && until > from)
            added += until - from;
    }
    if (added > 0)
        line(c->sum, CLOCK_LINE_PAUSED_MINUTES, c->sum->day, (int)(added / SECONDS(60)));
    c->sum->due.us = due + added;
    c->sum->day = c->zone->day(c->zone->zone, c->sum->due);
}

static bool count_units(const struct count *c, const struct clock_rule *rule)
{
    struct date *day = &c->sum->day;

    line(c->sum, CLOCK_LINE_START, *day, 0);
    switch (rule->unit) {
    case CLOCK_NONE:
    case CLOCK_HOURS:
        return false;
    case CLOCK_DAYS:
    case CLOCK_WORKING_DAYS:
        line(c->sum, CLOCK_LINE_COUNT, *day, rule->length);
        return count_days(c, day, rule->length, rule->unit == CLOCK_WORKING_DAYS);
    case CLOCK_WEEKS:
        line(c->sum, CLOCK_LINE_COUNT, *day, rule->length * 7);
        return count_days(c, day, rule->length * 7, false);
    case CLOCK_MONTHS:
        return count_months(c, day, rule->length);
    }
    return false;
}

bool clock_due(const struct clock_rule *rule, struct instant start,
               const struct clock_pause *pauses, size_t n_pauses, struct instant now,
               const struct calendar *calendar, const struct local_zone *zone,
               struct clock_sum *out, struct err *err)
{
    struct clock_sum sum = { .day = zone->day(zone->zone, start) };
    struct count c = { pauses, n_pauses, now, calendar, zone, &sum };

    if (rule->unit == CLOCK_NONE)
        return err_field(err, "unit", N_("Choose the unit of the time limit."));
    if (rule->length < 0 || rule->length > LENGTH_MOST)
        return err_field(err, "length", N_("This time limit is too long or below 0."));
    if (rule->unit == CLOCK_HOURS) {
        count_hours(&c, start, rule->length);
    } else {
        if (!count_units(&c, rule))
            return err_field(err, "calendar", N_("This calendar has no working days."));
        sum.due = day_end(&c, sum.day);
        line(&sum, CLOCK_LINE_END, sum.day, 0);
    }
    *out = sum;
    return true;
}

int clock_working_days(const struct calendar *c, struct date from, struct date to)
{
    int n = 0;

    if (date_compare(to, from) < 0)
        return -clock_working_days(c, to, from);
    for (struct date d = date_add(from, 1); date_compare(d, to) <= 0; d = date_add(d, 1))
        n += calendar_works(c, d);
    return n;
}
