/* Counting the time of a clock, with a line for whatever a reader may wonder
 * about. [4.15-a] */
#include "complaint/clock.h"

#include <string.h>

/* Far beyond any deadline: a calendar that reaches it has no working days. */
enum { DAYS_MOST = 40000, LENGTH_MOST = 20000 };

static const char *const unit_codes[] = {
    [CLOCK_HOURS] = "hours", [CLOCK_WORKING_HOURS] = "working_hours",
    [CLOCK_DAYS] = "days",   [CLOCK_WORKING_DAYS] = "working_days",
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

/* What one calculation carries along. */
struct count {
    const struct clock_run *run;
    struct clock_sum *sum;
    struct date first; /* the day of the start */
    int hidden;        /* lines that had no place */
    int64_t still;     /* microseconds on which hours stood still */
};

/* -- the sum -- */

/* The last two places are kept for what was left out, and for the end. */
static void line(struct count *c, struct clock_line l)
{
    if (c->sum->n < CLOCK_LINES - 2)
        c->sum->line[c->sum->n++] = l;
    else
        c->hidden++;
}

static void line_end(struct count *c, struct clock_line l)
{
    struct clock_sum *sum = c->sum;

    if (c->hidden > 0)
        sum->line[sum->n++] = (struct clock_line){ .kind = CLOCK_LINE_MORE, .n = c->hidden };
    sum->line[sum->n++] = l;
}

static void line_n(struct count *c, enum clock_line_kind kind, int n)
{
    if (n > 0)
        line(c, (struct clock_line){ .kind = kind, .n = n });
}

static void line_day(struct count *c, enum clock_line_kind kind, struct date day)
{
    line(c, (struct clock_line){ .kind = kind, .day = day, .last = day });
}

/* Holidays in a row are one line. */
static void line_holiday(struct count *c, struct date d)
{
    struct clock_line *last = c->sum->n > 0 ? &c->sum->line[c->sum->n - 1] : NULL;

    if (last && last->kind == CLOCK_LINE_HOLIDAY && date_compare(date_add(last->last, 1), d) == 0)
        last->last = d;
    else
        line_day(c, CLOCK_LINE_HOLIDAY, d);
}

/* -- the clock on the wall -- */

/* By how many minutes it is ahead of the world's time. */
static int64_t ahead(const struct count *c, int64_t t)
{
    const struct local_zone *z = c->run->zone;
    struct instant at = { t };

    return date_to_days(z->day(z->zone, at)) * 1440 + z->minute(z->zone, at) - t / SECONDS(60);
}

/* Hours are counted as they pass: by how many minutes who reads the wall between the two moments
 * is wrong. */
static int changed(const struct count *c, int64_t from, int64_t to)
{
    return (int)(ahead(c, to) - ahead(c, from));
}

static void line_change(struct count *c, int n)
{
    line_n(c, CLOCK_LINE_FORWARD, n);
    line_n(c, CLOCK_LINE_BACK, -n);
}

/* -- days -- */

static int64_t moment(const struct count *c, struct date d, int minute)
{
    return c->run->zone->moment(c->run->zone->zone, d, minute).us;
}

static const struct office_day *hours(const struct count *c, struct date d)
{
    return calendar_hours(c->run->calendar, c->run->office, d);
}

/* Whether a day is worked is told only with a word about years nobody knows. */
static bool works(struct count *c, struct date d)
{
    if (!calendar_covers(c->run->calendar, d)) {
        bool said = false;
        for (size_t i = 0; i < c->sum->n; i++)
            said = said || (c->sum->line[i].kind == CLOCK_LINE_UNKNOWN &&
                            c->sum->line[i].day.year == d.year);
        if (!said)
            line_day(c, CLOCK_LINE_UNKNOWN, d);
    }
    return hours(c, d) != NULL;
}

/* The last moment of the day: of its office hours, or the last second before midnight. */
static int64_t day_end(const struct count *c, struct date d)
{
    const struct office_day *day = c->run->office ? hours(c, d) : NULL;

    if (day)
        return moment(c, d, day->period[day->n - 1].until);
    return moment(c, date_add(d, 1), 0) - SECONDS(1);
}

static int64_t pause_end(const struct count *c, const struct clock_pause *p)
{
    return instant_is_set(p->until) ? p->until.us : c->run->now.us;
}

/* Where the pauses end that hold at that moment; the moment itself when none does. */
static int64_t still_until(const struct count *c, int64_t t)
{
    const struct clock_pause *p = c->run->pauses;

    for (size_t i = 0; i < c->run->n_pauses; i++)
        if (p[i].from.us <= t && t < pause_end(c, &p[i])) {
            t = pause_end(c, &p[i]);
            i = (size_t)-1; /* another may go on from there */
        }
    return t;
}

/* The pauses that it met before it was due, in their order. */
static void lines_stood(struct count *c)
{
    const struct clock_pause *p = c->run->pauses, *next;
    struct clock_line stood = { .kind = CLOCK_LINE_STOOD };

    for (int64_t after = INT64_MIN;; after = next->from.us) {
        next = NULL;
        for (size_t i = 0; i < c->run->n_pauses; i++)
            if (p[i].from.us > after && (!next || p[i].from.us < next->from.us))
                next = &p[i];
        if (!next || next->from.us >= c->sum->due.us)
            return;
        if (pause_end(c, next) <= c->run->start.us)
            continue;
        stood.at = next->from.us > c->run->start.us ? next->from : c->run->start;
        stood.until = next->until;
        line(c, stood);
    }
}

/* Whether the clock stands still in the last second of that day. */
static bool paused(const struct count *c, struct date d)
{
    int64_t last;

    if (c->run->n_pauses == 0)
        return false;
    last = c->run->office && hours(c, d) ? day_end(c, d) - SECONDS(1) : day_end(c, d);
    return still_until(c, last) != last;
}

/* One day after the other is asked; what does not count is told at the end. */
struct tally {
    bool working;
    int free, still;
};

static bool day_counts(struct count *c, struct tally *t, struct date d)
{
    const struct calendar *calendar = c->run->calendar;

    /* Only the day of the start, or one before it, ends before it. */
    if (date_compare(d, c->first) <= 0 && day_end(c, d) < c->run->start.us)
        return false;
    if (t->working && !works(c, d)) {
        if (calendar_holiday(calendar, d))
            line_holiday(c, d);
        else
            t->free++;
        return false;
    }
    if (paused(c, d)) {
        t->still++;
        return false;
    }
    if (t->working && calendar_made_up(calendar, c->run->office, d))
        line_day(c, CLOCK_LINE_MADE_UP, d);
    return true;
}

/* Moves `*d` on by `n` days that count; false when the calendar has none. */
static bool count_days(struct count *c, struct date *d, int n, bool working)
{
    struct tally t = { .working = working };
    int most = DAYS_MOST + 10 * n;

    for (int tries = 0; n > 0; tries++) {
        if (tries > most)
            return false;
        *d = date_add(*d, 1);
        n -= day_counts(c, &t, *d);
    }
    line_n(c, CLOCK_LINE_FREE, t.free);
    line_n(c, CLOCK_LINE_PAUSED, t.still);
    return true;
}

/* The day of the same number `n` months later, or the last one. The month that counts its first
 * day ends a day before that, unless it has no such day. */
static struct date months_later(struct date d, int n, bool counts_first)
{
    int month = d.year * 12 + (d.month - 1) + n;
    struct date later = { .year = (int16_t)(month / 12), .month = (int8_t)(month % 12 + 1) };

    for (later.day = d.day; !date_valid(later); later.day--)
        ;
    return counts_first && later.day == d.day ? date_add(later, -1) : later;
}

/* Whether the day of the start is one of those that are counted. */
static bool first_counts(struct count *c, struct date d)
{
    const struct clock_rule *rule = &c->run->rule;

    return rule->counts_first && day_end(c, d) >= c->run->start.us && !paused(c, d) &&
           (rule->unit != CLOCK_WORKING_DAYS || hours(c, d));
}

/* What is counted holds what was agreed to later: each time a line. */
static void longer(struct count *c)
{
    int each = c->run->rule.unit == CLOCK_WEEKS ? 7 : 1;

    for (int64_t i = 0; i < c->run->extended; i++)
        if (clock_extension(c->run->extends, i) > 0)
            line_n(c, CLOCK_LINE_LONGER, clock_extension(c->run->extends, i) * each);
}

/* A month is as long as it is; days on which the clock stood are added to it. */
static bool count_months(struct count *c, struct date *d, int n)
{
    bool first = first_counts(c, *d);
    struct date end = months_later(*d, n, first);
    bool before = date_compare(end, months_later(*d, n, false)) < 0;
    int still = 0;

    line(c, (struct clock_line){
                .kind = before ? CLOCK_LINE_MONTHS_WITH : CLOCK_LINE_MONTHS, .day = end, .n = n });
    longer(c);
    for (struct date day = date_add(*d, first ? 0 : 1); date_compare(day, end) <= 0;
         day = date_add(day, 1))
        still += paused(c, day);
    *d = end;
    line_n(c, CLOCK_LINE_PAUSED, still);
    return count_days(c, d, still, false);
}

/* An end that lies before the start, in a pause, or on a day on which it may not lie moves on. */
static bool settle(struct count *c, struct date *d)
{
    const struct clock_rule *rule = &c->run->rule;
    bool working = rule->rolls || rule->unit == CLOCK_WORKING_DAYS;
    struct date first = *d;

    for (int tries = 0; tries < DAYS_MOST; tries++, *d = date_add(*d, 1)) {
        if ((working && !works(c, *d)) || paused(c, *d) || day_end(c, *d) < c->run->start.us)
            continue;
        if (working && !hours(c, first))
            line_day(c, CLOCK_LINE_ROLLED, first);
        return true;
    }
    return false;
}

static bool count_units(struct count *c, struct date *d)
{
    const struct clock_rule *rule = &c->run->rule;
    bool working = rule->unit == CLOCK_WORKING_DAYS;
    int n = rule->unit == CLOCK_WEEKS ? rule->length * 7 : rule->length;

    line_day(c, first_counts(c, *d) ? CLOCK_LINE_START_COUNTS : CLOCK_LINE_START, *d);
    if (rule->unit == CLOCK_MONTHS)
        return count_months(c, d, n) && settle(c, d);
    line_n(c, working ? CLOCK_LINE_WORKING_DAYS : CLOCK_LINE_COUNT, n);
    longer(c);
    if (rule->counts_first && n > 0)
        *d = date_add(*d, -1);
    return count_days(c, d, n, working) && settle(c, d);
}

/* -- hours -- */

/* Lets the clock run from `*t`, at most up to `until`, and takes what ran from `*left`. True
 * when nothing is left, and `*t` is when that was. */
static bool run_on(const struct count *c, int64_t *t, int64_t until, int64_t *left)
{
    const struct clock_pause *p = c->run->pauses;

    while (*t <= until) {
        int64_t on = still_until(c, *t), stop = until;
        if (on != *t) {
            *t = on;
            continue;
        }
        for (size_t i = 0; i < c->run->n_pauses; i++)
            if (p[i].from.us > *t && p[i].from.us < stop)
                stop = p[i].from.us;
        if (*left <= stop - *t) {
            *t += *left;
            *left = 0;
            return true;
        }
        *left -= stop - *t;
        *t = stop;
        if (stop == until)
            return false;
    }
    return false;
}

static void count_hours(struct count *c, int n)
{
    int64_t t = c->run->start.us, left = SECONDS((int64_t)n * 3600);

    line(c, (struct clock_line){ .kind = CLOCK_LINE_HOURS, .n = n, .at = c->run->start });
    longer(c);
    /* Pauses end, so nothing is left when the time is long enough. */
    (void)run_on(c, &t, INT64_MAX, &left);
    c->still = t - c->run->start.us - SECONDS((int64_t)n * 3600);
    c->sum->due.us = t;
}

/* The clock in one period of office hours; what of it did not run, it stood still. */
static bool count_period(struct count *c, int64_t open, int64_t close, int64_t *t, int64_t *left,
                         int *change)
{
    int64_t from = open > c->run->start.us ? open : c->run->start.us, before = *left;
    bool done = false;

    if (from >= close)
        return false;
    if (*t < open)
        *t = open;
    if (*t < close)
        done = run_on(c, t, close, left);
    c->still += (done ? *t : close) - from - (before - *left);
    if (before > *left)
        *change += changed(c, from, done ? *t : close);
    return done;
}

/* Runs through the office hours of a day. A clock change between two of its periods is no matter.
 */
static bool count_day(struct count *c, struct date d, int64_t *t, int64_t *left)
{
    const struct office_day *day = hours(c, d);
    int64_t before = *left;
    bool done = false;
    int change = 0;

    for (int i = 0; i < day->n && !done; i++)
        done = count_period(c, moment(c, d, day->period[i].from),
                            moment(c, d, day->period[i].until), t, left, &change);
    if (before > *left) {
        line(c, (struct clock_line){ .kind = CLOCK_LINE_MINUTES,
                                     .day = d,
                                     .n = (int)((before - *left) / SECONDS(60)) });
        line_change(c, change);
    }
    return done;
}

/* From the day before the start, whose night shift may still run. */
static bool count_working_hours(struct count *c, int n)
{
    int64_t t = c->run->start.us, left = SECONDS((int64_t)n * 3600);
    struct tally tally = { .working = true };
    bool done = false;

    line(c, (struct clock_line){ .kind = CLOCK_LINE_WORKING_HOURS, .n = n, .at = c->run->start });
    longer(c);
    for (int i = -1; i < DAYS_MOST && !done; i++) {
        struct date d = date_add(c->sum->day, i);
        if (i >= 0 && !day_counts(c, &tally, d) && !hours(c, d))
            continue;
        done = hours(c, d) && count_day(c, d, &t, &left);
    }
    c->sum->due.us = t;
    line_n(c, CLOCK_LINE_FREE, tally.free);
    return done;
}

static bool count_time(struct count *c)
{
    const struct clock_rule *rule = &c->run->rule;
    struct clock_sum *sum = c->sum;

    if (rule->unit == CLOCK_HOURS) {
        count_hours(c, rule->length);
        line_change(c, changed(c, c->run->start.us, sum->due.us));
    } else if (!count_working_hours(c, rule->length)) {
        return false;
    }
    lines_stood(c);
    line_n(c, CLOCK_LINE_PAUSED_MINUTES, (int)(c->still / SECONDS(60)));
    sum->day = c->run->zone->day(c->run->zone->zone, sum->due);
    line_end(c, (struct clock_line){ .kind = CLOCK_LINE_END_AT, .day = sum->day, .at = sum->due });
    return true;
}

static bool count_whole_days(struct count *c)
{
    struct clock_sum *sum = c->sum;
    struct date d = sum->day;
    bool at;

    if (!count_units(c, &d))
        return false;
    at = c->run->office && works(c, d);
    sum->due.us = day_end(c, d);
    lines_stood(c);
    sum->day = c->run->zone->day(c->run->zone->zone, sum->due);
    line_end(c, (struct clock_line){ .kind = at ? CLOCK_LINE_END_AT : CLOCK_LINE_END,
                                     .day = sum->day,
                                     .at = sum->due });
    return true;
}

bool clock_due(const struct clock_run *run, struct clock_sum *out, struct err *err)
{
    const struct clock_rule *rule = &run->rule;
    struct clock_sum sum = { .day = run->zone->day(run->zone->zone, run->start) };
    struct count c = { .run = run, .sum = &sum, .first = sum.day };
    bool by_time = rule->unit == CLOCK_HOURS || rule->unit == CLOCK_WORKING_HOURS;

    if (rule->unit == CLOCK_NONE)
        return err_field(err, "unit", N_("Choose the unit of the time limit."));
    if (rule->length < 0 || rule->length > LENGTH_MOST)
        return err_field(err, "length", N_("This time limit is too long or below 0."));
    if (rule->unit == CLOCK_WORKING_HOURS && !run->office)
        return err_field(
            err, "hours",
            N_("Working hours need office hours: write them like Mon-Fri 09:00-17:00."));
    if (by_time ? !count_time(&c) : !count_whole_days(&c))
        return err_field(err, "calendar", N_("This calendar has no working days."));
    *out = sum;
    return true;
}

struct clock_rule clock_share(struct clock_rule rule, int share)
{
    int64_t n = rule.length;
    bool whole = n * share % 100 == 0;

    if (!whole && rule.unit == CLOCK_WEEKS)
        n *= 7;
    if (!whole && rule.unit == CLOCK_MONTHS)
        n *= 30;
    if (!whole && (rule.unit == CLOCK_WEEKS || rule.unit == CLOCK_MONTHS))
        rule.unit = CLOCK_DAYS;
    n = n * share / 100;
    rule.length = n < LENGTH_MOST ? (int)n : LENGTH_MOST;
    return rule;
}

/* "80:owner" at the begin of the text; where it ends, or NULL. */
static const char *tell_read(const char *s, struct clock_tell *out)
{
    int share = 0;

    for (; *s >= '0' && *s <= '9' && share < 10000; s++)
        share = share * 10 + (*s - '0');
    if (share == 0 || *s != ':')
        return NULL;
    *out = (struct clock_tell){ share, s + 1, strcspn(s + 1, " ") };
    return out->n > 0 ? s + 1 + out->n : NULL;
}

bool clock_tell_after(const char *list, int share, struct clock_tell *out)
{
    struct clock_tell tell;

    for (const char *s = list; s && *s; s += strspn(s, " ")) {
        s = tell_read(s, &tell);
        if (s && tell.share > share) {
            *out = tell;
            return true;
        }
        if (!s)
            return false;
    }
    return false;
}

bool clock_tells_valid(const char *list, bool (*known)(const char *whom, size_t n), struct err *err)
{
    struct clock_tell tell;
    int share = 0;

    for (const char *s = list; *s; s += strspn(s, " ")) {
        s = tell_read(s, &tell);
        if (!s || tell.share <= share || tell.share > 1000 || !known(tell.whom, tell.n))
            return err_field(err, "tells",
                             N_("Write rising shares in percent and who is told, such as 50:owner "
                                "100:manager 200:top_management."));
        share = tell.share;
    }
    return true;
}

int clock_extension(const char *list, int64_t place)
{
    const char *s = list ? list : "";
    int n = 0;

    for (; place > 0 && *s; place--)
        s += strcspn(s, " "), s += strspn(s, " ");
    for (; *s >= '0' && *s <= '9' && n < LENGTH_MOST; s++)
        n = n * 10 + (*s - '0');
    return n;
}

bool clock_extends_valid(const char *list, struct err *err)
{
    return (*list >= '0' && *list <= '9' && !list[strspn(list, "0123456789 ")]) ||
           err_field(err, "extends", N_("Write numbers, such as 15 or 15 30."));
}

int clock_working_days(const struct calendar *c, struct date from, struct date to)
{
    int n = 0;

    if (date_compare(to, from) < 0)
        return -clock_working_days(c, to, from);
    for (struct date d = date_add(from, 1); date_compare(d, to) <= 0; d = date_add(d, 1))
        n += calendar_works(c, NULL, d);
    return n;
}
