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
/* A class that is asked for is asked for with those below it. */
MUST_CHECK bool filters_classes(struct req *rq, struct filters *f);
/* The selects of the list page, struct list_filter. */
MUST_CHECK bool filters_show(struct req *rq, enum queue queue, const struct filters *f,
                             const struct reach *reach, struct rows *out);
/* "&stage=…" for every filter that is set, or "". */
const char *filters_query(struct req *rq, const struct filters *f);
/* "&name=text" behind others; nothing when there is no text. */
void query_add(struct buf *b, const char *name, const char *text);

/* Where a page of a list begins: the key of the last row of the page before, and how many were
 * shown before it. Read from the address. */
struct list_place {
    int64_t at, id;
    int shown;
};
struct list_place list_place(struct req *rq);

/* Fills in the numbers of the rows on this page and the links to the next and the first;
 * `query` is the rest of the address, "" or beginning with "&". */
void list_pages(struct req *rq, struct list_page *page, const char *query, const struct pick *pick,
                const struct list_place *from);

#endif
