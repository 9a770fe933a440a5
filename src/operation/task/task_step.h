/*
 * What acts on tasks share, those of other teams and those of somebody outside: until when, what is
 * written, what becomes of the row.
 */
#ifndef OPERATION_TASK_TASK_STEP_H
#define OPERATION_TASK_TASK_STEP_H

#include "operation/task/task_flow.h"

/* step_open() on a case that is not closed. */
MUST_CHECK bool task_step_open(struct step *s, const struct act *act, const struct procedure *p,
                               int64_t complaint, struct err *err);

/* What is written is not too long; and it is there, where `missing` says what is asked for. */
MUST_CHECK bool task_text_short(const char *text, struct err *err);
MUST_CHECK bool task_text_valid(const char *text, const char *missing, struct err *err);

/* Starts the clock of the task, by the calendar of the case. */
MUST_CHECK bool task_clock_begin(struct step *s, const struct task_form *form, int64_t task,
                                 int64_t *clock, struct err *err);

/* The moment a clock of the case is due. */
struct instant task_due(const struct step *s, int64_t clock);

/* A task under way. */
struct tasking {
    struct step s;
    const struct task_row *before;
    struct task_row after;
};
void tasking_drop(struct tasking *t);
#define AUTO_TASKING struct tasking CLEANUP(tasking_drop)

MUST_CHECK bool tasking_open(struct tasking *t, const struct act *act, const struct procedure *p,
                             int64_t complaint, int64_t task, struct err *err);
/* Whether it is in one of these states: bits 1 << enum task_state. */
bool tasking_in(const struct tasking *t, unsigned states);
/* Refuses: it was in another state when the form was shown. */
bool task_not_now(struct err *err);
/* The event with the words and the files that were staged by `files` (NULL = none), and the new
 * state; `kind` is that of a team's task. */
MUST_CHECK bool tasking_write(struct tasking *t, const char *kind, enum task_state to,
                              const char *text, const char *files, struct err *err);
MUST_CHECK bool tasking_done(struct tasking *t, struct err *err);

#endif
