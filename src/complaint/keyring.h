/*
 * The opened keys of one request: of persons, of complaints, of the organisation.
 *
 * A key is read from the database once and kept until the request ends. Only this
 * file and complaint/history.c make keys, in the transaction of the first row
 * that they seal. When a transaction is undone the keyring forgets what it held, since the
 * ids of the rows are given out again.
 */
#ifndef COMPLAINT_KEYRING_H
#define COMPLAINT_KEYRING_H

#include "base/vault.h"
#include "db/table.h"

struct keyring; /* in the arena of the request */

struct keyring *keyring_new(struct arena *a, const struct vault *v, struct db *db);
const struct vault *keyring_vault(const struct keyring *k);

/* Whether the master key is the one with which the keys of this database were made. No key at all:
 * any is. */
MUST_CHECK bool keyring_fits(struct arena *a, const struct vault *v, struct db *db, bool *fits,
                             struct err *err);

/* A new key, stored with the transaction that is open. */
MUST_CHECK bool keyring_make(struct keyring *k, enum key_kind kind, int64_t owner, struct err *err);
/* The key of that owner; gone (erased) → ERR_NOT_FOUND. */
MUST_CHECK bool keyring_get(struct keyring *k, enum key_kind kind, int64_t owner,
                            const struct key **out, struct err *err);
/* Deletes the key: what it sealed is unreadable from here on. Only history_erase and
 * history_rekey ask. */
MUST_CHECK bool keyring_erase(struct keyring *k, enum key_kind kind, int64_t owner,
                              struct err *err);
/* A wrapped key that a query brought along, so that a list needs no look-up per row. */
MUST_CHECK bool keyring_add(struct keyring *k, enum key_kind kind, int64_t owner,
                            struct bytes wrapped, struct err *err);

/* Opens every secret of a row of that table. Where the key was erased, the texts stay NULL. */
MUST_CHECK bool row_open(struct arena *a, struct keyring *k, const struct table *t, void *row,
                         struct err *err);
/* Opens every row of a list that db_list loaded. */
MUST_CHECK bool rows_open(struct arena *a, struct keyring *k, const struct table *t,
                          const struct rows *rows, struct err *err);
/* Opens one secret of a row that is no row of a table (a list, a join). */
MUST_CHECK bool secret_open(struct arena *a, struct keyring *k, enum key_kind kind, int64_t owner,
                            struct seal_place place, struct secret *secret, struct err *err);

/* A text that is to be sealed when its row is written; NULL or "" clears it. */
static inline struct secret secret_text(const char *text)
{
    return (struct secret){ .text = text && *text ? text : NULL };
}

/* The id of the row, and of the person and the complaint whose keys seal it (0 = none). */
int64_t row_id(const struct table *t, const void *row);
int64_t row_person(const struct table *t, const void *row);
int64_t row_complaint(const struct table *t, const void *row);
/* The kind of key that seals a column of the row, and its owner. False for SEAL_NONE. */
bool row_seal(const struct table *t, const void *row, size_t column, enum key_kind *kind,
              int64_t *owner);

#endif
