/* What the pages about outside parties share: the desk's, and theirs. */
#ifndef OUTSIDE_OUTSIDE_PARTS_H
#define OUTSIDE_OUTSIDE_PARTS_H

#include "keep/keep_page.h"
#include "operation/task/outside_link.h"
#include "outside/outside_flow.h"
#include "outside/outside_share.h"
#include "outside/outside_view.h"
#include "outside/outsider.h"

/* What a link with these shares shows of a case, in the language of the request. The dossier is as
 * it is loaded; what is redacted in it becomes blocks here. */
MUST_CHECK bool outside_view(struct req *rq, const struct procedure *p, struct dossier *d,
                             int64_t task, const char *shares, struct outside_page *out);
/* Whether the link shows this file: chosen for it, or sent by them. */
bool outside_file_shown(const struct dossier *d, int64_t task, const char *shares,
                        const struct file_row *f);

/* The same on a page of the desk, in their language: what they see, as parts of it. */
MUST_CHECK bool outside_view_desk(struct keep_making *m, const struct procedure *p,
                                  const struct outsider_row *who, struct dossier *d, int64_t task,
                                  const char *shares);

/* The address that the secret opens, and the letter with it, in their language; `secret` NULL: a
 * reminder, which has no link. */
MUST_CHECK bool outside_letter(struct req *rq, const struct outsider_row *who,
                               const struct dossier *d, int64_t task, const char *secret,
                               struct keep_making *m);

/* On the page of the task: what is known of their link, and the forms beside those of every task
 * (outside_desk_page.c). */
MUST_CHECK bool outside_task_facts(struct keep_making *m, const struct dossier *d,
                                   const struct task_row *t);
MUST_CHECK bool outside_task_forms(struct keep_making *m, const struct task_row *t,
                                   const char *path);

extern const struct route outside_ask_routes[];
extern const struct route outside_desk_routes[];
extern const struct route outside_routes[];
extern const struct route outsider_routes[];

#endif
