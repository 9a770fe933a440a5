/* What the remedy budget shows: on its page, in its file, and beside the form of a remedy. */
#ifndef DESK_BUDGET_H
#define DESK_BUDGET_H

#include "complaint/spend.h"
#include "desk/act_page.h"

/* "Budget for remedies, 2026" in the reader's language. */
const char *budget_name(struct req *rq, const struct procedure *p, const struct budget_sum *b);
/* The budgets of these months that are this reader's, with what stands against them; what they are
 * barred from is taken off. `out`: struct budget_sum. */
MUST_CHECK bool budgets_read(struct req *rq, const char *first, const char *last, struct rows *out);

/* Those of the team of the case, this month, that are used up as far as they warn: struct act_row
 * for the form of a remedy. Without sums, which are not for everybody who promises, and without
 * what the reader is barred from. */
MUST_CHECK bool budget_warnings(struct act_page *page, struct rows *out);
/* "costs us 20.00 GBP · paid by: Budget for remedies · approved by Mai"; NULL = nothing to say. */
MUST_CHECK bool remedy_detail(struct req *rq, const struct procedure *p, const struct remedy_row *r,
                              const char **out);
/* What the reader may promise alone, in words; NULL = nothing. */
MUST_CHECK bool respond_limit(struct act_page *page, const char **out);

#endif
