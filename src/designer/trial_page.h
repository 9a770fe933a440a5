/* What a trial found, in words. */
#ifndef DESIGNER_TRIAL_PAGE_H
#define DESIGNER_TRIAL_PAGE_H

#include "db/tables.h"
#include "web/req.h"

/* "120 complaints of the last 90 days: 3 dates later, …". */
const char *trial_words(struct req *rq, const struct pack_draft_row *draft);

#endif
