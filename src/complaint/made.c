/* Open addressing in one block that doubles when two thirds full, as in known.c; the values
 * stand in an arena that is made anew when what was written over fills it. */
#include "complaint/made.h"

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

struct value made_value(struct made_set *set, struct value v)
{
    if (v.kind == VALUE_TEXT || v.kind == VALUE_BYTES)
        v.b = arena_bytes(set->a, v.b.s, v.b.n);
    return v;
}

static void row_copy(struct made_set *set, const struct made *from)
{
    struct made *to = &set->k[slot(set, from->table, from->row)];
    size_t n = from->table->record->n;

    *to = *from;
    to->value = ARENA_ARRAY(set->a, struct value, n);
    for (size_t i = 0; i < n; i++)
        to->value[i] = made_value(set, from->value[i]);
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

/* A larger block for the same rows: their values stay where they are. */
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

/* Most of it may be values that were written over. In the first part it is not known yet
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

struct value *made_row(struct made_set *set, const struct table *t, int64_t home, int64_t row)
{
    struct made *k;

    room(set); /* may halve the part */
    if (!made_mine(set, home))
        return NULL;
    k = &set->k[slot(set, t, row)];
    if (k->row == 0) {
        *k = (struct made){ row, home, t, ARENA_ARRAY(set->a, struct value, t->record->n) };
        set->n++;
    }
    return k->value;
}

const struct value *made_find(const struct made_set *set, const struct table *t, int64_t row)
{
    return set->n > 0 ? set->k[slot(set, t, row)].value : NULL;
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
