/* Worked days, and the reading of office hours. C4 */
#include "complaint/calendar.h"

#include <string.h>

enum { DAY_MINUTES = 24 * 60 };

static bool among(const struct date *days, size_t n, struct date d)
{
    for (size_t i = 0; i < n; i++)
        if (date_compare(days[i], d) == 0)
            return true;
    return false;
}

bool calendar_holiday(const struct calendar *c, struct date d)
{
    return among(c->holidays, c->n_holidays, d);
}

/* Whether that day of the week is worked. */
static bool week_works(const struct calendar *c, const struct office *office, struct date d)
{
    int weekday = date_weekday(d);

    return office ? office->weekday[weekday].n > 0 : c->weekday[weekday];
}

static bool week_works_at_all(const struct calendar *c, const struct office *office)
{
    for (int i = 1; i < 8; i++)
        if (office ? office->weekday[i].n > 0 : c->weekday[i])
            return true;
    return false;
}

bool calendar_works(const struct calendar *c, const struct office *office, struct date d)
{
    if (among(c->workdays, c->n_workdays, d))
        return week_works_at_all(c, office);
    return week_works(c, office, d) && !calendar_holiday(c, d);
}

bool calendar_made_up(const struct calendar *c, const struct office *office, struct date d)
{
    return among(c->workdays, c->n_workdays, d) && week_works_at_all(c, office) &&
           (!week_works(c, office, d) || calendar_holiday(c, d));
}

const struct office_day *calendar_hours(const struct calendar *c, const struct office *office,
                                        struct date d)
{
    static const struct office_day whole = { .period = { { 0, DAY_MINUTES } }, .n = 1 };
    int weekday;

    if (!calendar_works(c, office, d))
        return NULL;
    if (!office)
        return &whole;
    weekday = date_weekday(d);
    if (office->weekday[weekday].n == 0)
        for (weekday = 1; office->weekday[weekday].n == 0; weekday++)
            ;
    return &office->weekday[weekday];
}

bool calendar_covers(const struct calendar *c, struct date d)
{
    for (size_t i = 0; i < c->n_years; i++)
        if (c->years[i].year == d.year)
            return true;
    return c->n_years == 0;
}

size_t calendar_days(struct arena *a, const char *text, const struct date **out)
{
    size_t room = text ? strlen(text) / 10 + 1 : 0, n = 0;
    struct date *days = ARENA_ARRAY(a, struct date, room);

    for (const char *s = text; s && *s; s += strcspn(s, " "), s += *s == ' ')
        n += date_parse(s, strcspn(s, " "), &days[n]);
    *out = days;
    return n;
}

/* -- reading office hours -- */

/* "Mon" or "Monday", any case: 1 to 7; 0 when it is no day. */
static int weekday_read(const char *s, size_t n)
{
    static const char *const names[] = { "",         "Monday", "Tuesday",  "Wednesday",
                                         "Thursday", "Friday", "Saturday", "Sunday" };

    for (int i = 1; i < 8; i++)
        if ((n == 3 || n == strlen(names[i])) && strncasecmp(names[i], s, n) == 0)
            return i;
    return 0;
}

/* "Mon" or "Mon-Fri", over the end of the week too. */
static bool days_read(const char *s, size_t n, bool marked[8])
{
    const char *dash = memchr(s, '-', n);
    size_t first = dash ? (size_t)(dash - s) : n;
    int from = weekday_read(s, first);
    int until = dash ? weekday_read(dash + 1, n - first - 1) : from;

    if (from == 0 || until == 0)
        return false;
    for (int day = from;; day = day % 7 + 1) {
        marked[day] = true;
        if (day == until)
            return true;
    }
}

/* "9:00" or "09:00"; -1 when it is no time. */
static int minute_read(const char *s, size_t n)
{
    int hour = 0, minute;
    size_t i = 0;

    for (; i < n && i < 2 && s[i] >= '0' && s[i] <= '9'; i++)
        hour = hour * 10 + (s[i] - '0');
    if (i == 0 || n - i != 3 || s[i] != ':' || s[i + 1] < '0' || s[i + 1] > '5' || s[i + 2] < '0' ||
        s[i + 2] > '9')
        return -1;
    minute = hour * 60 + (s[i + 1] - '0') * 10 + (s[i + 2] - '0');
    return minute <= DAY_MINUTES ? minute : -1;
}

/* "09:00-12:00"; past midnight when it does not end behind its begin. */
static bool period_read(const char *s, size_t n, struct office_period *out)
{
    const char *dash = memchr(s, '-', n);
    int from, until;

    if (!dash)
        return false;
    from = minute_read(s, (size_t)(dash - s));
    until = minute_read(dash + 1, n - (size_t)(dash - s) - 1);
    if (from < 0 || from == DAY_MINUTES || until < 0)
        return false;
    if (until <= from)
        until += DAY_MINUTES;
    *out = (struct office_period){ (int16_t)from, (int16_t)until };
    return true;
}

static bool overlap(struct err *err)
{
    return err_field(err, "hours", N_("Office hours come in order and do not overlap."));
}

static bool period_add(struct office *office, const bool marked[8], struct office_period p,
                       struct err *err)
{
    for (int i = 1; i < 8; i++) {
        struct office_day *day = &office->weekday[i];
        if (!marked[i])
            continue;
        if (day->n == OFFICE_PERIODS || (day->n > 0 && day->period[day->n - 1].until > p.from))
            return overlap(err);
        day->period[day->n++] = p;
    }
    return true;
}

/* Whether a night shift is still at work when the next day opens. */
static bool nights_overlap(const struct office *office)
{
    for (int i = 1; i < 8; i++) {
        const struct office_day *day = &office->weekday[i], *next = &office->weekday[i % 7 + 1];
        if (day->n > 0 && next->n > 0 &&
            day->period[day->n - 1].until - DAY_MINUTES > next->period[0].from)
            return true;
    }
    return false;
}

static bool refused(struct err *err, const char *word, size_t n)
{
    err_field(err, "hours",
              N_("Office hours are written like Mon-Fri 09:00-12:00 13:30-18:00, Sat 09:00-12:00; "
                 "\"{word}\" does not fit."));
    err_arg_n(err, "word", word, n);
    return false;
}

/* Days behind a period begin anew; then they are the days of the periods that follow. */
bool office_read(const char *text, struct office *out, struct err *err)
{
    struct office office = { 0 };
    bool marked[8] = { false }, periods = true;
    struct office_period period;

    for (const char *s = text + strspn(text, " ,;"); *s; s += strspn(s, " ,;")) {
        size_t n = strcspn(s, " ,;");
        if (period_read(s, n, &period)) {
            if (!period_add(&office, marked, period, err))
                return false;
            if (!memchr(marked, true, sizeof marked))
                return refused(err, s, n);
            periods = true;
        } else {
            if (periods)
                memset(marked, 0, sizeof marked);
            periods = false;
            if (!days_read(s, n, marked))
                return refused(err, s, n);
        }
        s += n;
    }
    if (!periods || !week_works_at_all(NULL, &office))
        return refused(err, text, strlen(text));
    if (nights_overlap(&office))
        return overlap(err);
    *out = office;
    return true;
}

bool calendar_name_valid(const char *name)
{
    size_t n = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    return n > 0 && n <= 20 && name[n] == '\0';
}
