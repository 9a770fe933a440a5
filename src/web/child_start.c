/*
 * Two ways to make a child. A copy is there at once, and what the supervisor prepared (pages,
 * texts, the program's own tables) stands in memory once for all. But copies of one process
 * have its addresses, and whoever can crash one again and again could learn them bit by bit: what
 * takes the place of a child that died is therefore the program started anew.
 */
#include "web/child_start.h"

#include <errno.h>
#include <limits.h>
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern char **environ;

enum { ARGS = 64 };

/* Takes what is inherited to its numbers and closes what belongs to the supervisor alone. */
static bool descriptors_take(const struct child_start *start)
{
    bool ok = dup2(start->shared, SHARED_FD) >= 0 && dup2(start->wake, WAKE_FD) >= 0 &&
              dup2(start->lock, LOCK_FD) >= 0;
    int next = SOCKETS_FD;

    for (size_t i = 0; i < start->n_sockets; i++)
        ok = dup2(start->sockets[i], next++) >= 0 && ok;
    return close_range((unsigned)next, UINT_MAX, 0) == 0 && ok;
}

int child_fork(const struct child_start *start, const struct serve_child *child, pid_t *pid)
{
    sigset_t none;

    fflush(NULL); /* else a copy would print it once more */
    malloc_trim(0);
    *pid = fork();
    if (*pid != 0)
        return *pid < 0 ? errno : 0;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    exit(descriptors_take(start) ? child->run(child->ctx, start->role) : EXIT_CONFIG);
}

int child_spawn(const struct child_start *start, char *const *argv, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    sigset_t none;
    /* posix_spawn does not write to them; its type is older than const. */
    char *args[ARGS + 3];
    size_t n = 0;
    int failed;

    while (n < ARGS && argv[n]) {
        args[n] = argv[n];
        n++;
    }
    args[n] = (char[]){ "--child" };
    args[n + 1] = (char *)(uintptr_t)start->role;
    args[n + 2] = NULL;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, start->shared, SHARED_FD);
    posix_spawn_file_actions_adddup2(&actions, start->wake, WAKE_FD);
    posix_spawn_file_actions_adddup2(&actions, start->lock, LOCK_FD);
    for (size_t i = 0; i < start->n_sockets; i++)
        posix_spawn_file_actions_adddup2(&actions, start->sockets[i], SOCKETS_FD + (int)i);
    sigemptyset(&none);
    posix_spawnattr_init(&attr);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attr, &none);
    failed = posix_spawn(pid, "/proc/self/exe", &actions, &attr, args, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attr);
    return failed;
}
