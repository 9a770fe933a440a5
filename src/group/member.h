/* One more who complains about the same: a complaint of its own, filed and joined in one
 * transaction, with a code and a receipt of its own. */
#ifndef GROUP_MEMBER_H
#define GROUP_MEMBER_H

#include "keep/keep_page.h"
#include "operation/receipt/filing.h"

/* The form, on the page of the main case. */
void member_form(struct keep_making *m, const char *action);
/* What was sent with it. The same form again gives the same receipt. */
MUST_CHECK bool member_do(struct req *rq, const struct procedure *p, const struct dossier *main,
                          struct receipt *out);

#endif
