/* Which route fits, and who gets the case. */
#include "complaint/route.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "complaint/words.h"
#include "i18n/fold.h"

#include <string.h>

static const struct field route_candidate_fields[] = {
    FIELD(struct route_candidate, staff),      FIELD(struct route_candidate, competences),
    FIELD(struct route_candidate, load),       FIELD(struct route_candidate, last),
    FIELD(struct route_candidate, leads),      FIELD(struct route_candidate, away),
    FIELD(struct route_candidate, substitute),
};
const struct record route_candidate_record = RECORD(struct route_candidate, route_candidate_fields);

static const struct word route_owner[] = {
    [ROUTE_ROUND_ROBIN] = { "round_robin", N_("It was their turn.") },
    [ROUTE_BY_LOAD] = { "by_load", N_("They had the fewest open complaints.") },
    [ROUTE_BY_COMPETENCE] = { "by_competence", N_("They know most about it.") },
};
const struct words route_owner_words = { "route_owner", route_owner, COUNT(route_owner) };

const char *route_owner_code(enum route_owner by)
{
    return word_code(&route_owner_words, (int)by);
}

/* -- conditions -- */

struct folded {
    uint32_t *c;
    size_t n;
};

/* Case, width and the two ways to write Chinese make no difference. */
static struct folded fold(struct arena *a, const char *s)
{
    size_t len = strlen(s), room = len * FOLD_MOST;
    struct folded out = { ARENA_ARRAY(a, uint32_t, room), 0 };

    for (const char *end = s + len; s < end;) {
        uint32_t c = 0, one;
        const uint32_t *more;
        size_t step = utf8_next(s, (size_t)(end - s), &c), n = fold_char(step ? c : 0, &one, &more);
        for (size_t i = 0; i < n && out.n < room; i++)
            out.c[out.n++] = more[i];
        s += step ? step : 1;
    }
    return out;
}

static bool holds(const struct folded *text, const struct folded *word)
{
    for (size_t i = 0; word->n > 0 && i + word->n <= text->n; i++)
        if (memcmp(text->c + i, word->c, word->n * sizeof *word->c) == 0)
            return true;
    return false;
}

/* Whether one of the words stands in what somebody wrote. */
static bool written(struct arena *a, const struct pack_words *words, const char *text)
{
    struct folded in;

    if (!text)
        return false;
    in = fold(a, text);
    for (size_t i = 0; i < words->n; i++) {
        struct folded word = fold(a, words->word[i]);
        if (holds(&in, &word))
            return true;
    }
    return false;
}

static bool any_listed(const struct pack_words *words, const struct pack_words *of)
{
    for (size_t i = 0; i < of->n; i++)
        if (pack_listed(words, of->word[i]))
            return true;
    return false;
}

static void found(struct buf *b, const char *what, const char *value)
{
    buf_printf(b, "%s%s%s%s", b->n > 0 ? " " : "", what, value ? "=" : "", value ? value : "");
}

/* A list that asks for nothing fits; one that asks and fits is noted. */
static bool fits_word(const struct pack_words *words, const char *what, const char *value,
                      struct buf *because)
{
    if (words->n == 0)
        return true;
    if (!pack_listed(words, value))
        return false;
    found(because, what, value);
    return true;
}

static bool fits(struct arena *a, const struct pack_version *v, const struct pack_route *r,
                 const struct route_case *c, struct buf *because)
{
    if (!pack_concerns(v, &r->classes, c->class) ||
        (r->products.n > 0 && !written(a, &r->products, c->product)) ||
        (r->places.n > 0 && !written(a, &r->places, c->place)) ||
        (r->units.n > 0 && !any_listed(&r->units, &c->units)))
        return false;
    if (r->classes.n > 0)
        found(because, "class", c->class);
    if (r->units.n > 0)
        found(because, "unit", NULL);
    if (r->products.n > 0)
        found(because, "product", NULL);
    if (r->places.n > 0)
        found(because, "place", NULL);
    return fits_word(&r->languages, "language", c->language, because) &&
           fits_word(&r->channels, "channel", c->channel, because) &&
           fits_word(&r->severities, "severity", c->severity, because);
}

const struct pack_route *route_find(struct arena *a, const struct pack_version *v,
                                    const struct route_case *c, const char **because)
{
    for (size_t i = 0; v && i < v->n_routes; i++) {
        struct buf b = buf_new(a);
        if (!fits(a, v, &v->route[i], c, &b))
            continue;
        *because = b.n > 0 ? buf_text(&b) : NULL;
        return &v->route[i];
    }
    return NULL;
}

/* -- whose turn it is -- */

static const struct route_candidate *candidate(int64_t staff, const struct route_candidate *list,
                                               size_t n)
{
    for (size_t i = 0; staff != 0 && i < n; i++)
        if (list[i].staff == staff)
            return &list[i];
    return NULL;
}

/* Of as many steps as there are people, so that those who stand in for each other end it, too. */
const struct route_candidate *route_taker(const struct route_candidate *one,
                                          const struct route_candidate *list, size_t n)
{
    for (size_t step = 0; one && one->away && step < n; step++)
        one = candidate(one->substitute, list, n);
    return one && !one->away && !one->barred ? one : NULL;
}

/* One for the class or one above it, one for the language. */
static int competence(const struct pack_version *v, const struct route_case *c, const char *list)
{
    const struct pack_class *class = pack_class(v, c->class);
    bool knows = false;

    while (class && !knows) {
        knows = word_listed(list, class->code);
        class = class->parent >= 0 ? &v->class[class->parent] : NULL;
    }
    return knows + word_listed(list, c->language);
}

/* Where nobody but those who lead can own it, they do. */
static bool leaders_only(const struct route_candidate *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!list[i].leads && route_taker(&list[i], list, n))
            return false;
    return true;
}

struct standing {
    const struct route_candidate *one, *taker;
    int knows;
};

/* Whether `a` goes before `b`; the list is in the order of ids, so equals stay in it. */
static bool before(enum route_owner by, const struct standing *a, const struct standing *b)
{
    if (by == ROUTE_BY_COMPETENCE && a->knows != b->knows)
        return a->knows > b->knows;
    if (by != ROUTE_ROUND_ROBIN && a->taker->load != b->taker->load)
        return a->taker->load < b->taker->load;
    return a->one->last < b->one->last;
}

struct route_choice route_choose(const struct pack_version *v, const struct route_case *c,
                                 enum route_owner by, const struct route_candidate *list, size_t n)
{
    bool leaders = leaders_only(list, n);
    struct standing best = { 0 };

    for (size_t i = 0; by != ROUTE_NOBODY && i < n; i++) {
        struct standing s = { &list[i], route_taker(&list[i], list, n),
                              competence(v, c, list[i].competences) };
        if (s.taker && list[i].leads == leaders && (!best.one || before(by, &s, &best)))
            best = s;
    }
    if (!best.one)
        return (struct route_choice){ 0 };
    if (by == ROUTE_BY_COMPETENCE && best.knows == 0)
        by = ROUTE_BY_LOAD;
    return (struct route_choice){ best.taker->staff, best.taker == best.one ? 0 : best.one->staff,
                                  by };
}
