/* Reading and growing the tiles of the log's tree. */
#include "log/tiles.h"

#include "db/log_sql.h"
#include "db/tables.h"

#include <string.h>

/* One tile in memory; `n` of its hashes are there. */
struct tile {
    int level;
    int64_t number;
    size_t n;
    struct tree_hash hash[TILE_HASHES];
    struct tile *next;
};

static bool damaged(struct err *err, int level, int64_t number)
{
    return err_internal(err,
                        "tile %" PRId64 " of level %d of the log's tree is damaged: "
                        "\"redress checkpoint --anew\" makes the tree anew from the events",
                        number, level);
}

/* -- reading -- */

static bool tile_read(struct arena *a, struct db *db, int level, int64_t number, struct tile **out,
                      struct err *err)
{
    struct tile *t = ARENA_NEW(a, struct tile);
    const struct log_tile_row *row;
    struct rows rows;

    if (!sql_log_tile_of(a, db, level, number, &rows, err))
        return false;
    row = rows.row;
    if (rows.n != 1 || row->hashes.n % TREE_HASH != 0 || row->hashes.n == 0 ||
        row->hashes.n > sizeof t->hash)
        return damaged(err, level, number);
    t->level = level;
    t->number = number;
    t->n = row->hashes.n / TREE_HASH;
    memcpy(t->hash, row->hashes.s, row->hashes.n);
    *out = t;
    return true;
}

static bool tile_kept(struct tiles *tiles, int level, int64_t number, struct tile **out,
                      struct err *err)
{
    for (struct tile *t = tiles->kept; t; t = t->next) {
        if (t->level != level || t->number != number)
            continue;
        *out = t;
        return true;
    }
    if (!tile_read(tiles->a, tiles->db, level, number, out, err))
        return false;
    (*out)->next = tiles->kept;
    tiles->kept = *out;
    return true;
}

/* A subtree of any height lies within one tile: it is over a power of two of its hashes. */
static bool subtree(void *ctx, int height, int64_t index, struct tree_hash *out, struct err *err)
{
    int level = height / TILE_HEIGHT, within = height % TILE_HEIGHT;
    int64_t first = index << within, number = first >> TILE_HEIGHT;
    size_t at = (size_t)(first & (TILE_HASHES - 1)), n = (size_t)1 << within;
    struct tree t = { 0 };
    struct tile *tile;

    if (!tile_kept(ctx, level, number, &tile, err))
        return false;
    if (at + n > tile->n)
        return damaged(err, level, number);
    for (size_t i = 0; i < n; i++)
        tree_add(&t, tile->hash[at + i]);
    *out = tree_root(&t);
    return true;
}

struct tree_source tiles_source(struct tiles *tiles)
{
    return (struct tree_source){ subtree, tiles };
}

/* -- growing -- */

/* The right edge of the tree while it grows: the tile of each level that is not full. */
struct edge {
    struct arena *a;
    struct db *db;
    struct tile *level[TILE_LEVELS];
};

bool tiles_size(struct arena *a, struct db *db, int64_t *out, struct err *err)
{
    const struct log_tile_row *row;
    struct rows rows;

    if (!sql_log_tile_last(a, db, &rows, err))
        return false;
    row = rows.row;
    *out = rows.n == 0 ? 0 : row->number * TILE_HASHES + (int64_t)(row->hashes.n / TREE_HASH);
    return true;
}

static bool edge_open(struct edge *e, int64_t size, struct err *err)
{
    for (int i = 0; i < TILE_LEVELS; i++) {
        int64_t hashes = size >> (TILE_HEIGHT * i), number = hashes >> TILE_HEIGHT;
        size_t n = (size_t)(hashes & (TILE_HASHES - 1));
        if (n == 0) {
            e->level[i] = ARENA_NEW(e->a, struct tile);
            e->level[i]->level = i;
            e->level[i]->number = number;
        } else if (!tile_read(e->a, e->db, i, number, &e->level[i], err)) {
            return false;
        }
        if (e->level[i]->n != n)
            return damaged(err, i, number);
    }
    return true;
}

static bool tile_write(struct edge *e, const struct tile *t, struct err *err)
{
    struct bytes hashes = { t->hash[0].b, t->n * TREE_HASH };

    return sql_log_tile_write(e->a, e->db, t->level, t->number, hashes, err);
}

/* A full tile is written, and its root goes one level up. */
static bool edge_add(struct edge *e, struct tree_hash hash, struct err *err)
{
    for (int i = 0; i < TILE_LEVELS; i++) {
        struct tile *t = e->level[i];
        struct tree whole = { 0 };
        t->hash[t->n++] = hash;
        if (t->n < TILE_HASHES)
            return true;
        if (!tile_write(e, t, err))
            return false;
        for (size_t k = 0; k < TILE_HASHES; k++)
            tree_add(&whole, t->hash[k]);
        hash = tree_root(&whole);
        t->number++;
        t->n = 0;
    }
    return err_internal(err, "the log's tree is full");
}

static bool edge_write(struct edge *e, struct err *err)
{
    for (int i = 0; i < TILE_LEVELS; i++)
        if (e->level[i]->n > 0 && !tile_write(e, e->level[i], err))
            return false;
    return true;
}

/* The events of one piece; they are numbered without gaps, or something took one away. */
static bool piece_add(struct edge *e, const struct rows *rows, int64_t *size, struct err *err)
{
    const struct event_row *event = rows->row;

    for (size_t i = 0; i < rows->n; i++) {
        if (event[i].id != *size + 1)
            return err_internal(err, "event %" PRId64 " is missing: redress verify says more",
                                *size + 1);
        if (!edge_add(e, tree_leaf(event[i].hash), err))
            return false;
        ++*size;
    }
    return true;
}

/* Of several clerks one is at it: who comes with fewer events would cut the tiles. */
static bool hold(struct arena *a, struct db *db, struct err *err)
{
    return db_engine(db) != DB_PG || sql_log_hold(a, db, err);
}

bool tiles_grow(struct arena *a, struct db *db, int64_t most, int64_t *size, bool *more,
                struct err *err)
{
    struct edge e = { .a = a, .db = db };
    int64_t before;

    if (!hold(a, db, err) || !tiles_size(a, db, size, err) || !edge_open(&e, *size, err))
        return false;
    before = *size;
    *more = true;
    while (*more && *size - before < most) {
        AUTO_ARENA piece = arena_new();
        struct rows rows;
        if (!sql_log_leaves(piece, db, *size, &rows, err) || !piece_add(&e, &rows, size, err))
            return false;
        *more = rows.n > 0;
    }
    return *size == before || edge_write(&e, err);
}

bool tiles_forget(struct arena *a, struct db *db, struct err *err)
{
    return sql_log_tiles_delete(a, db, err);
}
