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
    const char *kind;  /* event_missing, event_changed, chain_broken, row_changed, row_missing,
                          row_added, file_changed */
    const char *table; /* NULL = the log itself */
    const char *field; /* NULL = not known */
    int64_t id;        /* of the event or the row */
    int64_t complaint; /* 0 = about the organisation */
    const char *reference;
};
extern const struct record finding_row_record;

struct verify {
    struct arena *a; /* the findings live here */
    struct db *db;
    struct finding_row *findings;
    size_t n, room;
    int64_t events, rows;
    int64_t erased; /* values whose key is gone */
};

/* Fills v->findings; false: could not tell. */
MUST_CHECK bool verify_log(struct verify *v, struct err *err);
/* After verify_log on an intact log: values against commitments and columns. */
MUST_CHECK bool verify_values(struct verify *v, struct keyring *keys, struct err *err);

#endif
