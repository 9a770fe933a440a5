#include "base/tap.h"
#include "i18n/lang.h"

#include <string.h>

enum { EN, HANS, HANT, VI };

static const struct date today = DAY(2026, 11, 22);

static const struct {
    int lang;
    enum date_style style;
    struct date day;
    const char *text;
} dates[] = {
    { EN, DATE_LONG, DAY(2026, 11, 25), "Wednesday 25 November 2026" },
    { EN, DATE_DAY, DAY(2026, 11, 25), "Wednesday 25 November" },
    { EN, DATE_DAY, DAY(2027, 1, 4), "Monday 4 January 2027" },
    { EN, DATE_SHORT, DAY(2026, 11, 25), "Wed 25 Nov" },
    { EN, DATE_SHORT, DAY(2025, 12, 31), "Wed 31 Dec 2025" },
    { EN, DATE_PLAIN, DAY(2026, 3, 1), "1 March 2026" },
    { HANS, DATE_PLAIN, DAY(2026, 3, 1), "2026年3月1日" },
    { HANT, DATE_PLAIN, DAY(2026, 3, 1), "2026年3月1日" },
    { VI, DATE_PLAIN, DAY(2026, 3, 1), "1 tháng 3, 2026" },
    { EN, DATE_LONG, DAY(2024, 2, 29), "Thursday 29 February 2024" },
    { HANS, DATE_LONG, DAY(2026, 11, 25), "2026年11月25日星期三" },
    { HANS, DATE_DAY, DAY(2026, 11, 25), "11月25日星期三" },
    { HANS, DATE_DAY, DAY(2027, 1, 3), "2027年1月3日星期日" },
    { HANS, DATE_SHORT, DAY(2026, 11, 25), "11月25日周三" },
    { HANS, DATE_SHORT, DAY(2025, 12, 31), "2025年12月31日周三" },
    { HANT, DATE_LONG, DAY(2026, 11, 25), "2026年11月25日 星期三" },
    { HANT, DATE_DAY, DAY(2026, 11, 25), "11月25日 星期三" },
    { HANT, DATE_SHORT, DAY(2026, 11, 25), "11月25日 週三" },
    { HANT, DATE_SHORT, DAY(2025, 12, 31), "2025年12月31日 週三" },
    { VI, DATE_LONG, DAY(2026, 11, 25), "Thứ Tư, 25 tháng 11, 2026" },
    { VI, DATE_DAY, DAY(2026, 11, 22), "Chủ Nhật, 22 tháng 11" },
    { VI, DATE_SHORT, DAY(2026, 11, 25), "Th 4, 25 thg 11" },
    { VI, DATE_SHORT, DAY(2025, 12, 31), "Th 4, 31 thg 12, 2025" },
    { VI, DATE_LONG, { 0 }, "" },
};

/* Words that were made lately are kept: what is asked for again among many others is the same. */
static bool remembered(struct arena *a, int lang)
{
    static const enum date_style styles[] = { DATE_LONG, DATE_DAY, DATE_SHORT, DATE_PLAIN };
    const char *words[800][COUNT(styles)];

    for (int pass = 0; pass < 2; pass++)
        for (int day = 0; day < 800; day++)
            for (size_t i = 0; i < COUNT(styles); i++) {
                struct date d = date_add(today, day - 400);
                const char *text = lang_date(a, &langs[lang], d, styles[i], today);
                if (pass == 0)
                    words[day][i] = text;
                else if (strcmp(words[day][i], text) != 0)
                    return false;
            }
    for (int day = 1; day < 800; day++)
        if (strcmp(words[day][0], words[day - 1][0]) == 0)
            return false;
    return true;
}

static void test_dates(struct arena *a)
{
    for (size_t i = 0; i < COUNT(dates); i++)
        TAP_TEXT(dates[i].text,
                 lang_date(a, &langs[dates[i].lang], dates[i].day, dates[i].style, today),
                 dates[i].text);
    TAP_TEXT("without a today the year stands there",
             lang_date(a, &langs[EN], DAY(2026, 11, 25), DATE_SHORT, (struct date){ 0 }),
             "Wed 25 Nov 2026");
    for (int i = 0; i < LANGS; i++)
        TAP("dates of years", remembered(a, i));
}

static const struct {
    int lang;
    enum date_style style;
    const char *moment;
    const char *zone;
    const char *text;
    const char *time;
} instants[] = {
    { EN, DATE_SHORT, "2026-11-16T10:42:59Z", "Europe/London", "Mon 16 Nov 10:42", "10:42" },
    { EN, DATE_LONG, "2026-07-01T23:05:00Z", "Europe/London", "Thursday 2 July 2026 00:05",
      "00:05" },
    { EN, DATE_DAY, "2025-12-31T23:30:00Z", "Asia/Shanghai", "Thursday 1 January 07:30", "07:30" },
    { HANS, DATE_SHORT, "2026-11-16T10:42:00Z", "Asia/Shanghai", "11月16日周一 18:42", "18:42" },
    { HANS, DATE_LONG, "2026-11-16T01:02:00Z", "Asia/Shanghai", "2026年11月16日星期一 09:02",
      "09:02" },
    { HANT, DATE_SHORT, "2026-11-16T10:42:00Z", "Asia/Taipei", "11月16日 週一 18:42", "18:42" },
    { VI, DATE_SHORT, "2026-11-16T10:42:00Z", "Asia/Ho_Chi_Minh", "17:42 Th 2, 16 thg 11",
      "17:42" },
};

static void test_instants(struct arena *a)
{
    for (size_t i = 0; i < COUNT(instants); i++) {
        const struct lang *l = &langs[instants[i].lang];
        const struct zone *z = NULL;
        struct instant t = { 0 };
        struct err err = { 0 };

        TAP("a zone and a moment",
            zone_open(instants[i].zone, &z, &err) &&
                instant_parse(instants[i].moment, strlen(instants[i].moment), &t));
        TAP_TEXT(instants[i].text, lang_instant(a, l, t, z, instants[i].style, today),
                 instants[i].text);
        TAP_TEXT("… the time alone", lang_time(a, l, t, z), instants[i].time);
        TAP_TEXT("… no moment", lang_instant(a, l, (struct instant){ 0 }, z, DATE_DAY, today), "");
        TAP_TEXT("… no time", lang_time(a, l, (struct instant){ 0 }, z), "");
    }
}

/* Each weekday and month of a year has its own name in each language. */
static void test_names(struct arena *a)
{
    for (int i = 0; i < LANGS; i++)
        for (int style = DATE_LONG; style <= DATE_SHORT; style++) {
            const char *before = "";
            int wrong = 0;
            for (int n = 0; n < 366; n++) {
                const char *text = lang_date(a, &langs[i], date_add(DAY(2028, 1, 1), n),
                                             (enum date_style)style, today);
                wrong += strcmp(text, before) == 0 || strpbrk(text, "'{}") != NULL;
                before = text;
            }
            TAP_INT(langs[i].tag, wrong, 0);
        }
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    test_dates(a);
    test_instants(a);
    test_names(a);
    return tap_done();
}
