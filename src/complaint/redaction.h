/*
 * Marks that stand in a text where a passage was redacted.
 *
 * A redaction is a new version of the text: the passage gives way to a mark with the reason and
 * the number of the redaction in the case, so that whatever shows, finds or gives out the text
 * has nothing else. The passage stands sealed in the table redaction. To people a mark is shown
 * as a block with the reason in their language. docs/decisions/0023-redaction.md [4.10-a] [S57]
 */
#ifndef COMPLAINT_REDACTION_H
#define COMPLAINT_REDACTION_H

#include "complaint/dossier.h"

/* The mark itself; `reason` is a code of the list redaction. */
const char *redaction_mark(struct arena *a, const char *reason, int64_t number);

/* The first mark in `text`, or NULL; `*n` is its length in bytes, `*number` (may be NULL) that of
 * its redaction. */
const char *redaction_find(const char *text, size_t *n, int64_t *number);

/* The text with a block instead of each mark: "█ [redacted: Secret of a business]". Texts
 * without a mark are given back as they are, NULL as NULL. */
const char *redaction_show(struct arena *a, const struct procedure *p, const struct lang *lang,
                           const char *text);

/* The same of all opened texts of a case, and the names that belong to marks in them
 * (complaint/name_mark.h). Not before they are written: a flow loads its own. */
void redaction_show_all(struct arena *a, const struct procedure *p, const struct lang *lang,
                        struct dossier *d);

/* The text without its marks, those of names too, for the search: words on both sides of one do not
 * meet. */
const char *redaction_words(struct arena *a, const char *text);

/* The text with `passage` where the mark of that number stands; NULL when it stands nowhere. */
const char *redaction_restore(struct arena *a, const char *text, int64_t number,
                              const char *passage);

#endif
