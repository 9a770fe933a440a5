/*
 * The tree over the log as the database keeps it: in tiles.
 *
 * A tile is a row of up to 256 hashes: on level 0 of events, on level 1 of whole tiles of level
 * 0, and so on, so that a million events are four thousand rows, and any proof reads a few of
 * them. Events are not written here when they happen: the clerk adds what came since, so that
 * filing costs nothing. All of it is made of the events and can be made anew. docs/format.md
 */
#ifndef LOG_TILES_H
#define LOG_TILES_H

#include "base/arena.h"
#include "db/db.h"
#include "log/tree.h"

enum { TILE_HEIGHT = 8, TILE_HASHES = 1 << TILE_HEIGHT, TILE_LEVELS = 7 };

/* How many events the tiles cover. */
MUST_CHECK bool tiles_size(struct arena *a, struct db *db, int64_t *out, struct err *err);
/* Adds the events that are not in the tiles yet, at most `most`, within the transaction that is
 * open; `*size` is what they cover then, `*more` whether there may be others. */
MUST_CHECK bool tiles_grow(struct arena *a, struct db *db, int64_t most, int64_t *size, bool *more,
                           struct err *err);
/* Forgets all tiles, so that they are made anew. */
MUST_CHECK bool tiles_forget(struct arena *a, struct db *db, struct err *err);

/* Hashes of the tiles, for the functions of tree.h. What it read stays in memory until the
 * arena goes. */
struct tiles {
    struct arena *a;
    struct db *db;
    struct tile *kept;
};
struct tree_source tiles_source(struct tiles *tiles);

#endif
