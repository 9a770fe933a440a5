/*
 * The language a browser asks for: Accept-Language by RFC 9110 section 12.5.4,
 * ranges matched to our four by script first, then by region.
 */
#include "i18n/lang.h"

#include <string.h>
#include <strings.h>

enum { QUALITY_NONE = -1, QUALITY_MAX = 1000 };

/* One part of a text, not NUL-terminated. */
struct part {
    const char *s;
    size_t n;
};

static bool is(struct part p, const char *word)
{
    return strlen(word) == p.n && strncasecmp(p.s, word, p.n) == 0;
}

static bool is_one_of(struct part p, const char *const *words)
{
    for (; *words; words++)
        if (is(p, *words))
            return true;
    return false;
}

/* Cuts the part before the next `at` off the rest; false when nothing is left. */
static bool next_part(struct part *rest, char at, struct part *out)
{
    const char *end;

    if (!rest->s)
        return false;
    end = memchr(rest->s, at, rest->n);
    *out = (struct part){ rest->s, end ? (size_t)(end - rest->s) : rest->n };
    *rest = end ? (struct part){ end + 1, rest->n - out->n - 1 } : (struct part){ 0 };
    return true;
}

static struct part trim(struct part p)
{
    while (p.n > 0 && (*p.s == ' ' || *p.s == '\t')) {
        p.s++;
        p.n--;
    }
    while (p.n > 0 && (p.s[p.n - 1] == ' ' || p.s[p.n - 1] == '\t'))
        p.n--;
    return p;
}

/* "0.85" → 850; QUALITY_NONE when it is not a qvalue. */
static int quality(struct part p)
{
    int value, unit = 100;

    if (p.n < 1 || p.n > 5 || (p.s[0] != '0' && p.s[0] != '1') || (p.n > 1 && p.s[1] != '.'))
        return QUALITY_NONE;
    value = (p.s[0] - '0') * QUALITY_MAX;
    for (size_t i = 2; i < p.n; i++, unit /= 10) {
        if (p.s[i] < '0' || p.s[i] > '9')
            return QUALITY_NONE;
        value += (p.s[i] - '0') * unit;
    }
    return value <= QUALITY_MAX ? value : QUALITY_NONE;
}

/* Chinese: the script decides; without one, where it is written. */
static const struct lang *chinese(struct part tag, bool cantonese)
{
    static const char *const traditional[] = { "Hant", "TW", "HK", "MO", NULL };
    static const char *const simplified[] = { "Hans", "CN", "SG", "MY", NULL };
    struct part sub;

    while (next_part(&tag, '-', &sub)) {
        if (is_one_of(sub, traditional))
            return lang_by_tag("zh-Hant");
        if (is_one_of(sub, simplified))
            return lang_by_tag("zh-Hans");
    }
    return lang_by_tag(cantonese ? "zh-Hant" : "zh-Hans");
}

/* The language of ours that a range means; NULL for none. */
static const struct lang *lang_of_range(struct part tag)
{
    struct part primary;

    if (!next_part(&tag, '-', &primary))
        return NULL;
    if (is(primary, "zh") || is(primary, "cmn"))
        return chinese(tag, false);
    if (is(primary, "yue"))
        return chinese(tag, true);
    if (is(primary, "en"))
        return lang_by_tag("en");
    return is(primary, "vi") ? lang_by_tag("vi") : NULL;
}

/* How much each language is wanted, and where in the header it stood first. */
struct wish {
    int quality[LANGS];
    int place[LANGS];
    int any; /* the quality of "*" */
};

static void wish_add(struct wish *w, struct part item, int place)
{
    struct part range, param, name;
    const struct lang *l;
    int q = QUALITY_MAX;

    if (!next_part(&item, ';', &range))
        return;
    while (next_part(&item, ';', &param)) {
        if (!next_part(&param, '=', &name) || !is(trim(name), "q"))
            continue;
        q = quality(trim(param));
    }
    range = trim(range);
    if (q == QUALITY_NONE)
        return;
    if (is(range, "*"))
        w->any = q;
    l = lang_of_range(range);
    if (!l || q <= w->quality[l->index])
        return;
    w->quality[l->index] = q;
    w->place[l->index] = place;
}

static bool wish_before(const struct wish *w, int one, int two)
{
    if (w->quality[one] != w->quality[two])
        return w->quality[one] > w->quality[two];
    return w->place[one] < w->place[two];
}

/* Languages that were not named count as "*" does, after all that were named;
 * among them the fallback comes first. */
static void wish_fill(struct wish *w, const struct lang *fallback, int place)
{
    for (int i = 0; i < LANGS; i++) {
        if (w->quality[i] != QUALITY_NONE)
            continue;
        w->quality[i] = w->any;
        w->place[i] = place + (fallback && i == fallback->index ? 0 : i + 1);
    }
}

const struct lang *lang_accept(const char *header, const struct lang *fallback)
{
    struct wish w = { .any = QUALITY_NONE };
    struct part rest = { header, header ? strlen(header) : 0 }, item;
    int place = 0, best = 0;

    for (int i = 0; i < LANGS; i++)
        w.quality[i] = QUALITY_NONE;
    while (next_part(&rest, ',', &item))
        wish_add(&w, item, place++);
    wish_fill(&w, fallback, place);
    for (int i = 1; i < LANGS; i++)
        if (wish_before(&w, i, best))
            best = i;
    return w.quality[best] > 0 ? &langs[best] : fallback;
}
