/*
 * What the procedure hangs on asking somebody outside: own fields that say when they were told,
 * when they answered and what, and the clocks which go by those fields or by "outside_party_asked"
 * and "outside_party_answered". For tasks of teams these do nothing. docs/packs.md [item 89]
 */
#ifndef OPERATION_TASK_OUTSIDE_PACK_H
#define OPERATION_TASK_OUTSIDE_PACK_H

#include "operation/step.h"

/* Within the event that asks, and that answers. */
MUST_CHECK bool outside_told(struct step *s, const struct task_row *t, struct err *err);
MUST_CHECK bool outside_answered(struct step *s, const struct task_row *t, const char *text,
                                 struct err *err);
/* The answer did not do: what it filled in is empty again, and what it stopped runs on. */
MUST_CHECK bool outside_unanswered(struct step *s, const struct task_row *t, struct err *err);

#endif
