/*
 * Tasks: what another team was asked to do for a case, and how far that is.
 *
 * The case stays with its owner. Whoever was asked takes the task on or sends it back, and says
 * what they did; whoever asked confirms that it is done, or gives it back to be done, and may
 * cancel it at any time. operation/task/task_flow.h does these; what is asked of a case's tasks
 * elsewhere is here. [items 67, 120, 121, 190]
 */
#ifndef COMPLAINT_TASK_H
#define COMPLAINT_TASK_H

#include "complaint/dossier.h"

enum task_state {
    TASK_NONE,
    TASK_ASKED,
    TASK_ACCEPTED,  /* somebody of the team confirmed that they do it */
    TASK_SENT_BACK, /* with the reason; whoever asked decides what next */
    TASK_DONE,      /* as the team says */
    TASK_CONFIRMED, /* as whoever answers for the case says */
    TASK_CANCELLED,
};
extern const struct words task_state_words;

/* Entries about a task have this kind. */
#define TASK_ENTRY "task"
/* Entries about a task for somebody outside that say why they learn who complains. */
#define OUTSIDE_NAMED "outside_named"
/* Clocks of tasks begin with this, their id behind it. */
#define TASK_CLOCK "task-"
#define OUTSIDE_CLOCK "outside-"

enum task_state task_state(const struct task_row *t);
/* It is with the team that was asked, whose people may read the case. */
bool task_open(const struct task_row *t);
/* Somebody has still to do something about it, there or here: it keeps the case from closing. */
bool task_unsettled(const struct task_row *t);

/* The task of that id, or NULL. */
const struct task_row *dossier_task(const struct dossier *d, int64_t id);
const struct clock_row *task_clock(const struct dossier *d, const struct task_row *t);
/* What was asked, in words; NULL when it is not for this reader. */
const struct entry_row *task_asked(const struct dossier *d, const struct task_row *t);

#endif
