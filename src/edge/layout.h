/*
 * The part of every page that is not its own: language, organisation, stylesheet (layout.c),
 * and at the desk who is logged in and the queues (layout_desk.c).
 */
#ifndef EDGE_LAYOUT_H
#define EDGE_LAYOUT_H

#include "web/page.h"
#include "web/req.h"

void layout_fill(struct req *rq, struct page *out);

/* The desk's part, for who is logged in: name, token, queues with their counts (pages of the
 * desk only). Nothing for the public. */
void layout_desk(struct req *rq, struct page *out);

/* Where a page leads that says what did not work: the page above, as far as the reader has one. */
void layout_back(struct req *rq, struct page *out);

/* A static file's URL with its content's hash, good for ever; NULL when it is not built in. */
const char *layout_file(struct arena *a, const char *name);

#endif
