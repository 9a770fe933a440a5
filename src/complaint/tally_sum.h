/* Counting all complaints at once, in memory: for a new zone, and to hold the figures against. */
#ifndef COMPLAINT_TALLY_SUM_H
#define COMPLAINT_TALLY_SUM_H

#include "complaint/tally.h"
#include "complaint/tally_zone.h"

/* A random number, the same for the same line; nobody outside this process can make two
 * lines that share one. */
struct tally_digest {
    unsigned char key[16];
};
struct tally_digest tally_digest_new(void);
uint64_t tally_digest(const struct tally_digest *d, const struct record *r, const void *line);

struct tally_slot {
    uint64_t digest;
    const void *row; /* NULL = free */
    int64_t value;
    bool seen;
};
/* The lines of one table. */
struct tally_sum {
    struct arena *a;
    struct tally_digest digest;
    const struct record *record;
    struct tally_slot *slot;
    size_t size, n;
};
/* The place of a line, made with 0 when it is not there. */
struct tally_slot *tally_sum_at(struct tally_sum *s, const void *line);

struct tally_sums {
    struct tally_sum now, received, channel;
};
struct tally_sums tally_sums_new(struct arena *a);
/* Counts a complaint so many times. */
void tally_sums_add(struct tally_sums *s, const struct zone *zone, const struct complaint_row *c,
                    int64_t times);
/* Counts every complaint there is. */
MUST_CHECK bool tally_sums_fill(struct tally_sums *s, struct db *db,
                                const struct tally_zones *zones, struct err *err);
/* Takes these off; those whose id is 0 are none. */
void tally_sums_take(struct tally_sums *s, const struct tally_zones *zones,
                     const struct complaint_row *c, size_t n);
/* Adds what they say to the lines that are stored. */
MUST_CHECK bool tally_sums_write(const struct act *act, const struct tally_sums *s,
                                 struct err *err);

#endif
