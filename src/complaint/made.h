/*
 * What playing the history again has made: for each column of each row a digest of the value that
 * its last event gave it. Memory is bounded: when it is full, only the rows of half of the homes
 * are kept (then of a quarter …) and the history is played again for the others. A row's home is
 * its case, or the row itself where it belongs to none, so that a case stays whole.
 */
#ifndef COMPLAINT_MADE_H
#define COMPLAINT_MADE_H

#include "db/table.h"

enum { MADE_DIGEST = 14 };

struct made_column {
    uint16_t column;
    unsigned char digest[MADE_DIGEST]; /* of its value */
};

struct made {
    int64_t row; /* 0 = free */
    int64_t home;
    const struct table *table;
    struct made_column *column; /* those that were set */
    uint16_t n, room;
};

struct made_set {
    struct arena *a; /* of the columns; the set has it made and freed */
    struct made *k;
    size_t size, n;
    size_t most, most_bytes; /* so many rows are kept; 0 = without bound */
    uint64_t parts, part;    /* this is part `part` of `parts`; 0 parts = 1 */
};

int64_t made_home(const struct table *t, int64_t complaint, int64_t row);
/* Whether a row of that home belongs to the present part. */
bool made_mine(const struct made_set *set, int64_t home);
/* A row, made when it is not there; NULL when it is of another part. Good until the next call. */
struct made *made_row(struct made_set *set, const struct table *t, int64_t home, int64_t row);
void made_put(struct made_set *set, struct made *row, uint16_t column, struct value v);
/* Nobody knows what it was made: its key is gone. Anything is the same. */
void made_unknown(struct made_set *set, struct made *row, uint16_t column);
/* What was made, or NULL. */
const struct made *made_find(const struct made_set *set, const struct table *t, int64_t row);
/* Whether the column was made so; NULL and 0 are the same, as everywhere in the history. */
bool made_same(const struct made *row, uint16_t column, struct value v);
/* Empties the set for the next part; false when there is none. */
bool made_next(struct made_set *set);
void made_free(struct made_set *set);

#endif
