/* Open addressing in one block that doubles when two thirds full. */
#include "complaint/known.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static uint64_t mixed(uint16_t table, int64_t id)
{
    uint64_t x = ((uint64_t)id ^ (uint64_t)table << 48) * UINT64_C(0x9e3779b97f4a7c15);

    return x ^ x >> 29;
}

void known_head(const struct known_set *set, const unsigned char head[EVENT_HASH],
                unsigned char out[KNOWN_HASH])
{
    crypto_shorthash_siphashx24(out, head, EVENT_HASH, set->key);
}

/* The high half chooses the part, the low one the place. */
bool known_mine(const struct known_set *set, uint16_t table, int64_t id)
{
    return set->parts < 2 || (mixed(table, id) >> 40 & (set->parts - 1)) == set->part;
}

static size_t slot(const struct known_set *set, uint16_t table, int64_t id)
{
    size_t i = (size_t)mixed(table, id) & (set->size - 1);

    while (set->k[i].id != 0 && (set->k[i].id != id || set->k[i].table != table))
        i = (i + 1) & (set->size - 1);
    return i;
}

/* Moves what belongs to the part into a block of that size. */
static void move(struct known_set *set, size_t size)
{
    struct known_set more = *set;

    more.k = calloc(size, sizeof *more.k);
    if (!more.k)
        abort();
    more.size = size;
    more.n = 0;
    for (size_t i = 0; i < set->size; i++) {
        const struct known *k = &set->k[i];
        if (k->id == 0 || !known_mine(set, k->table, k->id))
            continue;
        more.k[slot(&more, k->table, k->id)] = *k;
        more.n++;
    }
    free(set->k);
    *set = more;
}

/* In the first part it is not known yet how many parts there will be. */
static void room(struct known_set *set)
{
    if (set->most > 0 && set->part == 0 && set->n >= set->most) {
        set->parts = set->parts > 0 ? set->parts * 2 : 2;
        move(set, set->size);
    } else if (set->n * 3 >= set->size * 2) {
        move(set, set->size > 0 ? set->size * 2 : 1024);
    }
}

struct known *known_get(struct known_set *set, uint16_t table, int64_t id)
{
    struct known *k;

    room(set); /* may halve the part */
    if (!known_mine(set, table, id))
        return NULL;
    k = &set->k[slot(set, table, id)];
    if (k->id == 0) {
        k->id = id;
        k->table = table;
        set->n++;
    }
    return k;
}

struct known *known_find(const struct known_set *set, uint16_t table, int64_t id)
{
    struct known *k;

    if (set->n == 0 || !known_mine(set, table, id))
        return NULL;
    k = &set->k[slot(set, table, id)];
    return k->id != 0 ? k : NULL;
}

bool known_next(struct known_set *set)
{
    if (set->part + 1 >= set->parts)
        return false;
    set->part++;
    set->n = 0;
    memset(set->k, 0, set->size * sizeof *set->k);
    return true;
}

void known_free(struct known_set *set)
{
    free(set->k);
    *set = (struct known_set){ 0 };
}
