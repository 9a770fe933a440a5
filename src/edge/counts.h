/*
 * The numbers beside the queues. They are added up from the tally, which a worker keeps
 * until anything has happened: the number of the last event says so. What was added up for a
 * reader is kept as long, under all that it depends on.
 */
#ifndef EDGE_COUNTS_H
#define EDGE_COUNTS_H

#include "base/record.h"

struct counts {
    int64_t mine, unassigned, today, overdue, complainant, others, approve, returned, safety, open,
        received, closed, aside;
};
extern const struct record counts_record;

/* What tells that something has changed since. */
struct counts_stamp {
    int64_t event;   /* the number of the last one */
    int64_t notices; /* one more whenever somebody has looked at notices, which is no event */
};
extern const struct record counts_stamp_record;

/* The numbers of one reader. */
struct reader_counts {
    const char *whose; /* who they are, their roles, what they reach, the day */
    bool added, noticed;
    struct counts counts;
    int64_t notices; /* that wait for them, by desk/alerts.h */
};

enum { READERS_KEPT = 32 };

/* The tally as a worker remembers it, of all teams. */
struct tally_kept {
    struct arena *a;
    bool kept;
    struct counts_stamp stamp;
    int64_t undone;   /* what was read may have been taken back since: db_undone */
    struct rows rows; /* struct tally_row */
    bool rows_read;
    struct reader_counts reader[READERS_KEPT];
    size_t n;
};

struct req;
struct reach;

/* What this reader may see of each queue. */
MUST_CHECK bool counts_read(struct req *rq, const struct reach *reach, struct counts *out);
/* Where their numbers are kept, as long as nothing has happened; to be filled by who misses one. */
MUST_CHECK bool counts_of_reader(struct req *rq, const struct reach *reach,
                                 struct reader_counts **out);

#endif
