/*
 * Dates and times in words. ICU gives the names and the patterns once; filling
 * in a pattern is so small a task that doing it here makes a list of a hundred
 * dates some fifty times faster than formatting each by ICU.
 */
#include "base/buf.h"
#include "i18n/icu.h"

#include <string.h>

/* What a pattern is filled from. */
struct moment {
    struct date day;
    int minute; /* of the day */
};

static void add_number(struct buf *b, int value, size_t width)
{
    for (int least = 10; width > 1; width--, least *= 10)
        if (value < least)
            buf_char(b, '0');
    buf_int(b, value);
}

/* One field of a pattern: a letter, `width` times. Unicode TR 35, "Date Field
 * Symbol Table"; only what our patterns ask for. */
static void add_field(struct buf *b, const struct icu *icu, char letter, size_t width,
                      struct moment m)
{
    int weekday = date_weekday(m.day) - 1;

    switch (letter) {
    case 'y':
        add_number(b, m.day.year, width);
        break;
    case 'M':
    case 'L':
        if (width <= 2)
            add_number(b, m.day.month, width);
        else
            buf_str(b,
                    width == 3 ? icu->month_short[m.day.month - 1] : icu->month[m.day.month - 1]);
        break;
    case 'd':
        add_number(b, m.day.day, width);
        break;
    case 'E':
    case 'c':
        buf_str(b, width <= 3 ? icu->weekday_short[weekday] : icu->weekday[weekday]);
        break;
    case 'H':
        add_number(b, m.minute / 60, width);
        break;
    case 'm':
        add_number(b, m.minute % 60, width);
        break;
    }
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters are fields unless they stand between apostrophes. */
static void add_pattern(struct buf *b, const struct icu *icu, enum icu_pattern pattern,
                        struct moment m)
{
    const char *p = icu->pattern[pattern];
    bool quoted = false;

    while (*p) {
        size_t width = 1;
        if (*p == '\'') {
            quoted = !quoted;
        } else if (quoted || !letter(*p)) {
            buf_char(b, *p);
        } else {
            while (p[width] == *p)
                width++;
            add_field(b, icu, *p, width, m);
        }
        p += width;
    }
}

static enum icu_pattern pattern_of(enum date_style style, bool year)
{
    if (style == DATE_PLAIN)
        return ICU_PLAIN;
    if (style == DATE_SHORT)
        return year ? ICU_SHORT_YEAR : ICU_SHORT;
    return year || style == DATE_LONG ? ICU_LONG : ICU_DAY;
}

/* A list names the same few days again and again. */
static struct icu_date *date_place(const struct icu *icu, struct date d, enum icu_pattern pattern)
{
    struct icu *i = (struct icu *)(uintptr_t)icu; /* what it remembers does not show */

    return &i->date[(unsigned)(d.month * 31 + d.day + (int)pattern * 16) % ICU_DATES];
}

static void add_date(struct buf *b, const struct icu *icu, struct moment m, enum date_style style,
                     struct date today)
{
    enum icu_pattern pattern = pattern_of(style, m.day.year != today.year);
    struct icu_date *kept = date_place(icu, m.day, pattern);
    size_t start = b->n;

    if (date_is_set(kept->day) && date_compare(kept->day, m.day) == 0 && kept->pattern == pattern) {
        buf_str(b, kept->text);
        return;
    }
    add_pattern(b, icu, pattern, m);
    if (b->n - start < sizeof kept->text) {
        *kept = (struct icu_date){ .day = m.day, .pattern = pattern };
        memcpy(kept->text, b->s + start, b->n - start);
    }
}

const char *lang_date(struct arena *a, const struct lang *l, struct date d, enum date_style style,
                      struct date today)
{
    struct buf b = buf_new(a);

    if (date_is_set(d))
        add_date(&b, icu_of(l), (struct moment){ d, 0 }, style, today);
    return buf_text(&b);
}

static struct moment moment_in(const struct zone *zone, struct instant t)
{
    struct moment m;

    m.day = zone_date(zone, t, &m.minute);
    return m;
}

const char *lang_instant(struct arena *a, const struct lang *l, struct instant t,
                         const struct zone *zone, enum date_style style, struct date today)
{
    const struct icu *icu = icu_of(l);
    struct buf b = buf_new(a);
    struct moment m;

    if (!instant_is_set(t))
        return "";
    m = moment_in(zone, t);
    for (const char *p = icu->pattern[ICU_JOINED]; *p; p++) {
        if (strncmp(p, "{0}", 3) == 0)
            add_pattern(&b, icu, ICU_TIME, m);
        else if (strncmp(p, "{1}", 3) == 0)
            add_date(&b, icu, m, style, today);
        else
            buf_char(&b, *p);
        if (*p == '{')
            p += 2;
    }
    return buf_text(&b);
}

const char *lang_time(struct arena *a, const struct lang *l, struct instant t,
                      const struct zone *zone)
{
    struct buf b = buf_new(a);

    if (instant_is_set(t))
        add_pattern(&b, icu_of(l), ICU_TIME, moment_in(zone, t));
    return buf_text(&b);
}
