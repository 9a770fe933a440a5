/*
 * Complaints that were wrongly prioritised: the assessor said of a later assessment that the one
 * before had been wrong, not that the facts had changed. A figure, and the list that it opens.
 * ISO 10002 [7.5-c]
 */
#ifndef DESK_WRONG_H
#define DESK_WRONG_H

#include "desk/filters.h"

extern const struct route wrong_routes[];

/* How many of those received between the days of `f` the reader may see. */
MUST_CHECK bool wrong_count(struct req *rq, const struct reach *reach, const struct filters *f,
                            int64_t *out);
/* The address of the list of these. */
const char *wrong_href(struct req *rq, const struct filters *f);

#endif
