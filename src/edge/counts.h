/*
 * The numbers beside the queues. They are added up from the tally, which a worker keeps
 * until anything has happened: the number of the last event says so.
 */
#ifndef EDGE_COUNTS_H
#define EDGE_COUNTS_H

#include "base/record.h"

struct counts {
    int64_t mine, unassigned, today, overdue, complainant, others, approve, returned, safety, open,
        received, closed, aside;
};
extern const struct record counts_record;

/* The tally as a worker remembers it, of all teams. */
struct tally_kept {
    struct arena *a;
    int64_t event;    /* the last there was when it was read */
    struct rows rows; /* struct tally_row */
};

struct req;
struct reach;

/* What this reader may see of each queue. */
MUST_CHECK bool counts_read(struct req *rq, const struct reach *reach, struct counts *out);

#endif
