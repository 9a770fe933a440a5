/*
 * The operator's command: started by its path with its arguments, nothing of our environment,
 * descriptors or signals, and the checkpoint as its input.
 */
#include "log/place.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

static void fd_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}
#define AUTO_FD int CLEANUP(fd_close)

/* A file without a name that holds the note: whoever reads it slowly blocks nobody. */
static int input_of(const char *note)
{
    int fd = memfd_create("checkpoint", MFD_CLOEXEC);
    size_t n = strlen(note);

    if (fd >= 0 && (write(fd, note, n) != (ssize_t)n || lseek(fd, 0, SEEK_SET) != 0)) {
        close(fd);
        return -1;
    }
    return fd;
}

static int start(char *const *argv, int input, pid_t *pid)
{
    char *const environment[] = { NULL };
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    sigset_t none, all;
    int failed;

    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attr);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                        POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setsigdefault(&attr, &all);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    posix_spawn_file_actions_addchdir_np(&actions, "/");
    failed = posix_spawn(pid, argv[0], &actions, &attr, argv, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attr);
    return failed;
}

/* Waits for its end; kills it, and what it started, when the time is up. False: it was. */
static bool ended(pid_t pid, int seconds, int *status)
{
    AUTO_FD fd = pidfd_open(pid, 0);
    struct pollfd end = { .fd = fd, .events = POLLIN };
    bool in_time = fd >= 0 && poll(&end, 1, seconds * 1000) > 0;

    if (!in_time)
        kill(-pid, SIGKILL);
    while (waitpid(pid, status, 0) < 0 && errno == EINTR)
        ;
    return in_time;
}

bool place_push(struct arena *a, struct texts command, const char *note, int seconds,
                struct err *err)
{
    char **argv = ARENA_ARRAY(a, char *, command.n + 1);
    AUTO_FD input = input_of(note);
    int failed, status = 0;
    pid_t pid;

    for (size_t i = 0; i < command.n; i++)
        argv[i] = arena_str(a, command.s[i]);
    if (input < 0)
        return err_internal(err, "checkpoint_command: %s", strerror(errno));
    failed = start(argv, input, &pid);
    if (failed)
        return err_internal(err, "checkpoint_command %s: %s", argv[0], strerror(failed));
    if (!ended(pid, seconds, &status))
        return err_internal(err, "checkpoint_command did not end within %d seconds", seconds);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    return err_internal(err, "checkpoint_command ended with %s %d",
                        WIFSIGNALED(status) ? "signal" : "status",
                        WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}
