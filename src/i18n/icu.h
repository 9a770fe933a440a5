/*
 * What ICU knows about our languages, asked once per process and kept: names of
 * months and weekdays, date patterns, formatters of numbers, collation.
 */
#ifndef I18N_ICU_H
#define I18N_ICU_H

#include "i18n/lang.h"

#include <unicode/ucol.h>
#include <unicode/unum.h>

enum { ICU_NAME = 40, ICU_PATTERN = 64, ICU_DATE = 64, ICU_DATES = 64 };

enum icu_pattern {
    ICU_LONG,       /* weekday, day, month and year in words */
    ICU_DAY,        /* the same without the year */
    ICU_SHORT_YEAR, /* abbreviated, with the year */
    ICU_SHORT,      /* abbreviated, without the year */
    ICU_PLAIN,      /* day, month in words and year */
    ICU_TIME,       /* hours and minutes of 24 hours */
    ICU_JOINED,     /* {1} is the date, {0} the time */
    ICU_PATTERNS,
};

/* A date in words that a page asked for. */
struct icu_date {
    struct date day; /* not set: none */
    enum icu_pattern pattern;
    char text[ICU_DATE];
};

struct icu {
    char month[12][ICU_NAME], month_short[12][ICU_NAME];
    char weekday[7][ICU_NAME], weekday_short[7][ICU_NAME]; /* from Monday */
    char pattern[ICU_PATTERNS][ICU_PATTERN];
    UNumberFormat *number;  /* whole numbers */
    UNumberFormat *decimal; /* one digit behind the point at most */
    UNumberFormat *money;
    UCollator *collator;
    struct icu_date date[ICU_DATES]; /* those that were asked for last: lang_date.c */
};

const struct icu *icu_of(const struct lang *l);

#endif
