/*
 * The numbers beside the queues. They come from the tally, so they cost one short read, and
 * a worker keeps them until anything has happened: the number of the last event says so.
 */
#ifndef EDGE_COUNTS_H
#define EDGE_COUNTS_H

#include "base/record.h"

struct counts {
    int64_t mine, unassigned, today, overdue, complainant, others, approve, returned, safety, open,
        received, closed, aside;
};
extern const struct record counts_record;

enum { COUNTS_KEPT = 64 };

/* What a worker remembers for one reader. */
struct counts_kept {
    int64_t user, event, day;
    size_t teams;
    struct counts counts;
};

struct req;
struct reach;

/* What this reader may see of each queue. */
MUST_CHECK bool counts_read(struct req *rq, const struct reach *reach, struct counts *out);

#endif
