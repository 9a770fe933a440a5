/* What must hold for every clock, tried on thousands that chance made: calendars, office hours,
 * pauses, and a zone whose clocks go forward in March and back in October. */
#include "base/arena.h"
#include "base/tap.h"
#include "complaint/clock.h"

#include <stdio.h>
#include <string.h>

enum { CLOCKS = 1500, HOLIDAYS = 60, WORKDAYS = 25, PAUSES = 3 };

/* Chance that is the same in every run. */
static uint64_t seed = 20261122;

static int below(int n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (int)((seed >> 11) % (uint64_t)n);
}

/* -- the zone: an hour ahead from 29 March to 25 October 2026, 01:00 of the world's time -- */

static int64_t changes(int n)
{
    return SECONDS(date_to_days(n == 0 ? DAY(2026, 3, 29) : DAY(2026, 10, 25)) * 86400 + 3600);
}

static struct date zone_day(const void *zone, struct instant t)
{
    int64_t ahead = t.us >= changes(0) && t.us < changes(1) ? SECONDS(3600) : 0;

    (void)zone;
    return date_from_days((t.us + ahead) / SECONDS(86400));
}

static struct instant zone_moment(const void *zone, struct date d, int minute)
{
    int64_t wall = SECONDS(date_to_days(d) * 86400 + minute * 60), early = wall - SECONDS(3600);

    (void)zone;
    if (wall < changes(0))
        return (struct instant){ wall };
    if (early < changes(1)) /* of two times the first; one that is skipped is the change itself */
        return (struct instant){ early < changes(0) ? changes(0) : early };
    return (struct instant){ wall };
}

static int zone_minute(const void *zone, struct instant t)
{
    int64_t ahead = t.us >= changes(0) && t.us < changes(1) ? SECONDS(3600) : 0;

    (void)zone;
    return (int)((t.us + ahead) / SECONDS(60) % 1440);
}

static const struct local_zone zone = { NULL, zone_day, zone_moment, zone_minute };

/* -- a clock by chance -- */

struct chance {
    struct date holiday[HOLIDAYS + 1], workday[WORKDAYS];
    struct calendar calendar;
    struct office office;
    struct clock_pause pause[PAUSES + 1];
    struct clock_run run;
};

static struct date day_by_chance(void)
{
    return date_add(DAY(2026, 1, 1), below(500));
}

static void make(struct chance *c)
{
    static const char *const hours[] = { "Mon-Fri 09:00-12:00 13:30-18:00", "Mon-Fri 09:00-17:00",
                                         "Mon-Sat 08:00-12:00", "Sun-Thu 22:00-06:00",
                                         "Wed 10:00-16:00" };
    static const enum clock_unit units[] = {
        CLOCK_HOURS, CLOCK_WORKING_HOURS, CLOCK_DAYS, CLOCK_WORKING_DAYS, CLOCK_WEEKS, CLOCK_MONTHS
    };
    struct err err = { 0 };

    *c = (struct chance){ .calendar = { .weekday = { false, true, true, true, true, true } } };
    for (int i = 0; i < HOLIDAYS; i++)
        c->holiday[i] = day_by_chance();
    for (int i = 0; i < WORKDAYS; i++)
        c->workday[i] = day_by_chance();
    c->calendar.holidays = c->holiday;
    c->calendar.n_holidays = HOLIDAYS;
    c->calendar.workdays = c->workday;
    c->calendar.n_workdays = WORKDAYS;
    c->run = (struct clock_run){
        .rule = { units[below(COUNT(units))], below(21), below(4) == 0, below(4) == 0 },
        .start = { zone_moment(NULL, day_by_chance(), below(1440)).us + SECONDS(below(60)) },
        .pauses = c->pause,
        .n_pauses = (size_t)below(PAUSES + 1),
        .calendar = &c->calendar,
        .zone = &zone,
    };
    if (!office_read(hours[below(COUNT(hours))], &c->office, &err))
        c->run.rule.unit = CLOCK_NONE; /* fails below */
    if (c->run.rule.unit == CLOCK_WORKING_HOURS || below(2) == 0)
        c->run.office = &c->office;
    for (size_t i = 0; i < c->run.n_pauses; i++) {
        c->pause[i].from.us = c->run.start.us + SECONDS(below(20 * 86400) - 86400);
        c->pause[i].until.us = c->pause[i].from.us + SECONDS(1 + below(6 * 86400));
    }
}

static int64_t due(const struct clock_run *run)
{
    struct clock_sum sum;
    struct err err = { 0 };

    return clock_due(run, &sum, &err) ? sum.due.us : -1;
}

/* -- what holds -- */

/* Whether the moment is the end of, or lies in, office hours of a day. */
static bool open_until(const struct chance *c, int64_t t)
{
    for (int back = 0; back < 2; back++) {
        struct date d = date_add(zone_day(NULL, (struct instant){ t }), -back);
        const struct office_day *day = calendar_hours(&c->calendar, c->run.office, d);
        for (int i = 0; day && i < day->n; i++)
            if (t >= zone_moment(NULL, d, day->period[i].from).us &&
                t <= zone_moment(NULL, d, day->period[i].until).us)
                return true;
    }
    return false;
}

static bool ends_in_working_time(struct chance *c)
{
    bool working = c->run.rule.unit == CLOCK_WORKING_HOURS ||
                   c->run.rule.unit == CLOCK_WORKING_DAYS ||
                   (c->run.rule.rolls && c->run.rule.unit > CLOCK_WORKING_HOURS);

    return !working || open_until(c, due(&c->run));
}

static bool holiday_never_shortens(struct chance *c)
{
    int64_t before;

    /* A calendar day without office hours ends at midnight instead of at closing time: an end of
     * another kind, that a night shift or a pause may put before the other. */
    if (c->run.rule.unit != CLOCK_WORKING_HOURS && c->run.rule.unit != CLOCK_WORKING_DAYS)
        c->run.office = NULL;
    before = due(&c->run);
    c->holiday[HOLIDAYS] = date_add(zone_day(NULL, c->run.start), below(60));
    c->calendar.n_holidays = HOLIDAYS + 1;
    return due(&c->run) >= before;
}

static bool pause_never_shortens(struct chance *c)
{
    int64_t before = due(&c->run);
    struct clock_pause *more = &c->pause[c->run.n_pauses++];

    more->from.us = c->run.start.us + SECONDS(below(20 * 86400));
    more->until.us = more->from.us + SECONDS(1 + below(9 * 86400));
    return due(&c->run) >= before;
}

/* Paused after some of its units and run on later, it has the rest of them. */
static bool pause_loses_nothing(struct chance *c)
{
    int n = c->run.rule.length, part = below(n + 1);
    struct clock_run rest = c->run;
    int64_t from, until;

    if (c->run.rule.unit > CLOCK_WORKING_HOURS || n == 0)
        return true;
    c->run.n_pauses = rest.n_pauses = 0;
    c->run.rule.length = part;
    from = part > 0 ? due(&c->run) : c->run.start.us;
    until = from + SECONDS(1 + below(9 * 86400));
    rest.rule.length = n - part;
    rest.start.us = until;
    c->run.rule.length = n;
    c->run.n_pauses = 1;
    c->pause[0] = (struct clock_pause){ { from }, { until } };
    return part == n ? due(&c->run) == from : due(&c->run) == due(&rest);
}

/* A pause of whole days is so many days longer, whatever they are. */
static bool days_lose_nothing(struct chance *c)
{
    int days = 1 + below(9);
    struct date last;

    if (c->run.rule.unit != CLOCK_DAYS || c->run.rule.rolls || c->run.rule.counts_first ||
        c->run.rule.length == 0)
        return true;
    c->run.n_pauses = 0;
    c->run.office = NULL;
    last = date_add(zone_day(NULL, (struct instant){ due(&c->run) }), days);
    c->pause[0].from = zone_moment(NULL, date_add(zone_day(NULL, c->run.start), 1), 0);
    c->pause[0].until = zone_moment(NULL, date_add(zone_day(NULL, c->run.start), 1 + days), 0);
    c->run.n_pauses = 1;
    return date_compare(zone_day(NULL, (struct instant){ due(&c->run) }), last) == 0;
}

static bool longer_is_later(struct chance *c)
{
    int64_t before = due(&c->run);

    c->run.rule.length++;
    /* One that rolls may end on the same day of work, and nothing may wait for one. */
    return due(&c->run) >= before + (!c->run.rule.rolls && c->run.rule.length > 1);
}

static bool later_start_is_no_earlier_end(struct chance *c)
{
    int64_t before;

    c->run.n_pauses = 0; /* a later start has other pauses behind it */
    before = due(&c->run);
    c->run.start.us += SECONDS(below(3 * 86400));
    /* The last day of a month is that of several starts. */
    return due(&c->run) >= before;
}

static bool rolling_never_shortens(struct chance *c)
{
    int64_t before;

    c->run.rule.rolls = false;
    before = due(&c->run);
    c->run.rule.rolls = true;
    return due(&c->run) >= before;
}

static bool never_before_the_start(struct chance *c)
{
    return due(&c->run) >= c->run.start.us;
}

static bool sum_ends_with_the_end(struct chance *c)
{
    struct clock_sum sum;
    struct err err = { 0 };

    c->run.rule.length *= 20; /* long ones leave lines out */
    return clock_due(&c->run, &sum, &err) && sum.n > 1 && sum.n <= CLOCK_LINES &&
           sum.line[sum.n - 1].at.us == sum.due.us &&
           date_compare(sum.day, zone_day(NULL, sum.due)) == 0;
}

/* Warning before its end, the end, and steps after it: one after the other, none outside working
 * time, and the whole share is the end itself. */
static bool steps_in_working_time(struct chance *c)
{
    static const int shares[] = { 50, 80, 100, 150, 200 };
    const struct clock_rule whole = c->run.rule;
    int64_t end = due(&c->run), last = 0;

    if (whole.unit != CLOCK_WORKING_HOURS && whole.unit != CLOCK_WORKING_DAYS)
        return true;
    for (size_t i = 0; i < COUNT(shares); i++) {
        int64_t step;
        c->run.rule = clock_share(whole, shares[i]);
        step = due(&c->run);
        if (step < last || (c->run.rule.length > 0 && !open_until(c, step)) ||
            (shares[i] == 100 && step != end))
            return false;
        last = step;
    }
    return true;
}

static void holds(const char *what, bool (*property)(struct chance *c))
{
    int failed = 0, first = -1;
    char name[160];

    for (int i = 0; i < CLOCKS; i++) {
        struct chance c;
        make(&c);
        if (!property(&c)) {
            first = first < 0 ? i : first;
            failed++;
        }
    }
    snprintf(name, sizeof name, "[4.15-a] %s (%d of %d failed, the first %d)", what, failed, CLOCKS,
             first);
    TAP(name, failed == 0);
}

int main(void)
{
    holds("a clock never ends outside working time", ends_in_working_time);
    holds("a holiday never shortens it", holiday_never_shortens);
    holds("a pause never shortens it", pause_never_shortens);
    holds("pause and going on lose nothing of hours", pause_loses_nothing);
    holds("nor of days", days_lose_nothing);
    holds("a longer one ends later", longer_is_later);
    holds("a later start never ends earlier", later_start_is_no_earlier_end);
    holds("rolling never shortens it", rolling_never_shortens);
    holds("it never ends before it starts", never_before_the_start);
    holds("its sum ends with its end", sum_ends_with_the_end);
    holds("T6 warnings, end and escalations fall in working time, in their order",
          steps_in_working_time);
    return tap_done();
}
