/*
 * Days and times of day in a zone, by ICU. Pages ask for the offset of dozens of
 * moments within a year or two, so each zone remembers the spans between clock
 * changes that it looked at last.
 */
#include "i18n/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

enum { MINUTE_MS = 60 * 1000, DAY_MS = 24 * 60 * MINUTE_MS, NAME_MAX_CHARS = 64, SPANS = 8 };

/* The moments from `since` up to before `until`, in ms, share one offset east of UTC. */
struct span {
    int64_t since, until;
    int64_t offset;
};

struct zone {
    struct zone *next;
    char name[NAME_MAX_CHARS];
    UCalendar *calendar;
    struct span spans[SPANS]; /* empty ones fit no moment */
    size_t next_span;         /* where the next goes, over the oldest */
};

/* Zones live as long as the process, and there are as many as the settings name. */
static struct zone *opened;

static bool name_known(const UChar *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar canonical[NAME_MAX_CHARS];
    UBool of_system = false;

    ucal_getCanonicalTimeZoneID(name, -1, canonical, NAME_MAX_CHARS, &of_system, &status);
    return U_SUCCESS(status) && of_system && u_strcmp(canonical, u"Etc/Unknown") != 0;
}

/* The calendar counts as ours does (base/date.h): Gregorian for all years; the
 * first of two times that a clock change repeats, the next after those it skips. */
static UCalendar *calendar_new(const UChar *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *c = ucal_open(name, -1, "en", UCAL_GREGORIAN, &status);

    if (U_FAILURE(status))
        return NULL;
    ucal_setGregorianChange(c, -1e17, &status);
    ucal_setAttribute(c, UCAL_REPEATED_WALL_TIME, UCAL_WALLTIME_FIRST);
    ucal_setAttribute(c, UCAL_SKIPPED_WALL_TIME, UCAL_WALLTIME_NEXT_VALID);
    return c;
}

static struct zone *zone_new(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[NAME_MAX_CHARS];
    struct zone *z;

    u_strFromUTF8(wide, NAME_MAX_CHARS, NULL, name, -1, &status);
    if (status != U_ZERO_ERROR || !name_known(wide))
        return NULL;
    z = calloc(1, sizeof *z);
    if (!z)
        return NULL;
    snprintf(z->name, sizeof z->name, "%s", name);
    z->calendar = calendar_new(wide);
    z->next = opened;
    opened = z;
    return z;
}

bool zone_open(const char *name, const struct zone **out, struct err *err)
{
    struct zone *z = opened;

    while (z && strcmp(z->name, name) != 0)
        z = z->next;
    if (!z)
        z = zone_new(name);
    if (!z) {
        err_set(
            err, ERR_INVALID,
            N_("\"{name}\" is not a time zone. Write one like Europe/London or Asia/Shanghai."));
        err_arg(err, "name", name);
        return false;
    }
    *out = z;
    return true;
}

const char *zone_name(const struct zone *z)
{
    return z->name;
}

static int64_t floor_div(int64_t n, int64_t by)
{
    return n / by - (n % by < 0);
}

/* The clock change before or after the moment to which the calendar is set. */
static int64_t change(struct zone *z, UTimeZoneTransitionType type, int64_t none)
{
    UErrorCode status = U_ZERO_ERROR;
    UDate at;

    if (!ucal_getTimeZoneTransitionDate(z->calendar, type, &at, &status) || U_FAILURE(status))
        return none;
    return (int64_t)at;
}

static struct span span_at(struct zone *z, int64_t ms)
{
    UErrorCode status = U_ZERO_ERROR;
    struct span span;

    ucal_setMillis(z->calendar, (UDate)ms, &status);
    span.offset = ucal_get(z->calendar, UCAL_ZONE_OFFSET, &status) +
                  ucal_get(z->calendar, UCAL_DST_OFFSET, &status);
    span.since = change(z, UCAL_TZ_TRANSITION_PREVIOUS_INCLUSIVE, INT64_MIN);
    span.until = change(z, UCAL_TZ_TRANSITION_NEXT, INT64_MAX);
    return span;
}

static const struct span *span_of(struct zone *z, int64_t ms)
{
    struct span *span = z->spans;

    while (span < z->spans + SPANS && (ms < span->since || ms >= span->until))
        span++;
    if (span == z->spans + SPANS) {
        span = &z->spans[z->next_span];
        z->next_span = (z->next_span + 1) % SPANS;
        *span = span_at(z, ms);
    }
    return span;
}

/* Minutes east of UTC. Before zones were agreed upon, offsets had seconds;
 * those are rounded, as RFC 3339 wants. */
static int64_t offset_minutes(const struct zone *zone, struct instant t)
{
    struct zone *z = (struct zone *)zone; /* what it remembers does not show */

    return floor_div(span_of(z, floor_div(t.us, 1000))->offset + MINUTE_MS / 2, MINUTE_MS);
}

struct date zone_date(const struct zone *z, struct instant t, int *minute)
{
    int64_t local = floor_div(t.us, SECONDS(60)) + offset_minutes(z, t);
    int64_t day = floor_div(local, 24 * 60);

    if (minute)
        *minute = (int)(local - day * 24 * 60);
    return date_from_days(day);
}

/* More than a day from any clock change there is nothing to decide: no offset is that large. */
static bool far_from_change(const struct span *span, int64_t local)
{
    return local >= span->since + DAY_MS && local < span->until - DAY_MS;
}

struct instant zone_instant(const struct zone *zone, struct date d, int minute)
{
    struct zone *z = (struct zone *)zone; /* what it remembers does not show */
    int64_t local = date_to_days(d) * DAY_MS + (int64_t)minute * MINUTE_MS;
    const struct span *span = span_of(z, local);
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *c = z->calendar;

    if (far_from_change(span, local))
        return (struct instant){ (local - span->offset) * 1000 };
    d = date_add(d, floor_div(minute, 24 * 60));
    minute -= (int)floor_div(minute, 24 * 60) * 24 * 60;
    ucal_clear(c);
    ucal_setDateTime(c, d.year, d.month - 1, d.day, minute / 60, minute % 60, 0, &status);
    return (struct instant){ (int64_t)ucal_getMillis(c, &status) * 1000 };
}

enum zone_time zone_time(const struct zone *zone, struct instant t)
{
    struct zone *z = (struct zone *)zone; /* what it remembers does not show */
    int64_t ms = floor_div(t.us, 1000);
    const struct span is = *span_of(z, ms);

    if (is.since != INT64_MIN && ms < is.since + span_of(z, is.since - 1)->offset - is.offset)
        return ZONE_AFTER_BACK;
    if (is.until != INT64_MAX && ms >= is.until - is.offset + span_of(z, is.until)->offset)
        return ZONE_BEFORE_BACK;
    return ZONE_ONCE;
}

void zone_text(const struct zone *z, struct instant t, char out[INSTANT_TEXT + 8])
{
    int east = (int)offset_minutes(z, t);
    char utc[INSTANT_TEXT], text[64] = "";

    instant_text((struct instant){ t.us + SECONDS(60) * east }, utc);
    utc[strlen(utc) - 1] = '\0'; /* the Z */
    snprintf(text, sizeof text, "%s%c%02d:%02d", utc, east < 0 ? '-' : '+', abs(east) / 60,
             abs(east) % 60);
    memcpy(out, text, INSTANT_TEXT + 8);
}
