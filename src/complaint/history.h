/*
 * The history: the only way rows of a table with history are written.
 *
 * An act is one event. It begins, writes rows, and ends; the event's canonical
 * bytes hold who, when, what kind, for each row its hash after the change, and
 * for each column that changed a salted commitment of its value, never the
 * value; the values stand beside it, sealed. Each event carries the hash of the
 * one before it on the same complaint. So state columns are what the events
 * say, kept for speed, and erasing keys leaves a chain that still verifies.
 * docs/format.md has every byte.
 *
 *     struct history h;
 *     if (!history_begin(&h, &by, complaint_id, "assessed", NULL, err)) …
 *     after = before; after.stage = "assessed";
 *     if (!history_insert(&h, &assessment_table, &assessment, err)) …
 *     if (!history_update(&h, &complaint_table, &before, &after, err)) …
 *     if (!history_end(&h, err)) …
 */
#ifndef COMPLAINT_HISTORY_H
#define COMPLAINT_HISTORY_H

#include "complaint/keyring.h"

/* Who acts, when, on which connection: what all events of a request share. */
struct act {
    struct arena *a;
    struct db *db;
    struct keyring *keys;
    struct instant now;
    const char *actor_kind; /* public, complainant, staff, api, import, system */
    int64_t actor_id;       /* of the staff member or the API key; 0 = none */
    struct bytes once;      /* keyed hash of an act that is done once; empty = as often as asked */
    struct bytes once_of;   /* keyed hash of what was sent for it; empty = `once` says that too */
    bool said;              /* the same was done with the same words, and nothing since: refused */
};

/* The program itself, now: what the clerk does. */
struct act act_system(struct arena *a, struct db *db, const struct vault *v);

/* The next number of that counter, the first is 1; without gaps, since a transaction that goes back
 * gives it back. */
MUST_CHECK bool history_counter(const struct act *act, const char *name, int64_t *out,
                                struct err *err);

/* An event writes at most HISTORY_ROWS rows and gives out at most HISTORY_IDS ids. */
enum { HASH_BYTES = 32, HISTORY_ROWS = 250, HISTORY_IDS = 256 };

/* For history_begin: the event files a new complaint. */
enum { COMPLAINT_NEW = -1, COMPLAINT_NONE = 0 };

struct history {
    const struct act *act;
    int64_t event;     /* its number in the log */
    int64_t complaint; /* 0 = about the organisation */
    int64_t position;  /* in the complaint's chain, from 1 */
    const char *kind;
    const char *reason;
    struct bytes before;            /* hash of the event before, or empty */
    int made;                       /* ids given out */
    unsigned char hash[HASH_BYTES]; /* of the event, once it ended */
    struct history_rows *rows;
};

/* Begins an event within the transaction that is open. `kind` is a stable word
 * such as "assessed"; `reason` is what the person gave (NULL = none). With
 * COMPLAINT_NEW the id of the new complaint is in h->complaint, its key is made. */
MUST_CHECK bool history_begin(struct history *h, const struct act *act, int64_t complaint,
                              const char *kind, const char *reason, struct err *err);

/* An id for a new row: event × 256 + its place, so ids rise with time, are
 * known before the row is written, and need no further look-up. */
int64_t history_id(struct history *h);

/* Writes a new row. Its id is given if it is 0, its version is 1; its secrets are
 * sealed from their texts. A person's key is made with the person. */
MUST_CHECK bool history_insert(struct history *h, const struct table *t, void *row,
                               struct err *err);

/* Says so: ERR_CONFLICT, always false. */
bool history_faster(struct err *err);

/* Writes what differs between `before` (as loaded) and `after`. A secret is changed
 * by secret_text(). Nothing differs: nothing is written. Somebody else was
 * faster (another version, or for tables without one another row than `before`):
 * ERR_CONFLICT. */
MUST_CHECK bool history_update(struct history *h, const struct table *t, const void *before,
                               void *after, struct err *err);

/* The same of a row that has a key of its own, under a new one: all its texts are sealed anew, and
 * what stood there before, here and in the events, goes with the old key. Of a row from before
 * there were such keys it stays in the events, under the key of the organisation. `after` is
 * opened. [S57] */
MUST_CHECK bool history_rekey(struct history *h, const struct table *t, const void *before,
                              void *after, struct err *err);

/* Erases a person or the contents of a case: deletes the key that seals them. The event names
 * the row, so that verifying knows an erasure from a key that was taken away; the row, its hash
 * and the chain stay. ERR_NOT_FOUND when there is no such row. [S57] */
MUST_CHECK bool history_erase(struct history *h, enum key_kind kind, int64_t owner,
                              struct err *err);

/* Writes the event. */
MUST_CHECK bool history_end(struct history *h, struct err *err);

/* The hash of a row as it is stored, which its last event carries. Columns that hold nothing
 * do not count, so that a column added later changes no hash. */
void history_row_hash(struct arena *a, const struct table *t, const void *row,
                      unsigned char out[HASH_BYTES]);

#endif
