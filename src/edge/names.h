/*
 * Names of the staff, opened once by each worker: every list and page shows a handful of the same
 * few. Forgotten whenever the organisation's chain has grown, since that is where staff change.
 */
#ifndef EDGE_NAMES_H
#define EDGE_NAMES_H

#include "edge/edge.h"

/* The name of that member of staff, or of that outside party; NULL for nobody (0) and for who is
 * not known. The text stays as long as the request. */
MUST_CHECK bool edge_staff_name(struct req *rq, int64_t id, const char **out);
/* The name of that team; NULL for none (0). */
MUST_CHECK bool edge_team_name(struct req *rq, int64_t id, const char **out);

#endif
