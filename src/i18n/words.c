/*
 * The index text of a document: every form under which one of its words may be
 * looked for, as a hash; each once, and in the order of the hashes. So the index
 * of a stolen database tells which documents share a word, and neither the order
 * of the words nor how often they stand in a document. docs/decisions/0008-search.md
 */
#include "i18n/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "i18n/words_scan.h"

struct hashes {
    uint64_t *s;
    size_t n, size;
    bool full;
};

static int compare(const void *one, const void *two)
{
    uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)two;

    return (a > b) - (a < b);
}

static void sort_once(struct hashes *h)
{
    size_t kept = 0;

    if (h->n > 0)
        qsort(h->s, h->n, sizeof *h->s, compare);
    for (size_t i = 0; i < h->n; i++)
        if (kept == 0 || h->s[i] != h->s[kept - 1])
            h->s[kept++] = h->s[i];
    h->n = kept;
}

/* Room grows to twice the limit; when it is full, what stands there twice goes. */
static void make_room(struct arena *a, struct hashes *h)
{
    if (h->size >= 2 * WORDS_MOST) {
        sort_once(h);
        h->full = h->n >= WORDS_MOST;
        return;
    }
    size_t size = h->size ? 2 * h->size : 256;
    uint64_t *s = ARENA_ARRAY(a, uint64_t, size);
    if (h->n > 0)
        memcpy(s, h->s, h->n * sizeof *s);
    h->s = s;
    h->size = size;
}

static void add(struct arena *a, struct hashes *h, uint64_t hash)
{
    if (h->n == h->size)
        make_room(a, h);
    if (!h->full)
        h->s[h->n++] = hash;
}

/* What was read before the word at hand. */
struct before {
    enum word_kind kind;
    bool any;
    uint32_t sign;
    bool alone; /* the sign has no neighbour yet */
    struct number number;
};

static void end_sign(struct arena *a, const struct vault *v, struct hashes *h, struct before *b)
{
    if (b->any && b->kind == WORD_SIGN && b->alone)
        add(a, h, hash_sign(v, b->sign));
    b->alone = false;
}

static void add_sign(struct arena *a, const struct vault *v, struct hashes *h, struct before *b,
                     const struct word *w)
{
    bool follows = b->any && b->kind == WORD_SIGN && word_follows(w);

    if (follows)
        add(a, h, hash_pair(v, b->sign, w->sign));
    else
        end_sign(a, v, h, b);
    b->sign = w->sign;
    b->alone = !follows;
}

/* The group by itself, and the number up to here by its last digits: a telephone
 * number is found however it was divided, and with or without its country. */
static void add_digits(struct arena *a, const struct vault *v, struct hashes *h, struct before *b,
                       const struct word *w)
{
    struct number *number = &b->number;

    if (!b->any || b->kind != WORD_DIGITS || !word_continues_number(w))
        *number = (struct number){ 0 };
    number_add(number, w->exact, w->exact_n);
    if (w->exact_n <= WORD_TAIL)
        add(a, h, hash_digits(v, w->exact, w->exact_n));
    if (number->groups > 1 && number->all < WORD_TAIL_LEAST)
        add(a, h, hash_digits(v, number->tail, number->kept));
    for (size_t n = WORD_TAIL_LEAST; n <= number->kept; n++)
        add(a, h, hash_digits(v, number->tail + number->kept - n, n));
}

static void add_letters(struct arena *a, const struct vault *v, struct hashes *h,
                        const struct word *w)
{
    add(a, h, hash_exact(v, w));
    if (w->exact_n != w->plain_n)
        add(a, h, hash_plain(v, w));
}

static void add_word(struct arena *a, const struct vault *v, struct hashes *h, struct before *b,
                     const struct word *w)
{
    if (w->kind != WORD_SIGN)
        end_sign(a, v, h, b);
    switch (w->kind) {
    case WORD_LETTERS:
        add_letters(a, v, h, w);
        break;
    case WORD_DIGITS:
        add_digits(a, v, h, b, w);
        break;
    case WORD_SIGN:
        add_sign(a, v, h, b, w);
        break;
    case WORD_ADDRESS:
        add(a, h, hash_address(v, w));
        break;
    }
    b->kind = w->kind;
    b->any = true;
}

static const char *hashes_text(struct arena *a, const struct hashes *h)
{
    char *text = arena_alloc(a, h->n * (HASH_LETTERS + 1) + 1), *s = text;

    for (size_t i = 0; i < h->n; i++) {
        if (i > 0)
            *s++ = ' ';
        hash_letters(h->s[i], s);
        s += HASH_LETTERS;
    }
    return text;
}

const char *words_index(struct arena *a, const struct vault *v, const char *text)
{
    struct hashes h = { 0 };
    struct before before = { 0 };
    struct scan scan;
    struct word w = { 0 };

    scan_start(&scan, text, strlen(text));
    while (!h.full && scan_word(&scan, &w))
        add_word(a, v, &h, &before, &w);
    end_sign(a, v, &h, &before);
    sort_once(&h);
    if (h.n > WORDS_MOST)
        h.n = WORDS_MOST;
    return hashes_text(a, &h);
}
