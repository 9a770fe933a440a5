/*
 * The external references that a file had so far: what a dry run knows instead of the database,
 * since it writes nothing.
 */
#ifndef IMPORT_SEEN_H
#define IMPORT_SEEN_H

#include "base/arena.h"

struct seen_one {
    const char *reference; /* NULL = a free place */
    int64_t line;
};

struct seen {
    struct arena *a;
    struct seen_one *place;
    size_t n, room; /* room: a power of two, at least twice n */
};

/* The line on which it was first, or 0: then it is on this one. */
int64_t seen_before(struct seen *s, const char *reference, int64_t line);

#endif
