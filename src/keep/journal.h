/*
 * The erasure journal: who was erased, in a file beside the database.
 *
 * A backup of yesterday holds the keys of whoever is erased today. So each erased person and
 * case has a line in `erasures` in the data directory, which goes with every backup and is played
 * again over whatever is restored, before anything is served. A line is `kind owner mac`, the
 * mac over both and over the hash of the event that made the row: a restored database gives the
 * same number to somebody else, and that one is not meant. docs/format.md
 */
#ifndef KEEP_JOURNAL_H
#define KEEP_JOURNAL_H

#include "complaint/case.h"

/* The line of a person (kind 1) or case (2), by the hash of the event that made the row. */
const char *journal_line(struct arena *a, const struct vault *v, int64_t kind, int64_t owner,
                         struct bytes event_hash);

/* Kind and owner of a line with its end; false when it is none. Whether its mac is true is asked
 * of the database it is held against. */
bool journal_line_read(const char *line, int64_t *kind, int64_t *owner);

/* Writes a line for everybody who was erased and has none yet, synced. Whoever is only marked so in
 * the database gets none, and the administrator is told (keep/whole.h). */
MUST_CHECK bool journal_follow(const struct act *act, const char *folder, struct err *err);

/* Erases whoever the journal names and the database still has, as "system": before serving.
 * `*n` so many. */
MUST_CHECK bool journal_replay(const struct act *act, const struct procedure *p, const char *folder,
                               int64_t *n, struct err *err);

/* Adds the lines of a file to the journal of that folder; a missing file adds none. */
MUST_CHECK bool journal_join(struct arena *a, const char *folder, const char *from,
                             struct err *err);
/* Copies the journal, synced; a missing one is an empty file. */
MUST_CHECK bool journal_copy(struct arena *a, const char *folder, const char *to, struct err *err);

#endif
