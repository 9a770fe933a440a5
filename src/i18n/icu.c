#include "i18n/icu.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/ustring.h>

/* English is that of the glossary, day before month; the collations are CLDR's
 * own for each script: pinyin for simplified, strokes for traditional Chinese. */
static const char *const locales[LANGS] = { "en_GB", "zh_Hans", "zh_Hant", "vi" };

/* ICU's handles belong to the process, so what it told us does too. */
static struct icu *cache[LANGS];

/* ICU without its data cannot serve anybody, so this ends the process. */
static void must(UErrorCode status)
{
    if (U_SUCCESS(status))
        return;
    fprintf(stderr, "redress: ICU has no data: %s\n", u_errorName(status));
    abort();
}

static void narrow(char *out, int32_t size, const UChar *s)
{
    UErrorCode status = U_ZERO_ERROR;

    u_strToUTF8(out, size, NULL, s, -1, &status);
    must(status);
}

static void symbol(UDateFormat *f, UDateFormatSymbolType kind, int index, char out[ICU_NAME])
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[ICU_NAME];

    udat_getSymbols(f, kind, index, name, ICU_NAME, &status);
    must(status);
    narrow(out, ICU_NAME, name);
}

static void load_names(struct icu *icu, const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *f = udat_open(UDAT_DEFAULT, UDAT_DEFAULT, locale, NULL, -1, NULL, -1, &status);

    must(status);
    for (int i = 0; i < 12; i++) {
        symbol(f, UDAT_MONTHS, i, icu->month[i]);
        symbol(f, UDAT_SHORT_MONTHS, i, icu->month_short[i]);
    }
    for (int i = 0; i < 7; i++) { /* ICU counts from 1 = Sunday */
        symbol(f, UDAT_WEEKDAYS, (i + 1) % 7 + 1, icu->weekday[i]);
        symbol(f, UDAT_SHORT_WEEKDAYS, (i + 1) % 7 + 1, icu->weekday_short[i]);
    }
    udat_close(f);
}

/* British usage, and CLDR itself from its version 44 on, have no comma after the
 * weekday and before the time. */
static void drop_commas(char *pattern)
{
    char *to = pattern;

    for (const char *s = pattern; *s; s++)
        if (*s != ',')
            *to++ = *s;
    *to = '\0';
}

static void load_patterns(struct icu *icu, const char *locale, bool english)
{
    static const UChar *const skeletons[ICU_JOINED] = { u"yMMMMEEEEd", u"MMMMEEEEd", u"yMMMEd",
                                                        u"MMMEd",      u"yMMMMd",    u"Hm" };
    UErrorCode status = U_ZERO_ERROR;
    UDateTimePatternGenerator *g = udatpg_open(locale, &status);
    UChar pattern[ICU_PATTERN];
    int32_t n;

    must(status);
    for (int i = 0; i < ICU_JOINED; i++) {
        udatpg_getBestPattern(g, skeletons[i], -1, pattern, ICU_PATTERN, &status);
        must(status);
        narrow(icu->pattern[i], ICU_PATTERN, pattern);
    }
    narrow(icu->pattern[ICU_JOINED], ICU_PATTERN, udatpg_getDateTimeFormat(g, &n));
    for (int i = 0; i < ICU_PATTERNS && english; i++)
        drop_commas(icu->pattern[i]);
    udatpg_close(g);
}

static UNumberFormat *number_format(UNumberFormatStyle style, const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *f = unum_open(style, NULL, 0, locale, NULL, &status);

    must(status);
    return f;
}

static struct icu *icu_new(const struct lang *l)
{
    const char *locale = locales[l->index];
    UErrorCode status = U_ZERO_ERROR;
    struct icu *icu = calloc(1, sizeof *icu);

    if (!icu)
        abort();
    load_names(icu, locale);
    load_patterns(icu, locale, l->index == 0);
    icu->number = number_format(UNUM_DECIMAL, locale);
    icu->decimal = number_format(UNUM_DECIMAL, locale);
    unum_setAttribute(icu->decimal, UNUM_MAX_FRACTION_DIGITS, 1);
    unum_setAttribute(icu->decimal, UNUM_ROUNDING_MODE, UNUM_ROUND_HALFUP);
    icu->money = number_format(UNUM_CURRENCY, locale);
    icu->collator = ucol_open(locale, &status);
    must(status);
    return icu;
}

const struct icu *icu_of(const struct lang *l)
{
    if (!cache[l->index])
        cache[l->index] = icu_new(l);
    return cache[l->index];
}

void lang_load(void)
{
    for (size_t i = 0; i < LANGS; i++)
        icu_of(&langs[i]);
}
