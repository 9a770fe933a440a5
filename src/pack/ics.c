/* libical reads the file; what of it means a holiday is decided here. */
#include "pack/ics.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { YEAR_FIRST = 1900, YEAR_LAST = 2200 };

struct named_day {
    struct date day;
    const char *name;
    bool worked;
};

struct reading {
    int year;
    const char *name; /* of the event that is being read */
    bool worked;      /* it is of days that are worked */
    struct named_day *day;
    size_t n;
    int others;
};

static void component_free(icalcomponent **c)
{
    if (*c)
        icalcomponent_free(*c);
    icalmemory_free_ring();
}

static bool refused(struct err *err, icalcomponent *event, const char *text)
{
    const char *name = icalcomponent_get_summary(event);

    err_field(err, "file", text);
    err_arg(err, "name", name ? name : "");
    return false;
}

static struct date day_of(struct icaltimetype t)
{
    struct date d = { 0 };

    if (t.year >= YEAR_FIRST && t.year <= YEAR_LAST)
        d = DAY((int16_t)t.year, (int8_t)t.month, (int8_t)t.day);
    return date_valid(d) ? d : (struct date){ 0 };
}

static bool day_add(struct reading *r, struct date d)
{
    for (size_t i = 0; i < r->n; i++)
        if (date_compare(r->day[i].day, d) == 0 && r->day[i].worked == r->worked)
            return true;
    if (r->n == ICS_DAYS)
        return false;
    r->day[r->n++] = (struct named_day){ d, r->name, r->worked };
    return true;
}

/* Whether the list of a rule holds nothing but that number, or nothing at all. */
static bool only(const short *list, int n)
{
    return list[0] == ICAL_RECURRENCE_ARRAY_MAX ||
           (list[0] == n && list[1] == ICAL_RECURRENCE_ARRAY_MAX);
}

/* Every year on the day of its start: what such files have for fixed holidays. */
static bool yearly(const struct icalrecurrencetype *r, struct date start)
{
    return r->freq == ICAL_YEARLY_RECURRENCE && only(r->by_month, start.month) &&
           only(r->by_month_day, start.day) && only(r->by_day, ICAL_RECURRENCE_ARRAY_MAX) &&
           only(r->by_year_day, ICAL_RECURRENCE_ARRAY_MAX) &&
           only(r->by_week_no, ICAL_RECURRENCE_ARRAY_MAX) &&
           only(r->by_set_pos, ICAL_RECURRENCE_ARRAY_MAX) && r->interval >= 1;
}

/* Whether the event that starts on that day is there again in the year. */
static bool again_in(const struct icalrecurrencetype *r, struct date start, int year)
{
    struct date until = day_of(r->until), then = start;
    int times = year - start.year;

    then.year = (int16_t)year;
    if (times < 0 || times % r->interval != 0 || !date_valid(then))
        return false;
    if (r->count > 0 && times / r->interval >= r->count)
        return false;
    return !date_is_set(until) || date_compare(then, until) <= 0;
}

/* Days of the event from `start` on, those that lie in the year. */
static bool days_add(struct reading *r, struct date start, int64_t days)
{
    for (int64_t i = 0; i < days; i++) {
        struct date d = date_add(start, i);
        if (d.year == r->year && !day_add(r, d))
            return false;
    }
    return true;
}

/* A span that begins in the year before may reach into this one. */
static bool repeated_add(struct reading *r, const struct icalrecurrencetype *rule,
                         struct date start, int64_t days)
{
    for (int year = r->year - 1; year <= r->year; year++) {
        struct date then = start;
        then.year = (int16_t)year;
        if (again_in(rule, start, year) && !days_add(r, then, days))
            return false;
    }
    return true;
}

static bool has(icalcomponent *event, icalproperty_kind kind)
{
    return icalcomponent_get_first_property(event, kind) != NULL;
}

/* What adds days, takes days away or moves them: nothing of that is guessed. */
static bool repeats_otherwise(icalcomponent *event)
{
    return has(event, ICAL_RDATE_PROPERTY) || has(event, ICAL_EXDATE_PROPERTY) ||
           has(event, ICAL_EXRULE_PROPERTY) || has(event, ICAL_RECURRENCEID_PROPERTY) ||
           icalcomponent_count_properties(event, ICAL_RRULE_PROPERTY) > 1;
}

static bool repeats_refused(icalcomponent *event, struct err *err)
{
    return refused(err, event,
                   N_("The event \"{name}\" repeats in a way that is not read here. Give its days "
                      "one by one."));
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);

    return n >= m && strcmp(text + n - m, end) == 0;
}

/* How calendars tell a make-up working day from a holiday: by its name, */
static bool named_worked(const char *name)
{
    static const char *const marks[] = { "补班", "補班", "（班）", "(班)", "làm bù", "Làm bù" };

    for (size_t i = 0; i < COUNT(marks); i++)
        if (strstr(name, marks[i]))
            return true;
    return ends_with(name, "上班");
}

/* by a category, or as the calendar of a telephone does. */
static bool marked_worked(icalcomponent *event)
{
    static const char *const categories[] = { "WORKDAY", "补班", "補班", "上班" };

    for (icalproperty *p = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY); p;
         p = icalcomponent_get_next_property(event, ICAL_CATEGORIES_PROPERTY))
        for (size_t i = 0; i < COUNT(categories); i++)
            if (strcasecmp(icalproperty_get_categories(p), categories[i]) == 0)
                return true;
    for (icalproperty *p = icalcomponent_get_first_property(event, ICAL_X_PROPERTY); p;
         p = icalcomponent_get_next_property(event, ICAL_X_PROPERTY))
        if (strcasecmp(icalproperty_get_x_name(p), "X-APPLE-SPECIAL-DAY") == 0 &&
            strcasecmp(icalproperty_get_x(p), "ALTERNATE-WORKDAY") == 0)
            return true;
    return false;
}

static bool event_read(struct reading *r, icalcomponent *event, struct err *err)
{
    struct icaltimetype from = icalcomponent_get_dtstart(event);
    struct icaltimetype to = icalcomponent_get_dtend(event);
    struct date start = day_of(from), end = day_of(to);
    icalproperty *rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
    struct icalrecurrencetype repeats;
    int64_t days = date_is_set(end) ? date_to_days(end) - date_to_days(start) : 1;
    bool room;

    if (repeats_otherwise(event))
        return repeats_refused(event, err);
    if (icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED)
        return true;
    if (!from.is_date || !date_is_set(start))
        return refused(err, event,
                       N_("The event \"{name}\" has a time of day. A calendar of holidays has "
                          "whole days only."));
    if (days > ICS_EVENT_DAYS)
        return refused(err, event, N_("The event \"{name}\" lasts longer than a year."));
    if (days < 1)
        days = 1;
    if (!rule) {
        room = days_add(r, start, days);
        for (int64_t i = 0; i < days; i++)
            r->others += date_add(start, i).year != r->year;
    } else {
        repeats = icalproperty_get_rrule(rule);
        if (!yearly(&repeats, start))
            return repeats_refused(event, err);
        room = repeated_add(r, &repeats, start, days);
    }
    return room || refused(err, event, N_("This calendar file is too large."));
}

static bool events_read(struct arena *a, struct reading *r, icalcomponent *root, struct err *err)
{
    int n = 0;

    if (icalcomponent_isa(root) != ICAL_VCALENDAR_COMPONENT)
        return refused(err, root, N_("This is no calendar file (.ics)."));
    for (icalcomponent *e = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT); e;
         e = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT)) {
        if (++n > ICS_EVENTS)
            return refused(err, e, N_("This calendar file is too large."));
        r->name = arena_str(a, icalcomponent_get_summary(e) ? icalcomponent_get_summary(e) : "");
        r->worked = named_worked(r->name) || marked_worked(e);
        if (!event_read(r, e, err))
            return false;
    }
    return n > 0 || refused(err, root, N_("There is no event in this calendar file."));
}

static int by_day(const void *one, const void *two)
{
    return date_compare(((const struct named_day *)one)->day, ((const struct named_day *)two)->day);
}

bool ics_year(struct arena *a, struct bytes file, int year, struct ics_days *out, struct err *err)
{
    struct reading r = { .year = year, .day = ARENA_ARRAY(a, struct named_day, ICS_DAYS) };
    struct date *day;
    const char **name;
    bool *worked;
    icalcomponent *root CLEANUP(component_free) = NULL;

    if (file.n > ICS_MOST)
        return err_field(err, "file", N_("This calendar file is too large."));
    icalerror_set_errors_are_fatal(false);
    root = icalparser_parse_string(arena_strn(a, (const char *)file.s, file.n));
    if (!root)
        return err_field(err, "file", N_("This is no calendar file (.ics)."));
    if (!events_read(a, &r, root, err))
        return false;
    if (r.n > 0)
        qsort(r.day, r.n, sizeof *r.day, by_day);
    day = ARENA_ARRAY(a, struct date, r.n);
    name = ARENA_ARRAY(a, const char *, r.n);
    worked = ARENA_ARRAY(a, bool, r.n);
    for (size_t i = 0; i < r.n; i++) {
        day[i] = r.day[i].day;
        name[i] = r.day[i].name;
        worked[i] = r.day[i].worked;
    }
    *out = (struct ics_days){ day, name, worked, r.n, r.others };
    return true;
}
