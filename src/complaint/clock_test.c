/* Due days on both sides of weekends, holidays, make-up days, month ends, clock
 * changes and pauses. */
#include "base/tap.h"
#include "complaint/clock.h"

#include <string.h>

/* Local time is eight hours ahead; from 29 March 2026 on nine. */
static int64_t east(struct date d)
{
    return SECONDS(date_compare(d, DAY(2026, 3, 29)) > 0 ? 9 * 3600 : 8 * 3600);
}

static struct instant begin(const void *zone, struct date d)
{
    (void)zone;
    return (struct instant){ SECONDS(date_to_days(d) * 86400) - east(d) };
}

static struct date day(const void *zone, struct instant t)
{
    struct date d = date_from_days((t.us + SECONDS(8 * 3600)) / SECONDS(86400));
    struct date next = date_add(d, 1);

    return t.us >= begin(zone, next).us ? next : d;
}

/* Clocks change at midnight here, so that minutes of a day are always there. */
static struct instant moment(const void *zone, struct date d, int minute)
{
    return (struct instant){ begin(zone, d).us + SECONDS(60 * minute) };
}

static int minute(const void *zone, struct instant t)
{
    return (int)((t.us - begin(zone, day(zone, t)).us) / SECONDS(60));
}

static const struct local_zone zone = { NULL, day, moment, minute };

/* Mainland China in October 2025, and the New Year. */
static const struct date holidays[] = {
    { 2025, 10, 1 }, { 2025, 10, 2 }, { 2025, 10, 3 }, { 2025, 10, 6 },
    { 2025, 10, 7 }, { 2025, 10, 8 }, { 2026, 1, 1 },
};
static const struct date workdays[] = { { 2025, 9, 28 }, { 2025, 10, 11 } };
static const struct calendar calendar = {
    .weekday = { false, true, true, true, true, true },
    .holidays = holidays,
    .n_holidays = COUNT(holidays),
    .workdays = workdays,
    .n_workdays = COUNT(workdays),
};

static struct instant at(struct date d, int hour, int minute)
{
    return (struct instant){ begin(NULL, d).us + SECONDS(hour * 3600 + minute * 60) };
}

static const struct {
    const char *what;
    struct date start;
    int hour;
    enum clock_unit unit;
    int length;
    struct date due;
} cases[] = {
    { "[4.15-a] Friday afternoon, one working day",
      { 2026, 2, 6 },
      17,
      CLOCK_WORKING_DAYS,
      1,
      { 2026, 2, 9 } },
    { "[4.15-a] Sunday mail, one working day",
      { 2026, 2, 8 },
      10,
      CLOCK_WORKING_DAYS,
      1,
      { 2026, 2, 9 } },
    { "[4.15-a] Monday, five working days",
      { 2026, 2, 2 },
      9,
      CLOCK_WORKING_DAYS,
      5,
      { 2026, 2, 9 } },
    { "[4.15-a] National Day: the holidays do not count",
      { 2025, 10, 1 },
      9,
      CLOCK_WORKING_DAYS,
      1,
      { 2025, 10, 9 } },
    { "[4.15-a] National Day: the make-up Saturday counts",
      { 2025, 10, 1 },
      9,
      CLOCK_WORKING_DAYS,
      3,
      { 2025, 10, 11 } },
    { "[4.15-a] the make-up Sunday counts",
      { 2025, 9, 26 },
      9,
      CLOCK_WORKING_DAYS,
      1,
      { 2025, 9, 28 } },
    { "[4.15-a] New Year's Eve", { 2025, 12, 31 }, 9, CLOCK_WORKING_DAYS, 1, { 2026, 1, 2 } },
    { "[4.15-a] days go through weekends", { 2026, 2, 6 }, 9, CLOCK_DAYS, 3, { 2026, 2, 9 } },
    { "[4.15-a] days over the leap day", { 2028, 2, 28 }, 9, CLOCK_DAYS, 2, { 2028, 3, 1 } },
    { "[4.15-a] weeks", { 2026, 2, 6 }, 9, CLOCK_WEEKS, 2, { 2026, 2, 20 } },
    { "[4.15-a] a month", { 2026, 1, 15 }, 9, CLOCK_MONTHS, 1, { 2026, 2, 15 } },
    { "[4.15-a] 31 January and a month", { 2026, 1, 31 }, 9, CLOCK_MONTHS, 1, { 2026, 2, 28 } },
    { "[4.15-a] in a leap year", { 2028, 1, 31 }, 9, CLOCK_MONTHS, 1, { 2028, 2, 29 } },
    { "[4.15-a] 29 February and a year", { 2028, 2, 29 }, 9, CLOCK_MONTHS, 12, { 2029, 2, 28 } },
    { "[4.15-a] months over the year", { 2026, 11, 30 }, 9, CLOCK_MONTHS, 3, { 2027, 2, 28 } },
    { "[4.15-a] nothing left: the end of today", { 2026, 2, 6 }, 9, CLOCK_DAYS, 0, { 2026, 2, 6 } },
};

static bool run(struct clock_rule rule, struct instant start, const struct clock_pause *pauses,
                size_t n, struct clock_sum *sum)
{
    struct err err = { 0 };

    return clock_due(&(struct clock_run){ .rule = rule,
                                          .start = start,
                                          .now = at(DAY(2026, 6, 1), 12, 0),
                                          .pauses = pauses,
                                          .n_pauses = n,
                                          .calendar = &calendar,
                                          .zone = &zone },
                     sum, &err);
}

static void table(void)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct clock_rule rule = { cases[i].unit, cases[i].length };
        struct clock_sum sum = { 0 };
        bool ok = run(rule, at(cases[i].start, cases[i].hour, 30), NULL, 0, &sum);
        TAP_DAY(cases[i].what, sum.day, cases[i].due);
        TAP("[4.15-a] due in the last second of that day",
            ok && sum.due.us == begin(NULL, date_add(cases[i].due, 1)).us - SECONDS(1));
    }
}

static void hours(void)
{
    const struct instant start = at(DAY(2026, 3, 29), 22, 0);
    const struct clock_rule rule = { CLOCK_HOURS, 24 };
    const struct clock_pause pauses[] = {
        { { start.us - SECONDS(7200) }, { start.us + SECONDS(3600) } },
        { { start.us + SECONDS(24 * 3600) }, { start.us + SECONDS(26 * 3600) } },
        { { start.us + SECONDS(90 * 3600) }, { start.us + SECONDS(99 * 3600) } },
    };
    struct clock_sum sum = { 0 };

    TAP("[4.15-a] hours run through a clock change",
        run(rule, start, NULL, 0, &sum) && sum.due.us == start.us + SECONDS(24 * 3600));
    TAP_DAY("[4.15-a] and end on the next day", sum.day, DAY(2026, 3, 30));
    TAP("[4.15-a] a pause before the start counts from the start",
        run(rule, start, pauses, 1, &sum) && sum.due.us == start.us + SECONDS(25 * 3600));
    TAP("[4.15-a] a pause within what a pause added",
        run(rule, start, pauses, 3, &sum) && sum.due.us == start.us + SECONDS(27 * 3600));
    TAP("[4.15-a] the clock on the wall went forward",
        sum.line[1].kind == CLOCK_LINE_FORWARD && sum.line[1].n == 60);
    TAP("[4.15-a] each pause is shown, from the start at the earliest",
        sum.line[2].kind == CLOCK_LINE_STOOD && sum.line[2].at.us == start.us &&
            sum.line[2].until.us == pauses[0].until.us && sum.line[3].kind == CLOCK_LINE_STOOD &&
            sum.line[3].at.us == pauses[1].from.us);
    TAP_INT("[4.15-a] and what they add", sum.line[4].n, 180);
    TAP_INT("[4.15-a] of the two that came before its end", (int)sum.n, 6);
}

static void pausing(void)
{
    const struct clock_pause days[] = { { at(DAY(2026, 2, 4), 10, 0), at(DAY(2026, 2, 6), 9, 0) } };
    const struct clock_pause lunch[] = { { at(DAY(2026, 2, 4), 10, 0),
                                           at(DAY(2026, 2, 4), 11, 0) } };
    const struct clock_pause open[] = { { at(DAY(2026, 5, 29), 10, 0), { 0 } } };
    struct clock_sum sum = { 0 };

    TAP("[4.15-a] days on which it stood do not count",
        run((struct clock_rule){ CLOCK_WORKING_DAYS, 4 }, at(DAY(2026, 2, 2), 9, 0), days, 1,
            &sum));
    TAP_DAY("[4.15-a] two days later", sum.day, DAY(2026, 2, 10));
    TAP("[4.15-a] a pause within a day changes nothing",
        run((struct clock_rule){ CLOCK_WORKING_DAYS, 4 }, at(DAY(2026, 2, 2), 9, 0), lunch, 1,
            &sum));
    TAP_DAY("[4.15-a] the same day", sum.day, DAY(2026, 2, 6));
    TAP("[4.15-a] months get longer by a pause",
        run((struct clock_rule){ CLOCK_MONTHS, 1 }, at(DAY(2026, 1, 20), 9, 0), days, 1, &sum));
    TAP_DAY("[4.15-a] by two days", sum.day, DAY(2026, 2, 22));
    TAP("[4.15-a] an open pause counts up to now",
        run((struct clock_rule){ CLOCK_DAYS, 5 }, at(DAY(2026, 5, 28), 9, 0), open, 1, &sum));
    TAP_DAY("[4.15-a] three days so far", sum.day, DAY(2026, 6, 5));
}

static void explaining(void)
{
    static const enum clock_line_kind kinds[] = { CLOCK_LINE_START, CLOCK_LINE_WORKING_DAYS,
                                                  CLOCK_LINE_HOLIDAY, CLOCK_LINE_FREE,
                                                  CLOCK_LINE_END };
    struct clock_sum sum = { 0 };

    TAP("[4.4-b] why this date", run((struct clock_rule){ CLOCK_WORKING_DAYS, 3 },
                                     at(DAY(2025, 12, 31), 9, 0), NULL, 0, &sum) &&
                                     sum.n == COUNT(kinds));
    for (size_t i = 0; i < COUNT(kinds); i++)
        TAP("[4.4-b] a line of the sum", sum.line[i].kind == kinds[i]);
    TAP_DAY("[4.4-b] the holiday is named", sum.line[2].day, DAY(2026, 1, 1));
    TAP_INT("[4.4-b] the weekend has two days", sum.line[3].n, 2);
    TAP("[4.4-b] a long sum still says its end", run((struct clock_rule){ CLOCK_WORKING_DAYS, 400 },
                                                     at(DAY(2025, 9, 1), 9, 0), NULL, 0, &sum) &&
                                                     sum.n <= CLOCK_LINES &&
                                                     sum.line[sum.n - 1].kind == CLOCK_LINE_END);
}

static void refusing(void)
{
    const struct calendar never = { 0 };
    const struct instant start = at(DAY(2026, 2, 2), 9, 0);
    struct clock_run run = { .rule = { CLOCK_WORKING_DAYS, 1 },
                             .start = start,
                             .now = start,
                             .calendar = &never,
                             .zone = &zone };
    struct clock_sum sum = { .n = 99 };
    struct err err = { 0 };

    TAP("[4.15-a] a calendar without working days", !clock_due(&run, &sum, &err));
    TAP_TEXT("[4.15-a] is named", err.field, "calendar");
    TAP_INT("[4.15-a] and nothing is written", (int64_t)sum.n, 99);
    run.calendar = &calendar;
    run.rule.length = -1;
    err_clear(&err);
    TAP("[4.15-a] a length below 0", !clock_due(&run, &sum, &err));
    run.rule = (struct clock_rule){ CLOCK_NONE, 1 };
    err_clear(&err);
    TAP("[4.15-a] no unit", !clock_due(&run, &sum, &err));
    run.rule = (struct clock_rule){ CLOCK_WORKING_HOURS, 1 };
    err_clear(&err);
    TAP("[4.15-a] working hours without office hours", !clock_due(&run, &sum, &err));
    TAP_TEXT("[4.15-a] are named", err.field, "hours");
}

/* T6 Warned before the end, told at it, escalated after it, over a night, a weekend and holidays.
 */
static void shares(void)
{
    static const struct {
        int share, length;
        struct date day;
    } steps[] = {
        { 50, 2, { 2025, 10, 10 } },  { 80, 4, { 2025, 10, 13 } },   { 100, 5, { 2025, 10, 14 } },
        { 150, 7, { 2025, 10, 16 } }, { 200, 10, { 2025, 10, 21 } },
    };
    struct clock_sum sum = { 0 };

    for (size_t i = 0; i < COUNT(steps); i++) {
        struct clock_rule rule =
            clock_share((struct clock_rule){ CLOCK_WORKING_DAYS, 5 }, steps[i].share);
        TAP_INT("T6 a share of five working days, rounded down", rule.length, steps[i].length);
        TAP("T6 has an end", run(rule, at(DAY(2025, 9, 30), 17, 30), NULL, 0, &sum));
        TAP_DAY("T6 in working time, the make-up Saturday among it", sum.day, steps[i].day);
    }
}

static void small(void)
{
    TAP_INT("units have codes", clock_unit_of("working_days"), CLOCK_WORKING_DAYS);
    TAP_INT("an unknown unit", clock_unit_of("moons"), CLOCK_NONE);
    TAP_TEXT("and back", clock_unit_code(CLOCK_MONTHS), "months");
    TAP_INT("[4.15-b] working days left",
            clock_working_days(&calendar, DAY(2026, 2, 6), DAY(2026, 2, 10)), 2);
    TAP_INT("[4.15-b] working days late",
            clock_working_days(&calendar, DAY(2026, 2, 10), DAY(2026, 2, 6)), -2);
    TAP_INT("[4.15-b] today", clock_working_days(&calendar, DAY(2026, 2, 6), DAY(2026, 2, 6)), 0);
}

int main(void)
{
    table();
    hours();
    pausing();
    explaining();
    refusing();
    shares();
    small();
    return tap_done();
}
