/* What the pages of meetings share, and others ask of them. [item 175] */
#ifndef IMPROVEMENT_MEETING_PAGE_H
#define IMPROVEMENT_MEETING_PAGE_H

#include "improvement/look_page.h"

/* "24 December 2026, 14:30" */
const char *meeting_when(const struct req *rq, const struct meeting_row *m);
/* How far it is. */
const char *meeting_state(const struct req *rq, const struct meeting_row *m);
/* Whether the page of that meeting opens for the reader. */
MUST_CHECK bool meeting_seen(struct req *rq, int64_t id, bool *out);

#endif
