/* Who has a data directory: the lock of a file in it, which a process and its children share. */
#include "web/serve.h"

#include "web/log.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_SECONDS = 10, LOOK_MS = 20 };

/* Two supervisors on one data directory would each have a clerk and their own limits. */
bool serve_lock(const char *data, int *fd, struct err *err)
{
    AUTO_ARENA a = arena_new();

    *fd = open(arena_printf(a, "%s/redress.lock", data), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
               0600);
    if (*fd < 0)
        return err_internal(err, "%s: %s", data, strerror(errno));
    return flock(*fd, LOCK_EX | LOCK_NB) == 0 ||
           err_internal(err, "Redress is serving %s already", data);
}

bool serve_lock_wait(const char *data, int *fd, struct err *err)
{
    const struct timespec look = { .tv_nsec = LOOK_MS * 1000000L };
    int64_t until = monotonic_now() + SECONDS(PATIENCE_SECONDS);

    if (serve_lock(data, fd, err) || *fd < 0)
        return *fd >= 0;
    log_event("info", "supervisor", 0, "waiting", err->detail);
    while (monotonic_now() < until) {
        if (flock(*fd, LOCK_EX | LOCK_NB) == 0) {
            err_clear(err);
            return true;
        }
        nanosleep(&look, NULL);
    }
    return false;
}
