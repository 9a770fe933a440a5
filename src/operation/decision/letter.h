/*
 * The decision letter in the complainant's language: the usual words of its parts, and the
 * whole put together from a template. ISO 10002 [7.8-b]
 */
#ifndef OPERATION_DECISION_LETTER_H
#define OPERATION_DECISION_LETTER_H

#include "complaint/dossier.h"
#include "operation/decision/decision_flow.h"
#include "web/template.h"

/* The language to write to the complainant in. */
const struct lang *letter_lang(const struct procedure *p, const struct dossier *d);

/* Fills what is NULL: the outside options come from the published notice. */
MUST_CHECK bool letter_defaults(const struct act *act, const struct procedure *p,
                                const struct dossier *d, struct letter_form *form, struct err *err);

/* The letter as plain text (templates/letter/decision.txt). */
MUST_CHECK bool letter_write(const struct act *act, const struct procedure *p,
                             const struct templates *t, const struct dossier *d, const char **out,
                             struct err *err);

/* For the check at the start. */
extern const struct record letter_record;

/* Until when an answer is awaited, by the clock "answer", if the decision is told now. */
MUST_CHECK bool letter_answer_by(const struct act *act, const struct procedure *p,
                                 const struct dossier *d, struct instant *due, struct date *day,
                                 struct err *err);

/* What stands in the decision of other bodies, as it is told now: passages of a letter that the
 * pack asks for no more, such as that of an early finish, give way to those of the one it asks for.
 */
MUST_CHECK bool letter_outside(const struct act *act, const struct procedure *p,
                               const struct dossier *d, struct decision_row *r, struct err *err);

/* Whether the letter still holds each part; the first that is gone becomes `err`. */
MUST_CHECK bool letter_whole(const struct act *act, const struct procedure *p,
                             const struct dossier *d, const char *text, struct err *err);

#endif
