/*
 * What a page will ask next, asked for along with what it asks now.
 *
 * A page of a case asks some sixty questions, one after the other, and each waits for the way to
 * the server and back. Most of them are the same each time, but for the case and for who looks.
 * So it is remembered, for each page, what was asked within its last looks (db_look): which
 * statement, and of each value whether it was one that the page had told (db_known) or which
 * one else. At the next look such questions go along with the first that waits for an answer, and
 * their answers are there when they are asked. docs/decisions/0050-asked-ahead.md
 *
 * Nothing else rests on it. An answer is only used for the same statement with the same
 * values, within the same look and before anything was written; what was not asked ahead,
 * or not with these values, is asked as ever, and what nobody came to ask is forgotten.
 */
#include "db/pg.h"

#include <stdlib.h>
#include <string.h>

enum {
    PAGES = 61,        /* buckets */
    KNOWN_MAX = 6,     /* values that a page tells */
    PARTS = 6,         /* values of a statement; one with more is not asked ahead */
    WORD = 40,         /* the longest text that is remembered */
    ASKED_MAX = 128,   /* statements of one page */
    KEPT_MAX = 160,    /* answers of one look */
    STEADY = 2,        /* so often a value was the same, before it is taken to be so again */
    MISSED_MAX = 3,    /* looks that did not ask it, and it is forgotten */
    HEAVY = 64 * 1024, /* an answer that is larger is not fetched on trust */
};

/* A moment in microseconds is after this, and what else is told is before it or far away. */
#define MOMENTS INT64_C(1000000000000000)
#define YEAR (INT64_C(366) * 86400 * 1000000)

/* A value of a statement: one that was told, a moment so long before or after one that was told,
 * or itself. */
struct part {
    enum { PART_KNOWN, PART_NULL, PART_INT, PART_TEXT } kind;
    short which, length;
    int64_t i; /* after the one that was told; the integer */
    char word[WORD];
};

struct asked {
    struct asked *next;
    const struct sql *sql;
    int steady, missed;
    bool heavy;
    bool now;           /* in this look */
    struct part part[]; /* of each parameter */
};

struct page {
    struct page *next;
    const void *of;
    struct asked *asked; /* in the order in which they came */
    int n;
};

struct kept {
    const struct sql *sql;
    struct part value[PARTS]; /* never PART_KNOWN */
    PGresult *result;
};

struct ahead {
    struct page *pages[PAGES];
    struct page *page; /* of this look; NULL = none, or something was written since */
    int64_t known[KNOWN_MAX];
    int n_known;
    struct kept kept[KEPT_MAX];
    int n_kept;
    int walked; /* callers that walk through answers, one inside the other */
    bool stale; /* the answers are void, and go when nobody walks through them */
};

struct ahead *ahead_new(void)
{
    return calloc(1, sizeof(struct ahead));
}

static void kept_forget(struct ahead *h)
{
    h->stale = h->walked > 0;
    while (!h->stale && h->n_kept > 0)
        PQclear(h->kept[--h->n_kept].result);
}

void ahead_free(struct ahead *h)
{
    if (!h)
        return;
    h->walked = 0;
    kept_forget(h);
    for (size_t i = 0; i < PAGES; i++)
        for (struct page *p = h->pages[i]; p; p = h->pages[i]) {
            for (struct asked *q = p->asked; q; q = p->asked) {
                p->asked = q->next;
                free(q);
            }
            h->pages[i] = p->next;
            free(p);
        }
    free(h);
}

/* -- what a page asks -- */

static struct page *page_of(struct ahead *h, const void *of)
{
    struct page **bucket = &h->pages[(uintptr_t)of / sizeof(void *) % PAGES];
    struct page *p = *bucket;

    while (p && p->of != of)
        p = p->next;
    if (p || !(p = calloc(1, sizeof *p)))
        return p;
    p->of = of;
    p->next = *bucket;
    return *bucket = p;
}

void ahead_begin(struct ahead *h, const void *of)
{
    ahead_end(h);
    h->page = page_of(h, of);
    h->n_known = 0;
}

/* What was not asked for some time leaves the list. */
static void page_learn(struct page *p)
{
    struct asked **at = &p->asked;

    while (*at) {
        struct asked *q = *at;
        q->missed = q->now ? 0 : q->missed + 1;
        q->steady = q->now ? q->steady : 0;
        q->now = false;
        if (q->missed <= MISSED_MAX) {
            at = &q->next;
            continue;
        }
        *at = q->next;
        p->n--;
        free(q);
    }
}

void ahead_end(struct ahead *h)
{
    if (h->page)
        page_learn(h->page);
    h->page = NULL;
    kept_forget(h);
}

void ahead_known(struct ahead *h, int64_t value)
{
    for (int i = 0; i < h->n_known; i++)
        if (h->known[i] == value)
            return;
    if (h->page && h->n_known < KNOWN_MAX)
        h->known[h->n_known++] = value;
}

/* -- values -- */

static bool part_make(struct part *p, const struct value *v)
{
    *p = (struct part){ .kind = PART_NULL };
    switch (v->kind) {
    case VALUE_NULL:
        return true;
    case VALUE_INT:
        p->kind = PART_INT;
        p->i = v->i;
        return true;
    case VALUE_TEXT:
        if (v->b.n > WORD)
            return false;
        p->kind = PART_TEXT;
        p->length = (short)v->b.n;
        if (v->b.n > 0)
            memcpy(p->word, v->b.s, v->b.n);
        return true;
    case VALUE_BYTES:
        return false;
    }
    return false;
}

static bool values_make(struct part out[PARTS], const struct sql *sql, const struct value *values)
{
    if (sql->params > PARTS)
        return false;
    for (int i = 0; i < sql->params; i++)
        if (!part_make(&out[i], &values[i]))
            return false;
    return true;
}

static struct value part_value(const struct part *p)
{
    if (p->kind == PART_INT)
        return value_int(p->i);
    if (p->kind == PART_TEXT)
        return (struct value){ .kind = VALUE_TEXT,
                               .b = { (const unsigned char *)p->word, (size_t)p->length } };
    return (struct value){ .kind = VALUE_NULL };
}

static bool parts_same(const struct part *a, const struct part *b, int n)
{
    for (int i = 0; i < n; i++)
        if (a[i].kind != b[i].kind || a[i].which != b[i].which || a[i].length != b[i].length ||
            a[i].i != b[i].i || memcmp(a[i].word, b[i].word, WORD) != 0)
            return false;
    return true;
}

static bool moments_near(int64_t a, int64_t b)
{
    return a > MOMENTS && b > MOMENTS && llabs(a - b) < YEAR;
}

/* What was told itself comes before a moment that is only near it. */
static struct part part_told(const struct ahead *h, struct part p)
{
    for (short k = 0; p.kind == PART_INT && k < h->n_known; k++)
        if (p.i == h->known[k])
            return (struct part){ .kind = PART_KNOWN, .which = k };
    for (short k = 0; p.kind == PART_INT && k < h->n_known; k++)
        if (moments_near(p.i, h->known[k]))
            return (struct part){ .kind = PART_KNOWN, .which = k, .i = p.i - h->known[k] };
    return p;
}

/* The values of a question, if all that it needs was told by now. */
static bool parts_fill(const struct ahead *h, const struct asked *q, struct part out[PARTS])
{
    for (int i = 0; i < q->sql->params; i++) {
        const struct part *p = &q->part[i];
        if ((p->kind != PART_KNOWN || p->i != 0) && q->steady < STEADY)
            return false;
        if (p->kind == PART_KNOWN && p->which >= h->n_known)
            return false;
        out[i] = p->kind != PART_KNOWN
                     ? *p
                     : (struct part){ .kind = PART_INT, .i = h->known[p->which] + p->i };
    }
    return true;
}

/* -- answers -- */

static struct kept *kept_find(struct ahead *h, const struct sql *sql, const struct part *value)
{
    for (int i = 0; i < h->n_kept; i++)
        if (h->kept[i].sql == sql && parts_same(h->kept[i].value, value, sql->params))
            return &h->kept[i];
    return NULL;
}

static struct asked *asked_note(struct ahead *h, const struct sql *sql, const struct part *value)
{
    size_t n = (size_t)sql->params;
    struct part part[PARTS] = { 0 };
    struct asked **at = &h->page->asked;

    for (size_t i = 0; i < n; i++)
        part[i] = part_told(h, value[i]);
    while (*at && !((*at)->sql == sql && parts_same((*at)->part, part, sql->params)))
        at = &(*at)->next;
    if (!*at && h->page->n < ASKED_MAX && (*at = calloc(1, sizeof **at + n * sizeof *part))) {
        h->page->n++;
        (*at)->sql = sql;
        memcpy((*at)->part, part, n * sizeof *part);
    }
    if (*at && !(*at)->now) {
        (*at)->now = true;
        (*at)->steady += (*at)->steady < STEADY;
    }
    return *at;
}

/* What goes along: answers are kept from `first` on, and have none yet. */
static int foresee(struct pg_db *db, const struct sql *sql, const struct part *value)
{
    struct ahead *h = db->ahead;
    int first = h->n_kept;

    for (struct asked *q = h->page->asked; q && h->n_kept < KEPT_MAX; q = q->next) {
        struct kept *k = &h->kept[h->n_kept];
        if (q->heavy || !parts_fill(h, q, k->value) || kept_find(h, q->sql, k->value) ||
            (q->sql == sql && parts_same(value, k->value, sql->params)) || !pg_prepared(db, q->sql))
            continue;
        k->sql = q->sql;
        k->result = NULL;
        h->n_kept++;
    }
    return first;
}

static void send_all(struct pg_db *db, const struct stmt *s, const struct value *values, int first)
{
    struct ahead *h = db->ahead;
    bool sent = pg_send(db, s, values);

    for (int i = first; i < h->n_kept; i++) {
        struct value v[PARTS];
        for (int j = 0; j < h->kept[i].sql->params; j++)
            v[j] = part_value(&h->kept[i].value[j]);
        sent = sent && pg_send(db, pg_prepared(db, h->kept[i].sql), v);
    }
    /* Where it could not be sent the connection is lost, which is seen where it is read. */
    (void)(sent && PQpipelineSync(db->conn));
}

/* Those without an answer are none. */
static void kept_close(struct ahead *h, int first)
{
    int n = first;

    for (int i = first; i < h->n_kept; i++)
        if (h->kept[i].result)
            h->kept[n++] = h->kept[i];
    h->n_kept = n;
}

/* After a failure the server passes over the rest: those have no answer, and will be asked as
 * ever. */
static PGresult *ask_along(struct pg_db *db, const struct stmt *s, const struct value *values,
                           int first)
{
    struct ahead *h = db->ahead;
    PGresult *answer;

    if (!pipe_begin(db))
        return NULL;
    send_all(db, s, values, first);
    later_read(db);
    answer = pipe_next(db);
    for (int i = first; i < h->n_kept; i++) {
        PGresult *r = pipe_next(db);
        if (PQresultStatus(r) == PGRES_TUPLES_OK)
            h->kept[i].result = r;
        else
            PQclear(r);
    }
    pipe_end(db);
    kept_close(h, first);
    return answer;
}

PGresult *ahead_ask_now(struct pg_db *db, const struct stmt *s, const struct value *values)
{
    return db->n_later > 0 ? ask_along(db, s, values, db->ahead->n_kept) : pg_ask(db, s, values);
}

static PGresult *ask(struct pg_db *db, const struct stmt *s, const struct value *values,
                     const struct part *value)
{
    int first = foresee(db, s->sql, value);

    return first < db->ahead->n_kept ? ask_along(db, s, values, first)
                                     : ahead_ask_now(db, s, values);
}

static const PGresult *keep(struct ahead *h, const struct sql *sql, const struct part *value,
                            PGresult *r)
{
    struct kept *k = &h->kept[h->n_kept++];

    k->sql = sql;
    memcpy(k->value, value, sizeof k->value);
    return k->result = r;
}

bool ahead_answers(const struct pg_db *db, const struct stmt *s)
{
    const struct ahead *h = db->ahead;

    return db->db.looking && h->page && h->n_known > 0 && !h->stale && s->reads;
}

const PGresult *ahead_ask(struct pg_db *db, const struct stmt *s, const struct value *values,
                          PGresult **own)
{
    struct ahead *h = db->ahead;
    struct part value[PARTS] = { 0 };
    struct asked *q;
    struct kept *k;
    PGresult *r;

    if (!values_make(value, s->sql, values))
        return *own = ask(db, s, values, value);
    if ((k = kept_find(h, s->sql, value))) {
        asked_note(h, s->sql, value);
        return k->result;
    }
    r = ask(db, s, values, value);
    q = asked_note(h, s->sql, value);
    if (q && PQresultMemorySize(r) > HEAVY)
        q->heavy = true;
    if (PQresultStatus(r) != PGRES_TUPLES_OK || h->n_kept == KEPT_MAX)
        return *own = r;
    return keep(h, s->sql, value, r);
}

void ahead_walk(struct ahead *h)
{
    h->walked++;
}

void ahead_walked(struct ahead *h)
{
    if (--h->walked == 0 && h->stale)
        kept_forget(h);
}
