/*
 * Faults on demand, for tests. A file of numbers that test and program have mapped says what is
 * to fail and counts what failed, so that a fault which never happened is seen.
 */
#ifndef TESTS_FAULT_H
#define TESTS_FAULT_H

#include <stdatomic.h>
#include <stdint.h>

/* In this order in tests/faults/fault.py. What is 0 does not happen. */
struct faults {
    _Atomic int64_t only;    /* process that faults are for; 0 = all */
    _Atomic int64_t sync_at; /* the sync that fails, counted down; -1 = all from now on */
    _Atomic int64_t sync_fired;
    _Atomic int64_t write_errno; /* of every write to a file */
    _Atomic int64_t write_fired;
    _Atomic int64_t kill_at; /* the write at which the process is killed, counted down */
    _Atomic int64_t kill_fired;
    _Atomic int64_t writes;   /* to files, of all processes */
    _Atomic int64_t clock_us; /* added to the wall clock */
    _Atomic int64_t clock_fired;
    _Atomic int64_t alloc_at;     /* the allocation that fails, counted down */
    _Atomic int64_t alloc_always; /* and all after it */
    _Atomic int64_t alloc_fired;
    _Atomic int64_t allocs; /* of the processes that are meant */
    _Atomic int64_t syncs;  /* of files, that did not fail */
    _Atomic int64_t renames;
    _Atomic int64_t unsynced; /* renamed while something written was not synced */
    _Atomic int64_t names;    /* renamed, and no folder synced since */
    _Atomic int64_t named_at; /* how many writes there were at the last renaming */
    /* Which syncs are counted and fail: a pattern for the name of the file, or for that of the
     * folder with its slash ("data/"); "" is any file and no folder. Set before sync_at. */
    char sync_name[64];
    char sync_lost[64]; /* whose sync failed last, by that name */
};

/* The file named by REDRESS_FAULTS; NULL = nothing fails. */
struct faults *faults_of_test(void);
/* Whether this call is the one that `*at` counts down to, in a process that is meant. */
int faults_hit(struct faults *f, _Atomic int64_t *at);

#endif
