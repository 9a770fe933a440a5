/*
 * The search index over sealed text: words as keyed hashes (i18n/words.h), one
 * document for each text, written in the transaction of the text itself. A
 * document belongs to a part, so that what a reader may not see cannot be found
 * either. [S50]
 */
#ifndef COMPLAINT_SEARCH_H
#define COMPLAINT_SEARCH_H

#include "complaint/history.h"

enum search_part {
    SEARCH_CONTENT,  /* story, messages with the complainant, reference */
    SEARCH_IDENTITY, /* names, addresses, contacts */
    SEARCH_INTERNAL, /* notes */
};

/* Adds the words of `text` as document `id` (the id of the row it comes from). */
MUST_CHECK bool search_add(const struct act *act, int64_t id, int64_t complaint,
                           enum search_part part, const char *text, struct err *err);

/* The text of that document is another one, or none any more (NULL): it is found by its own words
 * alone. `before` is what it was last made of. Marks of redactions are no words. */
MUST_CHECK bool search_change(const struct act *act, int64_t id, int64_t complaint,
                              enum search_part part, const char *before, const char *after,
                              struct err *err);

/* Takes the words of a document out of the index, while its keys are there; `now` is the text it
 * was last made of, where that is not the first one. */
MUST_CHECK bool search_forget(const struct act *act, int64_t id, const char *now, struct err *err);

/* SQLite's index is written in batches: until then the words of new texts stand beside it and are
 * found there. This puts those of the first `most` texts into the index, in the transaction that
 * is open; `*any` (may be NULL) says whether there were some. */
MUST_CHECK bool search_put_in(struct arena *a, struct db *db, int64_t most, bool *any,
                              struct err *err);
/* All of them, in short transactions of its own. */
MUST_CHECK bool search_catch_up(struct db *db, struct err *err);

/* PostgreSQL takes words into its index at once, but beside what it is sorted by; whoever files
 * when that is full puts all of it in, and all who write wait. So the clerk does it before: each
 * second, and when it is woken because many came. On SQLite nothing. */
MUST_CHECK bool search_pending_put_in(struct db *db, struct err *err);
/* Whether this process added many texts since it was last asked and said so. */
bool search_pending_many(const struct db *db);

/* The stored word of a part, "content". */
const char *search_part_code(enum search_part part);

#endif
