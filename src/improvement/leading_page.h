/* What the pages of top management share. [item 174] */
#ifndef IMPROVEMENT_LEADING_PAGE_H
#define IMPROVEMENT_LEADING_PAGE_H

#include "improvement/leading.h"
#include "improvement/look_page.h"

/* A table of objectives that are open, with what was reached so far; `after`: only of those whose
 * department the reader reaches. */
MUST_CHECK bool look_objectives(struct looking *l, const char *title);
/* A table of means that are asked for or on their way. */
MUST_CHECK bool look_means(struct looking *l, const char *title);
/* What the policy and the review wait for in words; NULL = nothing. */
MUST_CHECK bool look_policy_due(struct req *rq, const char **out);
MUST_CHECK bool look_review_due(struct req *rq, const char **out);

#endif
