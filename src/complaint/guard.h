/*
 * Rows that give rights, or set limits: staff, roles, API keys, second factors, settings, teams,
 * clocks. Whoever can write to the database would rather change one of these than a case, and
 * would be manager until somebody verifies. So each has a row in the table `guard`, with
 * its hash after the event that wrote it and a keyed hash over that: a row that no act wrote
 * gives nothing. docs/decisions/0017-binding.md
 *
 * What is put back together with its guard, from an old copy, passes here; `redress verify` names
 * it.
 */
#ifndef COMPLAINT_GUARD_H
#define COMPLAINT_GUARD_H

#include "complaint/history.h"
#include "db/tables.h"

/* By history_end, for every row of a guarded table, and of any for one that is erased. */
MUST_CHECK bool guard_write(const struct act *act, int64_t event, const struct table *t,
                            int64_t row, const unsigned char hash[HASH_BYTES], struct err *err);

/* Whether the row is as its last event left it, by the guard that was loaded with it (zero where
 * there is none). */
bool guard_holds(const struct act *act, const struct table *t, const void *row,
                 const struct guard_row *guard);
/* The same; loads the guard. */
MUST_CHECK bool guard_ask(const struct act *act, const struct table *t, const void *row,
                          bool *holds, struct err *err);

/* Refuses to go on with a request that somebody altered beside the program: ERR_CONFLICT. */
MUST_CHECK bool guard_whole(const struct act *act, const struct table *t, const void *row,
                            struct err *err);

/* All of them at once: how many rows were altered, added or removed beside the program. */
struct guard_seen {
    int64_t altered;
    const char *table; /* of the first */
    int64_t row;
};
MUST_CHECK bool guard_look(const struct act *act, struct guard_seen *out, struct err *err);
/* For `redress verify --values`: names guards that are gone, that stand over no row, and rows that
 * are as the log says and not as their guard does (put back from an old copy). */
struct verify;
MUST_CHECK bool guard_verify(const struct act *act, struct verify *v, struct err *err);

#endif
