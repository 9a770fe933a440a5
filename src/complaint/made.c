/* Open addressing in one block that doubles when two thirds full, as in known.c; the columns
 * stand in an arena that is made anew when what was outgrown fills it. */
#include "complaint/made.h"

#include "complaint/event.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static uint64_t mixed(uint64_t x)
{
    x *= UINT64_C(0x9e3779b97f4a7c15);
    x ^= x >> 32;
    x *= UINT64_C(0xd6e8feb86659fd93);
    return x ^ x >> 32;
}

int64_t made_home(const struct table *t, int64_t complaint, int64_t row)
{
    return t->complaint >= 0 && complaint > 0 ? complaint : row;
}

bool made_mine(const struct made_set *set, int64_t home)
{
    return set->parts < 2 || (mixed((uint64_t)home) >> 40 & (set->parts - 1)) == set->part;
}

static size_t slot(const struct made_set *set, const struct table *t, int64_t row)
{
    size_t i = (size_t)mixed((uint64_t)row) & (set->size - 1);

    while (set->k[i].row != 0 && (set->k[i].row != row || set->k[i].table != t))
        i = (i + 1) & (set->size - 1);
    return i;
}

static void digest_of(struct value v, unsigned char out[MADE_DIGEST])
{
    unsigned char all[crypto_generichash_BYTES_MIN], kind = (unsigned char)v.kind;
    crypto_generichash_state s;

    crypto_generichash_init(&s, NULL, 0, sizeof all);
    crypto_generichash_update(&s, &kind, 1);
    if (v.kind == VALUE_INT)
        crypto_generichash_update(&s, (const unsigned char *)&v.i, sizeof v.i);
    else if (v.b.n > 0)
        crypto_generichash_update(&s, v.b.s, v.b.n);
    crypto_generichash_final(&s, all, sizeof all);
    memcpy(out, all, MADE_DIGEST);
}

static struct made_column *column_find(const struct made *row, uint16_t column)
{
    for (uint16_t i = 0; i < row->n; i++)
        if (row->column[i].column == column)
            return &row->column[i];
    return NULL;
}

static struct made_column *column_add(struct made_set *set, struct made *row, uint16_t column)
{
    struct made_column *more;

    if (row->n == row->room) {
        row->room = (uint16_t)(row->room + 8);
        more = ARENA_ARRAY(set->a, struct made_column, row->room);
        if (row->n > 0)
            memcpy(more, row->column, row->n * sizeof *more);
        row->column = more;
    }
    row->column[row->n].column = column;
    return &row->column[row->n++];
}

void made_put(struct made_set *set, struct made *row, uint16_t column, struct value v)
{
    struct made_column *c = column_find(row, column);

    if (event_value_nothing(v)) {
        if (c)
            *c = row->column[--row->n];
        return;
    }
    digest_of(v, (c ? c : column_add(set, row, column))->digest);
}

/* No digest of a value is that, but with a chance of 1 in 2^112. */
static const unsigned char unknown[MADE_DIGEST] = "\xff\xff\xff unknown\xff\xff";

void made_unknown(struct made_set *set, struct made *row, uint16_t column)
{
    struct made_column *c = column_find(row, column);

    memcpy((c ? c : column_add(set, row, column))->digest, unknown, sizeof unknown);
}

bool made_same(const struct made *row, uint16_t column, struct value v)
{
    const struct made_column *c = row ? column_find(row, column) : NULL;
    unsigned char digest[MADE_DIGEST];

    if (c && memcmp(c->digest, unknown, sizeof unknown) == 0)
        return true;
    if (!c || event_value_nothing(v))
        return !c && event_value_nothing(v);
    digest_of(v, digest);
    return memcmp(digest, c->digest, sizeof digest) == 0;
}

static void row_copy(struct made_set *set, const struct made *from)
{
    struct made *to = &set->k[slot(set, from->table, from->row)];

    *to = *from;
    to->room = to->n;
    to->column = ARENA_ARRAY(set->a, struct made_column, from->n);
    if (from->n > 0)
        memcpy(to->column, from->column, from->n * sizeof *to->column);
    set->n++;
}

/* Moves what belongs to the part into a block of that size, and its values into an arena of
 * their own. */
static void move(struct made_set *set, size_t size)
{
    struct made_set more = *set;

    more.a = arena_new();
    more.k = calloc(size, sizeof *more.k);
    if (!more.k)
        abort();
    more.size = size;
    more.n = 0;
    for (size_t i = 0; i < set->size; i++)
        if (set->k[i].row != 0 && made_mine(&more, set->k[i].home))
            row_copy(&more, &set->k[i]);
    if (set->a)
        arena_free(set->a);
    free(set->k);
    *set = more;
}

/* A larger block for the same rows: their columns stay where they are. */
static void grow(struct made_set *set)
{
    struct made_set more = *set;

    more.size = set->size * 2;
    more.k = calloc(more.size, sizeof *more.k);
    if (!more.k)
        abort();
    for (size_t i = 0; i < set->size; i++)
        if (set->k[i].row != 0)
            more.k[slot(&more, set->k[i].table, set->k[i].row)] = set->k[i];
    free(set->k);
    *set = more;
}

static size_t bytes_held(const struct made_set *set)
{
    return set->size * sizeof *set->k + (set->a ? arena_used(set->a) : 0);
}

/* Some of it may be what was outgrown. In the first part it is not known yet
 * how many parts there will be. */
static void room(struct made_set *set)
{
    bool many = set->most > 0 && set->n >= set->most;
    bool large = set->most_bytes > 0 && bytes_held(set) >= set->most_bytes;

    if (large)
        move(set, set->size);
    large = large && bytes_held(set) >= set->most_bytes / 2;
    if ((many || large) && set->part == 0) {
        set->parts = set->parts > 0 ? set->parts * 2 : 2;
        move(set, set->size);
    } else if (set->size == 0) {
        move(set, 1024);
    } else if (set->n * 3 >= set->size * 2) {
        grow(set);
    }
}

struct made *made_row(struct made_set *set, const struct table *t, int64_t home, int64_t row)
{
    struct made *k;

    room(set); /* may halve the part */
    if (!made_mine(set, home))
        return NULL;
    k = &set->k[slot(set, t, row)];
    if (k->row == 0) {
        *k = (struct made){ .row = row, .home = home, .table = t };
        set->n++;
    }
    return k;
}

const struct made *made_find(const struct made_set *set, const struct table *t, int64_t row)
{
    const struct made *k = set->n > 0 ? &set->k[slot(set, t, row)] : NULL;

    return k && k->row != 0 ? k : NULL;
}

bool made_next(struct made_set *set)
{
    if (set->part + 1 >= set->parts)
        return false;
    set->part++;
    set->n = 0;
    memset(set->k, 0, set->size * sizeof *set->k);
    arena_reset(set->a);
    return true;
}

void made_free(struct made_set *set)
{
    if (set->a)
        arena_free(set->a);
    free(set->k);
    *set = (struct made_set){ 0 };
}
