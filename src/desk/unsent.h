/*
 * Messages to complainants that wait to be sent, those of all complaints within the reader's reach:
 * the list, the form that says that one was sent, and the message on paper. [7.3-c]
 */
#ifndef DESK_UNSENT_H
#define DESK_UNSENT_H

#include "web/req.h"

struct route;

/* A message that waits. */
struct unsent_line {
    int64_t id;           /* of its row in the outbox */
    struct instant since; /* when it was written */
    const char *kind;     /* acknowledgement, reply, update, reminder, decision */
    const char *reference;
    int64_t entry_id;
};
extern const struct record unsent_line_record;

enum { UNSENT_COUNTED = 1000 };

/* How many wait for this reader; at most UNSENT_COUNTED are looked at, the oldest of all. `*any`:
 * whether there is one at all. */
MUST_CHECK bool unsent_waiting(struct req *rq, int *out, bool *any);

extern const struct route unsent_routes[];

#endif
