/*
 * Finding a case: by its reference or number, by names, by words. What a reader may not see
 * does not find it either: each text of a case stands in the index under its part, and a
 * part is searched where the reader may read it. The newest matches only. [S50]
 */
#ifndef DESK_SEARCH_H
#define DESK_SEARCH_H

#include "desk/pick.h"
#include "edge/reach.h"

/* What is searched for; pages begin after the place where the one before ended. */
struct search {
    const char *q; /* as typed */
    struct pick_filter filter;
    int64_t place, last; /* 0 = from the beginning */
};

/* Keys of a page of what was found, the newest first; `out->more` when there may be others. */
MUST_CHECK bool search_cases(struct req *rq, const struct reach *reach, const struct search *s,
                             struct pick *out);

#endif
