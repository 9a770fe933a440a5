/* The filters of a list: read from the address, shown as selects, carried in links. */
#ifndef DESK_FILTERS_H
#define DESK_FILTERS_H

#include "desk/desk.h"

struct filters {
    struct pick_filter by;
    struct date from, to; /* received on */
};

/* What cannot be read asks for nothing: a link somebody mended by hand still shows a list. */
struct filters filters_read(struct req *rq);
/* The selects of the list page, struct list_filter. */
MUST_CHECK bool filters_show(struct req *rq, const struct filters *f, const struct reach *reach,
                             struct rows *out);
/* "&stage=…" for every filter that is set, or "". */
const char *filters_query(struct req *rq, const struct filters *f);

#endif
