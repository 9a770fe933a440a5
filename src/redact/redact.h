/*
 * Redaction: a passage of a text, or a whole file, gives way to a block with the reason, for
 * everybody and everywhere. What stood there is sealed, is opened only to who may read originals,
 * for a reason, each time an event; it goes when the case is erased or its retention ends. Each act
 * is one event. docs/decisions/0023-redaction.md [4.10-a] [S34] [S57]
 */
#ifndef REDACT_REDACT_H
#define REDACT_REDACT_H

#include "complaint/files.h"
#include "redact/passage.h"
#include "redact/place.h"

struct redacting {
    const char *reason; /* a code of the list redaction */
    const char *why;    /* in words; asked where the code wants it */
};

/* Whether the reason is one of the list, with words where it wants them; ERR_INVALID. */
MUST_CHECK bool redact_reason_given(const struct procedure *p, const struct redacting *in,
                                    struct err *err);

/* Reads what was sent: the text with its passages enclosed. What is wrong with it is an error of
 * the field "text". */
MUST_CHECK bool redact_enclosed(const char *text, const char *sent, struct passage out[PASSAGES],
                                size_t *n, struct err *err);

/* Event redacted: the passages of the text as it stands (see place_all). A text that is public is
 * taken down. A version of the case that is not `version` (0 = not asked) is ERR_CONFLICT. */
MUST_CHECK bool redact_text(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t version, struct place place, const struct passage *passages,
                            size_t n, const struct redacting *in, struct err *err);

/* Event file_redacted: the file is withheld with its name. A staged file that `owner` may claim is
 * shown instead of it (0 = nothing is). */
MUST_CHECK bool redact_file(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t version, int64_t file, int64_t blob, const char *owner,
                            const struct redacting *in, struct err *err);

/* Event redaction_lifted: the passage stands again where it stood; of a file everything, and the
 * redacted copy goes. */
MUST_CHECK bool redact_lift(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t redaction, const char *why, struct err *err);

/* Event original_read: somebody looks at what is redacted, or at a file as it came. */
MUST_CHECK bool redact_look(const struct act *act, int64_t complaint, const char *why,
                            struct err *err);

/* The case as it is stored, with its marks, for whom `shown` was loaded: answers hidden from them
 * are not in it. */
MUST_CHECK bool redact_stored(const struct act *act, const struct procedure *p,
                              const struct dossier *shown, struct dossier *out, struct err *err);

/* The redactions of a case by number: struct redaction_row, opened. Passages are for who may read
 * originals. */
MUST_CHECK bool redactions_load(const struct act *act, int64_t complaint, struct rows *out,
                                struct err *err);

/* The one of that id while it stands; NULL is ERR_CONFLICT once it was lifted, else ERR_NOT_FOUND.
 */
const struct redaction_row *redaction_standing(const struct rows *redactions, int64_t id,
                                               struct err *err);

/* The text at that place with everything put back that stood there. */
const char *redactions_undone(struct arena *a, const struct rows *redactions, struct place place,
                              const char *text);

/* Whether the mark of that redaction still stands in its text, or within another passage of it. A
 * text that was written anew in a form has none. */
bool redaction_stands(struct dossier *d, const struct rows *redactions,
                      const struct redaction_row *r);

/* For the complainant's own view: what they wrote and sent is whole. Everything else stays
 * redacted. The dossier is for showing only. */
MUST_CHECK bool redactions_own(const struct act *act, struct dossier *d, struct err *err);

/* Whether the complainant wrote the text themselves: not what staff took down for them. */
bool redact_own_place(const struct dossier *d, struct place place);

/* Whether a file is one that the complainant sent themselves. */
bool redact_own_file(const struct file_row *f);

/* The file for the complainant's own view: as it came when they sent it, else as everybody gets
 * it. */
MUST_CHECK bool redact_file_read(const struct act *act, const struct file_row *f,
                                 struct file_reader **out, struct err *err);

#endif
