/*
 * What all processes of one machine share: made by the supervisor, inherited by
 * workers and clerk. Everything in it is a number changed atomically, so a process
 * may die at any instruction without leaving it broken.
 */
#ifndef WEB_SHARED_H
#define WEB_SHARED_H

#include "base/err.h"
#include "web/throttle.h"
#include <stdatomic.h>

enum { SHARED_WORKERS = 64, SHARED_CHILDREN = SHARED_WORKERS + 1 };

struct shared_child {
    _Atomic int64_t alive; /* monotonic microseconds of its last sign of life */
    _Atomic bool ready;    /* it is serving */
};

struct shared {
    _Atomic uint32_t magic;
    int32_t supervisor;                         /* its process id */
    int32_t confined;                           /* what it gave up, bits of enum confine_part */
    struct shared_child child[SHARED_CHILDREN]; /* workers by index, then the clerk */
    _Atomic int64_t probe;     /* monotonic microseconds of the clerk's last test write */
    _Atomic int64_t no_room;   /* when a worker last found no room to write; 0 = it wrote since */
    _Atomic bool in_need;      /* the reserve of the disk is given up: nothing new is taken */
    _Atomic uint64_t settings; /* grows when settings change: caches are read again */
    struct throttle_table throttle;
};

/* Makes it, without a name in any file system; `*fd` is for the children. */
MUST_CHECK bool shared_new(struct shared **out, int *fd, struct err *err);
/* The same memory in a child. */
MUST_CHECK bool shared_from_fd(int fd, struct shared **out, struct err *err);

/* Microseconds of a clock that never steps. */
int64_t monotonic_now(void);

#endif
