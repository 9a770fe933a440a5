/*
 * How often somebody may do something: a table in shared memory, so that all
 * workers of a machine count together. [S16]
 *
 * Each entry is one number, the theoretical arrival time of the generic cell rate
 * algorithm, changed by compare-and-swap: no lock can be left held by a process
 * that dies. A full table forgets the entry that would have been forgotten first.
 */
#ifndef WEB_THROTTLE_H
#define WEB_THROTTLE_H

#include "base/base.h"
#include <stdatomic.h>

enum throttle {
    THROTTLE_FILING,
    THROTTLE_TRACK,
    THROTTLE_UPLOAD,
    THROTTLE_EXPORT,
    THROTTLE_API,
    THROTTLE_VERIFY,
    THROTTLE_ACCESS, /* everything that is held about a person */
    THROTTLE_LOGIN,  /* passwords tried: each costs a slow hash */
    THROTTLES
};

/* So many within so many seconds; 0 = no limit. */
struct throttle_limit {
    int source;   /* from one address (IPv6: one /64) */
    int account;  /* for one member of staff; only what is asked for with an account */
    int everyone; /* for all together */
    int seconds;
};

enum { THROTTLE_SLOTS = 1 << 15, THROTTLE_PROBES = 16 };

struct throttle_slot {
    _Atomic uint64_t key;  /* 0 = free */
    _Atomic int64_t until; /* microseconds of the monotonic clock */
};

/* Lives in shared memory; all zero is an empty table. */
struct throttle_table {
    struct throttle_slot slot[THROTTLE_SLOTS];
};

struct throttle_answer {
    bool allowed;
    int left;        /* how many more would be allowed now */
    int retry_after; /* seconds until the next one is, at least 1; 0 when allowed */
};

/* Counts one more under `key` (a keyed hash of what and who) at `now` (monotonic
 * microseconds): `count` in `seconds`. What is refused is not counted. */
struct throttle_answer throttle_take(struct throttle_table *t, uint64_t key, int count, int seconds,
                                     int64_t now);

#endif
