/*
 * Is everything as the events say? Walks the log, the chains and every row of every
 * table with history, and names what was altered, removed or added beside the program.
 * Needs no key: hashes cover what is stored. With the keys, `verify_values` also opens every
 * value and plays the whole history again, to prove that the events alone make
 * every column. docs/format.md
 */
#ifndef COMPLAINT_VERIFY_H
#define COMPLAINT_VERIFY_H

#include "complaint/keyring.h"

/* One thing that is not as it should be. */
struct finding_row {
    const char *kind;  /* event_missing, event_changed, chain_broken, chain_missing, row_changed,
                          row_missing, row_added, file_changed, key_missing, key_returned,
                          schema_changed; by verify_values also value_changed, value_missing,
                          column_differs, key_changed */
    const char *table; /* NULL = the log itself */
    const char *field; /* column, or name of a counter; NULL = not known */
    int64_t id;        /* of the event or the row */
    int64_t complaint; /* 0 = about the organisation */
    const char *reference;
    const char *key; /* of a row without an id: what names it */
    int64_t event; /* row_changed: altered before this event, which wrote it over; 0 = it is now */
    int64_t until; /* event_missing, log_cut, log_rewritten: the last one of those from id on */
    const char *source; /* the file that says otherwise (log/verify_checkpoints.h) */
};
extern const struct record finding_row_record;

struct verify {
    struct arena *a; /* the findings live here */
    struct db *db;
    struct finding_row *findings;
    size_t n, room;
    int64_t events, rows;
    int64_t people;   /* changes of persons, as the log has them */
    int64_t erased;   /* persons and cases whose key is gone, as an event says */
    int64_t left_out; /* findings beyond FINDINGS_KEPT, only counted */
    /* Told of each event as it is read, in order; NULL = nobody is. */
    void (*each)(void *ctx, int64_t event, struct bytes hash);
    void *ctx;
    size_t most;     /* rows and chains held in memory at once; 0 = as many as is good */
    bool keys_apart; /* in a file that is not here: whether one was taken away is not asked */
    /* Of the rows only those of these tables, NULL behind the last; and then nothing but the log,
     * the chains and these. NULL = everything. */
    const struct table *const *only;
};

enum { FINDINGS_KEPT = 10000 };

/* Fills v->findings, in a reading transaction of its own unless one is open, so that a
 * server may go on writing; false: could not tell. */
MUST_CHECK bool verify_log(struct verify *v, struct err *err);
/* After verify_log, in bounded memory: values against commitments and columns; rows that were
 * found to be changed get the name of their column. */
MUST_CHECK bool verify_values(struct verify *v, struct keyring *keys, struct err *err);

/* Whether there is not one key: those of a backup stand in a file of their own. */
MUST_CHECK bool verify_keys_none(struct arena *a, struct db *db, bool *none, struct err *err);

/* Adds a finding, for whoever verifies more than the database. */
void verify_found(struct verify *v, struct finding_row f);

#endif
