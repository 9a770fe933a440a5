/*
 * The fair lock between the processes that write to one SQLite file.
 *
 * SQLite lets whoever asks at the right moment write, so a busy neighbour can keep
 * a process waiting for seconds. Here writers queue and are served in the order in
 * which they came. A process that dies, in the queue or at its turn, leaves it.
 */
#ifndef DB_LOCK_H
#define DB_LOCK_H

#include "base/err.h"

struct lock;

/* Opens or makes the queue in the file `path`; `left`: somebody who had what it guards open did
 * not close it. */
MUST_CHECK bool lock_open(struct lock **out, const char *path, bool left, struct err *err);
void lock_close(struct lock *lock);

/* Waits for the turn until `deadline_ms` of the monotonic clock; ERR_BUSY when it
 * passes or the queue is full. One turn per `struct lock` at a time. */
MUST_CHECK bool lock_take(struct lock *lock, int64_t deadline_ms, struct err *err);
void lock_release(struct lock *lock); /* harmless when not held */
bool lock_held(const struct lock *lock);

/* A mark that all who have it open see, until the last of them is gone: what they guard was found
 * damaged. */
void lock_mark(struct lock *lock);
bool lock_marked(const struct lock *lock);

/* Whether what it guards may lack what was written last, and nobody has looked since: it was left
 * open when the machine stopped, or a sync failed. Processes that died alone are no such end. The
 * file says so through all openings until `lock_looked`. Ask before it is opened. */
bool lock_cut(const char *path, bool left);
void lock_cut_mark(struct lock *lock);
void lock_looked(struct lock *lock);

#endif
