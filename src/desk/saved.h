/*
 * Saved searches: a list with its words and filters, under a name of one's own, beside the
 * queues. Nobody else sees them; words may be names, so they are sealed.
 */
#ifndef DESK_SAVED_H
#define DESK_SAVED_H

#include "complaint/history.h"

enum { SAVED_MOST = 20, SAVED_NAME_MOST = 60, SAVED_ADDRESS_MOST = 600 };

struct req;

/* struct saved_search_row of who is logged in, opened. */
MUST_CHECK bool saved_list(struct req *rq, struct rows *out);

struct list_page;

/* Whether this list is saved, or can be: it has words or a filter. */
MUST_CHECK bool saved_show(struct req *rq, struct list_page *page);

/* The address of the list that is shown now: its path, words and filters, no page of it. */
const char *saved_address(struct req *rq);

/* A list that is saved already gets that name. */
MUST_CHECK bool saved_add(const struct act *act, const char *name, const char *address,
                          struct err *err);
/* ERR_NOT_FOUND when it is not one of the actor's. */
MUST_CHECK bool saved_end(const struct act *act, int64_t id, struct err *err);

#endif
