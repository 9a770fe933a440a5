/* What a worker and the clerk have in common. */
#include "web/child_start.h"

#include "web/crash.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static bool role_read(const char *role, struct child *out, struct err *err)
{
    out->clerk = strcmp(role, "clerk") == 0;
    if (out->clerk)
        return true;
    if (strncmp(role, "worker-", 7) != 0)
        return err_internal(err, "there is no role %s", role);
    out->index = (int)strtol(role + 7, NULL, 10);
    return (out->index >= 0 && out->index < SHARED_WORKERS) ||
           err_internal(err, "there is no role %s", role);
}

static bool listens(int fd)
{
    int on = 0;
    socklen_t n = sizeof on;

    return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &on, &n) == 0 && on;
}

static void descriptors_raise(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/* Memory holds keys and people's words: no core, and no other process may look. */
static void memory_hide(void)
{
    struct rlimit none = { 0 };

    setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ /* looks at its own process in the end */
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

bool child_begin(const char *role, struct child *out, struct err *err)
{
    *out = (struct child){ 0 };
    umask(077);
    prctl(PR_SET_NAME, role); /* what ps and top show */
    memory_hide();
    descriptors_raise();
    signal(SIGPIPE, SIG_IGN);
    crash_watch(role);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    fcntl(LOCK_FD, F_SETFD, FD_CLOEXEC); /* held by this process, not by what it may start */
    if (!role_read(role, out, err) || !shared_from_fd(SHARED_FD, &out->shared, err))
        return false;
    if (getppid() != out->shared->supervisor)
        return err_internal(err, "the supervisor is gone");
    out->wake = WAKE_FD;
    while (out->n_sockets < CHILD_SOCKETS && listens(SOCKETS_FD + (int)out->n_sockets)) {
        out->sockets[out->n_sockets] = SOCKETS_FD + (int)out->n_sockets;
        out->n_sockets++;
    }
    return true;
}
