/*
 * Records of a person that were joined are one person to the search too: what the kept record is
 * found by finds each of their cases. [7.2-b]
 */
#ifndef EDGE_FIND_JOINED_H
#define EDGE_FIND_JOINED_H

#include "edge/find.h"

/* Puts behind each text of a person's particulars (struct find_key) the other cases in which that
 * record speaks, at the same place. */
MUST_CHECK bool find_joined(struct req *rq, const char *granted, struct rows *texts);
/* The ids of cases, between commas, and of those whose texts may have shown them before. */
MUST_CHECK bool find_joined_ids(struct req *rq, const char *ids, const char **out);
/* The same of texts (struct find_text): each of particulars again for every case it shows. */
MUST_CHECK bool find_joined_before(struct req *rq, const char *granted, struct rows *texts);

#endif
