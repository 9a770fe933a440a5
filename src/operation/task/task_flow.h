/*
 * Tasks from the question to the confirmation: each act is one event, and what was written with it
 * is an entry about the task, for staff only.
 *
 * Somebody outside is asked in the same way (outside/outside_flow.h): settling it is
 * here, and ends their private link.
 *
 * Who may ask and settle (MAY_ASK_TASK) and who may answer (MAY_ANSWER_TASK, in the team that was
 * asked) is decided at the edge. The case stays with its one owner throughout.
 * [4.12-a] [items 67, 120, 121, 190]
 */
#ifndef OPERATION_TASK_TASK_FLOW_H
#define OPERATION_TASK_TASK_FLOW_H

#include "complaint/task.h"
#include "operation/step.h"

enum { TASK_MOST = 40, TASK_TEXT_MOST = 4000 };

/* What is asked of whom. */
struct task_form {
    const char *code; /* a task of the case's pack, NULL = asked freely */
    int64_t team, staff;
    int64_t outsider; /* somebody outside instead of a team (outside/outside_flow.h) */
    const char *text;
    struct date due_on; /* until the end of that day; or else */
    int working_days;   /* by the calendar of the case */
};

/* Asked: event task_asked, and `*id` (may be NULL) of the task. Of a task of the pack, team, text
 * and time are the pack's where the form gives none. */
MUST_CHECK bool task_ask(const struct act *act, const struct procedure *p, int64_t complaint,
                         const struct task_form *form, int64_t *id, struct err *err);

/* What the team that was asked can say. */
enum task_answer { TASK_ACCEPT, TASK_SEND_BACK, TASK_FINISH };
/* Taken on, sent back with the reason, or done with what was done and the files that were staged by
 * `files` (NULL = none): events task_accepted, task_sent_back, task_done. */
MUST_CHECK bool task_reply(const struct act *act, const struct procedure *p, int64_t complaint,
                           int64_t task, enum task_answer what, const char *text, const char *files,
                           struct err *err);

/* Somebody of ours said that it is done, and it is they. */
bool task_done_by(const struct task_row *t, int64_t staff);

/* What whoever answers for the case can do. */
enum task_settling { TASK_CONFIRM, TASK_GIVE_BACK, TASK_CANCEL };
/* Confirmed that it is done, in words when it was their own work; given back to be done, with the
 * reason, and its clock runs on; or cancelled with the reason: events task_confirmed,
 * task_given_back, task_cancelled. */
MUST_CHECK bool task_settle(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t task, enum task_settling what, const char *text,
                            struct err *err);
/* What was sent back is asked of the team of the form, until its time: event task_asked_again. */
MUST_CHECK bool task_ask_again(const struct act *act, const struct procedure *p, int64_t complaint,
                               int64_t task, const struct task_form *form, struct err *err);

#endif
