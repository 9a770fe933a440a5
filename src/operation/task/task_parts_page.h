/* What the pages of tasks share. */
#ifndef OPERATION_TASK_TASK_PARTS_PAGE_H
#define OPERATION_TASK_TASK_PARTS_PAGE_H

#include "keep/keep_page.h"
#include "operation/task/task_flow.h"
#include "operation/task/task_page.h"

/* What was just done, by the address; NULL = nothing. */
const char *task_done_words(struct req *rq);

/* The form that asks a team, or the same outside party again, and what was sent with it. Texts are
 * message ids. */
MUST_CHECK bool task_ask_form(struct keep_making *m, const char *action, const char *act,
                              bool outside, const char *title, const char *label);
MUST_CHECK bool task_form_read(struct req *rq, struct task_form *form);

/* How its day is counted, line by line, in the language of the request. */
MUST_CHECK bool task_why(struct req *rq, const struct procedure *p, const struct clock_row *clock,
                         struct sheet_group *out);

/* The page of that task once more, with what was wrong in a form of it. */
MUST_CHECK bool task_again_show(struct keep_making *m, const struct dossier *d, int64_t task);

#endif
