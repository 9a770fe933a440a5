/*
 * A typed query as an expression of hashes: every condition must hold, and one
 * condition may have alternatives (a word with or without its marks, synonyms, a
 * number in one piece or in several).
 */
#include "i18n/words.h"

#include <string.h>

#include "base/buf.h"
#include "i18n/words_scan.h"

enum { READ_MOST = 64, PHRASE_MOST = 4, BYTES_MOST = 2048 };

/* What people call a complaint in our languages, some of it at law; the folding makes
 * the traditional forms the same. Source checklist 203. */
static const char *const synonyms[] = {
    "投诉", "客诉", "抱怨", "申诉", "khiếu nại", "phàn nàn", "complaint",
};

struct phrase {
    struct word words[PHRASE_MOST];
    size_t n;
};

struct query {
    const struct vault *v;
    struct phrase *phrases; /* the synonyms, read */
    struct buf out;
    const char *and, * or ;
    int conditions;
    bool lone_signs; /* also signs without a neighbour, which are rarely found */
};

static void put_hash(struct query *q, uint64_t hash)
{
    char letters[HASH_LETTERS];

    hash_letters(hash, letters);
    buf_add(&q->out, letters, sizeof letters);
}

/* Before a condition: whether there is room for one more. */
static bool next_condition(struct query *q)
{
    if (q->conditions >= WORDS_QUERY_MOST)
        return false;
    if (q->conditions++ > 0)
        buf_str(&q->out, q->and);
    return true;
}

static void put_either(struct query *q, uint64_t one, uint64_t other)
{
    if (!next_condition(q))
        return;
    buf_char(&q->out, '(');
    put_hash(q, one);
    buf_str(&q->out, q->or);
    put_hash(q, other);
    buf_char(&q->out, ')');
}

/* A word typed without marks finds it with any; typed with marks, it finds it with
 * these or where somebody wrote none at all. */
static void put_letters(struct query *q, const struct word *w)
{
    bool marked = w->exact_n != w->plain_n;

    put_either(q, hash_exact(q->v, w), marked ? hash_bare(q->v, w) : hash_plain(q->v, w));
}

static size_t number_length(const struct word *w, size_t n)
{
    size_t count = 1;

    while (count < n && w[count].kind == WORD_DIGITS && word_continues_number(&w[count]))
        count++;
    return count;
}

static uint64_t hash_group(const struct vault *v, const struct word *w)
{
    size_t n = w->exact_n < WORD_TAIL ? w->exact_n : WORD_TAIL;

    return hash_digits(v, w->exact + w->exact_n - n, n);
}

/* Groups of digits are one number, or, when there are blanks between them, perhaps
 * several that must all occur. */
static void put_number(struct query *q, const struct word *w, size_t n)
{
    struct number number = { 0 };
    bool blank = false;

    if (!next_condition(q))
        return;
    for (size_t i = 0; i < n; i++) {
        number_add(&number, w[i].exact, w[i].exact_n);
        blank = blank || (i > 0 && w[i].gap.blank);
    }
    if (!blank) {
        put_hash(q, hash_digits(q->v, number.tail, number.kept));
        return;
    }
    buf_char(&q->out, '(');
    put_hash(q, hash_digits(q->v, number.tail, number.kept));
    buf_str(&q->out, q->or);
    for (size_t i = 0; i < n; i++) {
        buf_str(&q->out, i == 0 ? "(" : q->and);
        put_hash(q, hash_group(q->v, &w[i]));
    }
    buf_str(&q->out, "))");
}

/* A run of signs: each pair of neighbours must occur. */
static void put_signs(struct query *q, const struct word *w, size_t n)
{
    if (n == 1 && q->lone_signs && next_condition(q))
        put_hash(q, hash_sign(q->v, w->sign));
    for (size_t i = 1; i < n; i++)
        if (next_condition(q))
            put_hash(q, hash_pair(q->v, w[i - 1].sign, w[i].sign));
}

/* Writes the first condition of the words; how many words it took. */
static size_t put_first(struct query *q, const struct word *w, size_t n)
{
    size_t count = 1;

    switch (w->kind) {
    case WORD_LETTERS:
        put_letters(q, w);
        break;
    case WORD_ADDRESS:
        if (next_condition(q))
            put_hash(q, hash_address(q->v, w));
        break;
    case WORD_DIGITS:
        count = number_length(w, n);
        put_number(q, w, count);
        break;
    case WORD_SIGN:
        while (count < n && w[count].kind == WORD_SIGN && word_follows(&w[count]))
            count++;
        put_signs(q, w, count);
        break;
    }
    return count;
}

static void put_all(struct query *q, const struct word *w, size_t n)
{
    for (size_t i = 0; i < n;)
        i += put_first(q, w + i, n - i);
}

static size_t read_words(const char *s, size_t n, struct word *out, size_t most)
{
    struct scan scan;
    size_t count = 0;

    scan_start(&scan, s, n);
    while (count < most && scan_word(&scan, &out[count]))
        count++;
    return count;
}

static bool same_word(const struct query *q, const struct word *one, const struct word *two)
{
    if (one->kind != two->kind)
        return false;
    if (one->kind == WORD_SIGN)
        return one->sign == two->sign;
    return hash_bare(q->v, one) == hash_bare(q->v, two);
}

static bool begins_with(const struct query *q, const struct word *w, size_t n,
                        const struct phrase *p)
{
    if (n < p->n)
        return false;
    for (size_t i = 0; i < p->n; i++)
        if (!same_word(q, &w[i], &p->words[i]) ||
            (i > 0 && w[i].kind == WORD_SIGN && !word_follows(&w[i])))
            return false;
    return true;
}

/* How many words at `w` are a synonym of complaint, or 0. Marks may be missing. */
static size_t synonym_length(const struct query *q, const struct word *w, size_t n)
{
    for (size_t i = 0; i < COUNT(synonyms); i++)
        if (begins_with(q, w, n, &q->phrases[i]))
            return q->phrases[i].n;
    return 0;
}

static void put_synonyms(struct query *q)
{
    int conditions;

    if (!next_condition(q))
        return;
    conditions = q->conditions;
    for (size_t i = 0; i < COUNT(synonyms); i++) {
        buf_str(&q->out, i == 0 ? "(" : q->or);
        buf_char(&q->out, '(');
        q->conditions = 0;
        put_all(q, q->phrases[i].words, q->phrases[i].n);
        buf_char(&q->out, ')');
    }
    buf_char(&q->out, ')');
    q->conditions = conditions;
}

/* A synonym parts a run of signs: 物业投诉 finds 物业 beside any word for complaint. */
static void put_query(struct query *q, const struct word *w, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t end = i, synonym = 0;
        while (end < n && (synonym = synonym_length(q, w + end, n - end)) == 0)
            end++;
        put_all(q, w + i, end - i);
        if (synonym)
            put_synonyms(q);
        i = end + synonym;
    }
}

static void read_synonyms(struct arena *a, struct query *q)
{
    q->phrases = ARENA_ARRAY(a, struct phrase, COUNT(synonyms));
    for (size_t i = 0; i < COUNT(synonyms); i++)
        q->phrases[i].n =
            read_words(synonyms[i], strlen(synonyms[i]), q->phrases[i].words, PHRASE_MOST);
}

const char *words_query(struct arena *a, const struct vault *v, const char *query,
                        enum words_engine engine)
{
    struct word *words = ARENA_ARRAY(a, struct word, READ_MOST);
    size_t n = read_words(query, strnlen(query, BYTES_MOST), words, READ_MOST);
    struct query q = { .v = v, .out = buf_new(a), .and = " AND ", .or = " OR " };

    if (engine == WORDS_TSQUERY) {
        q.and = " & ";
        q.or = " | ";
    }
    read_synonyms(a, &q);
    put_query(&q, words, n);
    if (q.conditions == 0) {
        q.lone_signs = true;
        put_query(&q, words, n);
    }
    return q.conditions ? buf_text(&q.out) : NULL;
}
