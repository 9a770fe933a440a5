/* The pages of sealed identities, and how many requests wait. */
#ifndef WALLS_IDENTITY_PAGE_H
#define WALLS_IDENTITY_PAGE_H

#include "edge/edge.h"

/* Requests that this reader can answer. */
MUST_CHECK bool identity_waiting_count(struct req *rq, int *out);

extern const struct route identity_routes[];

#endif
