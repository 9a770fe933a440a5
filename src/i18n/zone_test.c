#include "base/tap.h"
#include "i18n/zone.h"

#include <stdio.h>
#include <string.h>

static struct instant at(const char *text)
{
    struct instant t = { 0 };

    if (!instant_parse(text, strlen(text), &t))
        TAP(text, false);
    return t;
}

static const struct zone *zone(const char *name)
{
    const struct zone *z = NULL;
    struct err err = { 0 };

    if (!zone_open(name, &z, &err)) {
        TAP(name, false);
        exit(tap_done());
    }
    return z;
}

/* What the clock on the wall there shows at a moment. */
static const struct {
    const char *zone;
    const char *moment; /* UTC */
    const char *there;  /* with its offset */
} shown[] = {
    { "Europe/London", "2026-01-15T12:00:00Z", "2026-01-15T12:00:00+00:00" },
    { "Europe/London", "2026-03-29T00:59:59Z", "2026-03-29T00:59:59+00:00" },
    { "Europe/London", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00+01:00" },
    { "Europe/London", "2026-07-01T23:30:00Z", "2026-07-02T00:30:00+01:00" },
    { "Europe/London", "2026-10-25T00:59:59Z", "2026-10-25T01:59:59+01:00" },
    { "Europe/London", "2026-10-25T01:00:00Z", "2026-10-25T01:00:00+00:00" },
    { "Europe/London", "2026-07-01T10:00:00.250000Z", "2026-07-01T11:00:00.250000+01:00" },
    { "Europe/London", "1840-01-01T12:00:00Z", "1840-01-01T11:59:00-00:01" },
    { "Europe/Paris", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00" },
    { "Europe/Paris", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00" },
    { "Asia/Shanghai", "2026-11-22T16:00:00Z", "2026-11-23T00:00:00+08:00" },
    { "Asia/Shanghai", "1986-07-01T00:00:00Z", "1986-07-01T09:00:00+09:00" },
    { "Asia/Ho_Chi_Minh", "2026-11-22T16:59:59Z", "2026-11-22T23:59:59+07:00" },
    { "Asia/Taipei", "2026-12-31T16:00:00Z", "2027-01-01T00:00:00+08:00" },
    { "America/New_York", "2026-03-08T06:59:59Z", "2026-03-08T01:59:59-05:00" },
    { "America/New_York", "2026-03-08T07:00:00Z", "2026-03-08T03:00:00-04:00" },
    { "America/New_York", "2026-11-01T05:59:59Z", "2026-11-01T01:59:59-04:00" },
    { "America/New_York", "2026-11-01T06:00:00Z", "2026-11-01T01:00:00-05:00" },
    { "America/St_Johns", "2026-01-01T03:29:00Z", "2025-12-31T23:59:00-03:30" },
    { "Australia/Lord_Howe", "2026-04-04T14:59:59Z", "2026-04-05T01:59:59+11:00" },
    { "Australia/Lord_Howe", "2026-04-04T15:00:00Z", "2026-04-05T01:30:00+10:30" },
    { "Australia/Lord_Howe", "2026-10-03T15:29:59Z", "2026-10-04T01:59:59+10:30" },
    { "Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-10-04T02:30:00+11:00" },
    { "UTC", "1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999+00:00" },
    { "UTC", "1582-10-10T00:00:00Z", "1582-10-10T00:00:00+00:00" },
};

static void test_shown(void)
{
    for (size_t i = 0; i < COUNT(shown); i++) {
        char text[INSTANT_TEXT + 8];
        const struct zone *z = zone(shown[i].zone);
        struct instant t = at(shown[i].moment);
        int hour, low, minute = -1;
        struct date d = zone_date(z, t, &minute), want;

        zone_text(z, t, text);
        TAP_TEXT(shown[i].there, text, shown[i].there);
        if (sscanf(shown[i].there + 11, "%d:%d", &hour, &low) == 2)
            TAP_INT("… the minute", minute, hour * 60 + low);
        if (date_parse(shown[i].there, 10, &want))
            TAP_DAY("… the day", d, want);
    }
}

static const struct {
    const char *what;
    const char *zone;
    struct date day;
    int minute;
    const char *moment;
} begun[] = {
    { "London in winter", "Europe/London", DAY(2026, 1, 15), 9 * 60, "2026-01-15T09:00:00Z" },
    { "London in summer", "Europe/London", DAY(2026, 7, 15), 9 * 60, "2026-07-15T08:00:00Z" },
    { "before the gap", "Europe/London", DAY(2026, 3, 29), 59, "2026-03-29T00:59:00Z" },
    { "a skipped time is the next that there is", "Europe/London", DAY(2026, 3, 29), 60,
      "2026-03-29T01:00:00Z" },
    { "so are all that are skipped", "Europe/London", DAY(2026, 3, 29), 119,
      "2026-03-29T01:00:00Z" },
    { "after the gap", "Europe/London", DAY(2026, 3, 29), 120, "2026-03-29T01:00:00Z" },
    { "a repeated time is its first", "Europe/London", DAY(2026, 10, 25), 90,
      "2026-10-25T00:30:00Z" },
    { "after the repetition", "Europe/London", DAY(2026, 10, 25), 120, "2026-10-25T02:00:00Z" },
    { "New York's gap", "America/New_York", DAY(2026, 3, 8), 150, "2026-03-08T07:00:00Z" },
    { "New York's repetition", "America/New_York", DAY(2026, 11, 1), 90, "2026-11-01T05:30:00Z" },
    { "half an hour's gap", "Australia/Lord_Howe", DAY(2026, 10, 4), 125, "2026-10-03T15:30:00Z" },
    { "half an hour's repetition", "Australia/Lord_Howe", DAY(2026, 4, 5), 105,
      "2026-04-04T14:45:00Z" },
    { "a day that has no midnight", "America/Sao_Paulo", DAY(2018, 11, 4), 0,
      "2018-11-04T03:00:00Z" },
    { "a day that was left out", "Pacific/Apia", DAY(2011, 12, 30), 600, "2011-12-30T10:00:00Z" },
    { "centuries ago", "UTC", DAY(1500, 3, 1), 0, "1500-03-01T00:00:00Z" },
    { "midnight", "Asia/Shanghai", DAY(2026, 11, 23), 0, "2026-11-22T16:00:00Z" },
    { "minute 1440 is the next midnight", "Asia/Shanghai", DAY(2026, 11, 22), 1440,
      "2026-11-22T16:00:00Z" },
    { "… over the end of a year", "Asia/Ho_Chi_Minh", DAY(2026, 12, 31), 1440,
      "2026-12-31T17:00:00Z" },
    { "… on a day of 23 hours", "Europe/London", DAY(2026, 3, 29), 1440, "2026-03-29T23:00:00Z" },
    { "… on a day of 25 hours", "Europe/London", DAY(2026, 10, 25), 1440, "2026-10-26T00:00:00Z" },
};

static void test_begun(void)
{
    for (size_t i = 0; i < COUNT(begun); i++) {
        struct instant t = zone_instant(zone(begun[i].zone), begun[i].day, begun[i].minute);
        char text[INSTANT_TEXT];

        instant_text(t, text);
        TAP_TEXT(begun[i].what, text, begun[i].moment);
    }
}

static const struct {
    const char *what, *zone, *moment;
    enum zone_time is;
} repeated[] = {
    { "a day without a change", "Europe/London", "2026-07-01T00:30:00Z", ZONE_ONCE },
    { "before the hour that is repeated", "Europe/London", "2026-10-24T23:59:59Z", ZONE_ONCE },
    { "its first time begins", "Europe/London", "2026-10-25T00:00:00Z", ZONE_BEFORE_BACK },
    { "and ends", "Europe/London", "2026-10-25T00:59:59Z", ZONE_BEFORE_BACK },
    { "its second begins", "Europe/London", "2026-10-25T01:00:00Z", ZONE_AFTER_BACK },
    { "and ends", "Europe/London", "2026-10-25T01:59:59Z", ZONE_AFTER_BACK },
    { "after it", "Europe/London", "2026-10-25T02:00:00Z", ZONE_ONCE },
    { "in spring nothing is repeated", "Europe/London", "2026-03-29T00:30:00Z", ZONE_ONCE },
    { "nor after it", "Europe/London", "2026-03-29T01:30:00Z", ZONE_ONCE },
    { "half an hour, first", "Australia/Lord_Howe", "2026-04-04T14:30:00Z", ZONE_BEFORE_BACK },
    { "and no more", "Australia/Lord_Howe", "2026-04-04T14:29:59Z", ZONE_ONCE },
    { "half an hour, second", "Australia/Lord_Howe", "2026-04-04T15:29:59Z", ZONE_AFTER_BACK },
    { "and no more", "Australia/Lord_Howe", "2026-04-04T15:30:00Z", ZONE_ONCE },
    { "a zone without changes", "UTC", "2026-10-25T00:30:00Z", ZONE_ONCE },
    { "one that had them once", "Asia/Shanghai", "2026-10-25T00:30:00Z", ZONE_ONCE },
};

static void test_repeated(void)
{
    for (size_t i = 0; i < COUNT(repeated); i++)
        TAP_INT(repeated[i].what, zone_time(zone(repeated[i].zone), at(repeated[i].moment)),
                repeated[i].is);
}

static const char *const names[] = {
    "Europe/London",    "Asia/Shanghai",  "Asia/Ho_Chi_Minh",
    "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe",
};

/* Whatever the zone, a day begins on itself and ends where the next begins. */
static void test_days(void)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct zone *z = zone(names[i]);
        struct date d = DAY(2025, 12, 31);
        int wrong = 0;

        for (int n = 0; n < 800; n++, d = date_add(d, 1)) {
            struct instant from = zone_instant(z, d, 0), to = zone_instant(z, d, 1440);
            wrong += date_compare(zone_date(z, from, NULL), d) != 0;
            wrong += date_compare(zone_date(z, (struct instant){ to.us - 1 }, NULL), d) != 0;
            wrong += to.us != zone_instant(z, date_add(d, 1), 0).us;
        }
        TAP_INT(names[i], wrong, 0);
    }
}

/* Every half hour of two years there and back: the same moment, or, of those that a clock change
 * repeats, the first that showed the same. */
static void test_back(void)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct zone *z = zone(names[i]);
        struct instant t = at("2025-01-01T00:00:00Z");
        int wrong = 0;

        for (int n = 0; n < 2 * 365 * 48; n++, t.us += SECONDS(1800)) {
            int minute, again;
            struct date d = zone_date(z, t, &minute);
            struct instant back = zone_instant(z, d, minute);
            bool same = date_compare(zone_date(z, back, &again), d) == 0 && again == minute;
            wrong += !same || back.us > t.us || t.us - back.us > SECONDS(3600);
        }
        TAP_INT(names[i], wrong, 0);
    }
}

static void test_names(void)
{
    static const char too_long[] = "America/Argentina/"
                                   "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
    static const char *const refused[] = {
        "",       "Europe/Lundon", "europe/london",  "Etc/Unknown", "GMT+5",
        "+08:00", "GMT-25:99",     "Europe/London ", "Europe/\xC3", too_long,
    };
    const struct zone *same = zone("Europe/London");

    TAP("a zone is opened once", same == zone("Europe/London"));
    TAP_TEXT("its name", zone_name(zone("Asia/Saigon")), "Asia/Saigon");
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct err err = { 0 };
        const struct zone *z = NULL;
        bool ok = zone_open(refused[i], &z, &err);

        TAP(refused[i], !ok && !z && err.kind == ERR_INVALID);
        TAP_TEXT("… the reason names it", err.args[0].value, refused[i]);
    }
}

int main(void)
{
    test_shown();
    test_begun();
    test_repeated();
    test_days();
    test_back();
    test_names();
    return tap_done();
}
