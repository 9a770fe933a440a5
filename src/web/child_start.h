/*
 * How a child of the supervisor begins, and what it inherits by number.
 */
#ifndef WEB_CHILD_START_H
#define WEB_CHILD_START_H

#include "web/serve.h"

/* The numbers under which children find what they inherit; sockets follow one another. */
enum { SHARED_FD = 3, WAKE_FD = 4, LOCK_FD = 5, SOCKETS_FD = 6 };

struct child_start {
    const char *role;       /* "worker-0" …, "clerk" */
    int shared, wake, lock; /* all descriptors above the numbers of those inherited */
    const int *sockets;
    size_t n_sockets;
};

/* A copy of this process, which shares the memory of all that was prepared. 0, or errno. */
MUST_CHECK int child_fork(const struct child_start *start, const struct serve_child *child,
                          pid_t *pid);
/* The program again, with `--child ROLE` behind `argv`: memory and addresses of its own. */
MUST_CHECK int child_spawn(const struct child_start *start, char *const *argv, pid_t *pid);

#endif
