/*
 * What playing the history again has made: for each column of each row the value that its last
 * event gave it. Memory is bounded: when it is full, only the rows of half of the homes are kept
 * (then of a quarter …) and the history is played again for the others. A row's home is its case,
 * or the row itself where it belongs to none, so that a case stays whole.
 */
#ifndef COMPLAINT_MADE_H
#define COMPLAINT_MADE_H

#include "db/table.h"

struct made {
    int64_t row; /* 0 = free */
    int64_t home;
    const struct table *table;
    struct value *value; /* one for each column */
};

struct made_set {
    struct arena *a; /* of the values; the set has it made and freed */
    struct made *k;
    size_t size, n;
    size_t most, most_bytes; /* so many rows are kept; 0 = without bound */
    uint64_t parts, part;    /* this is part `part` of `parts`; 0 parts = 1 */
};

int64_t made_home(const struct table *t, int64_t complaint, int64_t row);
/* Whether a row of that home belongs to the present part. */
bool made_mine(const struct made_set *set, int64_t home);
/* The columns of a row, all of them nothing when it is new; NULL when it is of another part.
 * Good until the next call. */
struct value *made_row(struct made_set *set, const struct table *t, int64_t home, int64_t row);
/* The value, kept as long as the set. */
struct value made_value(struct made_set *set, struct value v);
/* The columns that were made, or NULL. */
const struct value *made_find(const struct made_set *set, const struct table *t, int64_t row);
/* Empties the set for the next part; false when there is none. */
bool made_next(struct made_set *set);
void made_free(struct made_set *set);

#endif
