/*
 * Erasing: what people wrote goes for good, what was done stays provable.
 *
 * In the transaction of the caller the key of each case and of each person who stands in no
 * case that is kept is deleted, with the words of the search, drafts, messages that had not gone
 * out, the complainant's code and what told a filing from its repetition; what was published of it
 * leaves the public page. Facts stay: class, dates, outcome, figures. Each case gets two events,
 * "erasing" for the columns that are cleared and "erased", the tombstone, which has no values and
 * so still verifies without any key. docs/decisions/0018-erasure.md [4.9-a] [S57]
 */
#ifndef KEEP_ERASE_H
#define KEEP_ERASE_H

#include "complaint/case.h"

/* What went. */
struct erased {
    int64_t complaints, persons, texts, files, documents, drafts, messages;
    int64_t others; /* cases of others where the person stands, too; they are kept */
};

/* The numbers as a row has them. */
void erased_note(const struct erased *e, struct disposal_row *row);

/* Erases these cases, and of persons those who stand in no other, `person` (0 = nobody) in any
 * case. Whether it is allowed was asked before. */
MUST_CHECK bool erase_cases(const struct act *act, const struct procedure *p, const int64_t *ids,
                            size_t n, int64_t person, struct erased *out, struct err *err);

/* Erases one person, whatever cases name them: those stay. A transaction of its own. */
MUST_CHECK bool erase_record(const struct act *act, int64_t person, struct err *err);

/* After the commit: the journal of the database is emptied and the index written anew, so that
 * no byte of a deleted key or word is left in the files. What cannot be done now, because
 * somebody reads, the clerk does (erase_sweep). `*clean` says whether nothing is left. SQLite;
 * PostgreSQL reuses the room in its own time. */
MUST_CHECK bool erase_clean(const struct act *act, bool *clean, struct err *err);

/* The clerk's: a piece of it, while something is left. Before the first one it sees that the
 * journal of erasures names whoever was erased: whoever erased may have ended before that. */
struct app;
MUST_CHECK bool erase_sweep(struct app *app, struct err *err);

/* Ends whatever list anybody saved by the name, address or number of a person, in the event of `h`;
 * while the key is there. What stood there stays, sealed, in the record of changes. */
MUST_CHECK bool erase_searches(struct history *h, const struct person_row *person, struct err *err);
/* Takes the words of a case out of the index; while its keys are there. */
MUST_CHECK bool erase_words(const struct act *act, int64_t complaint, int64_t *documents,
                            struct err *err);
/* The same of a person, in whatever cases. */
MUST_CHECK bool erase_person_words(const struct act *act, int64_t person, struct err *err);

#endif
