/*
 * Rows without history that would be worth something to whoever can write to the database: a
 * login session, a letter that waits to be sent. Each carries in its column `proof` a keyed
 * hash of all its other columns, and a row without a true one is refused where it is used.
 * `redress verify --values` names it. docs/format.md
 */
#ifndef COMPLAINT_PROOF_H
#define COMPLAINT_PROOF_H

#include "base/vault.h"
#include "db/table.h"

/* What belongs into the column `proof` of that row; `t` is of `bound_tables`. */
struct bytes proof_of(struct arena *a, const struct vault *v, const struct bound_table *t,
                      const void *row);
/* Whether the row is as the program wrote it. */
bool proof_holds(struct arena *a, const struct vault *v, const struct bound_table *t,
                 const void *row);

#endif
