/*
 * Communicating the decision.
 *
 * A decision has an outcome with reasons, taken by somebody whose judgement is
 * free; it is told as soon as it is taken, in a letter that names what to do
 * next. Both instants are kept. ISO 10002 [7.8-a] [7.8-b] [7.8-c] [7.8-d]
 */
#ifndef OPERATION_DECISION_H
#define OPERATION_DECISION_H

#include "base/err.h"
#include "complaint/facts.h"
#include "complaint/missing.h"

/* What is missing until the step is done: the decision, its letter, telling it. */
void decision_missing(const struct case_facts *f, struct missing *m);
/* What the letter alone lacks. [7.8-b] */
void decision_letter_missing(const struct case_facts *f, struct missing *m);

/* Whether `who` may take this decision now: answering proposed, findings made,
 * sums approved, nobody in conflict and, in a review, nobody who had a part. */
MUST_CHECK bool decision_allowed(const struct case_facts *f, const struct actor *who,
                                 struct err *err);
/* Whether the decision may be told now: it was taken and its letter is whole. */
MUST_CHECK bool decision_tell_allowed(const struct case_facts *f, struct err *err);

/* Whether the letter must offer a review inside; if not, it says that this was
 * the last level inside, and only the outside options follow. */
bool decision_offers_review(const struct case_facts *f);

#endif
