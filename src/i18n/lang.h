/*
 * The languages people read, and everything shown in them: texts from the
 * catalogues, dates, numbers, lists in the right order. All rules are ICU's.
 */
#ifndef I18N_LANG_H
#define I18N_LANG_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "i18n/zone.h"

enum { LANGS = 4 };

struct lang {
    const char *tag;  /* BCP 47: "en", "zh-Hans", "zh-Hant", "vi" */
    const char *name; /* in itself: "English", "简体中文" … */
    int index;        /* 0 … LANGS-1 */
};

/* en first, then zh-Hans, zh-Hant, vi. */
extern const struct lang langs[LANGS];

/* By exact tag (any case); NULL when it is none of ours. */
const struct lang *lang_by_tag(const char *tag);
/* By an Accept-Language header (zh-CN, zh-SG → zh-Hans; zh-TW, zh-HK, zh-MO →
 * zh-Hant; q values); `fallback` when nothing fits or the header is NULL. */
const struct lang *lang_accept(const char *header, const struct lang *fallback);

/* Asks ICU for all that the functions below need. They do so themselves when
 * needed; called before workers are forked, these share the memory. */
void lang_load(void);

/* The text of a message id (the English sentence itself) in that language. The
 * build fails when a message is missing from a catalogue, so this always has an
 * answer; an unknown id gives itself. */
const char *lang_text(const struct lang *l, const char *id);
/* As lang_text, with `{name}` replaced from name, value, name, value, …, NULL. */
const char *lang_format(struct arena *a, const struct lang *l, const char *id, ...)
    __attribute__((sentinel));
/* The form of a plural message for `n`, with {n} filled in; `one, other` is
 * N_PLURAL("1 thing missing", "{n} things missing"). Other names in braces stay. */
const char *lang_plural(struct arena *a, const struct lang *l, const char *one, const char *other,
                        int64_t n);
/* A thing that is missing as an answer to somebody: "Still missing: the severity." */
const char *lang_lack(struct arena *a, const struct lang *l, const char *thing);
/* Why something failed, in words with the arguments filled in. */
const char *lang_err(struct arena *a, const struct lang *l, const struct err *err);

/* Marks for the catalogues. */
#define N_PLURAL(one, other) one, other

enum date_style {
    DATE_LONG,  /* Wednesday 25 November 2026 · 2026年11月25日星期三 */
    DATE_DAY,   /* Wednesday 25 November (the year only when it is not `today`'s) */
    DATE_SHORT, /* Wed 25 Nov (the year only when it is not `today`'s) */
    DATE_PLAIN, /* 25 November 2026 · 2026年11月25日: of a period, where no weekday matters */
};

const char *lang_date(struct arena *a, const struct lang *l, struct date d, enum date_style style,
                      struct date today);
/* The same with the time of day in the zone: "Mon 16 Nov 10:42". */
const char *lang_instant(struct arena *a, const struct lang *l, struct instant t,
                         const struct zone *zone, enum date_style style, struct date today);
/* The time of day alone, "10:42". */
const char *lang_time(struct arena *a, const struct lang *l, struct instant t,
                      const struct zone *zone);
/* Digits grouped as the reader groups them. */
const char *lang_number(struct arena *a, const struct lang *l, int64_t n);
/* A sum of money in minor units (cents; how many digits is CLDR's), with its ISO
 * 4217 code. A code that cannot be one gives the bare number. */
const char *lang_money(struct arena *a, const struct lang *l, int64_t minor, const char *currency);
/* How many minor units make one of the currency: 100 for GBP, 1 for JPY and VND. */
int64_t lang_minor_units(const char *currency);
/* The bare sum as a form field holds it, "12.50"; and what was typed there, with a point or
 * a comma, in minor units: false when it is no sum of that currency, or more than fits. */
const char *lang_money_text(struct arena *a, int64_t minor, const char *currency);
bool lang_money_read(const char *text, const char *currency, int64_t *minor);
/* A file size: "1.2 MB", in steps of 1024. */
const char *lang_size(struct arena *a, const struct lang *l, int64_t bytes);

/* Orders texts as a reader of the language expects: < 0, 0, > 0. */
int lang_compare(const struct lang *l, const char *one, const char *two);

#endif
