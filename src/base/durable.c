/* Writing, syncing and naming files, the one way all parts of the program do it. */
#include "base/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void fd_cleanup(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

bool durable_write(int fd, const void *s, size_t n)
{
    const char *from = s;

    while (n > 0) {
        ssize_t done = write(fd, from, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        from += done;
        n -= (size_t)done;
    }
    return fsync(fd) == 0;
}

static bool sync_open(const char *path, int flags)
{
    int fd = open(path, flags | O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    int why = errno;

    if (fd >= 0)
        close(fd);
    errno = why;
    return ok;
}

bool durable_sync(const char *path)
{
    return sync_open(path, 0);
}

bool durable_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    char folder[PATH_MAX];
    int n = slash ? (int)(slash - path) + 1 : 1;

    if (snprintf(folder, sizeof folder, "%.*s", n, slash ? path : ".") >= (int)sizeof folder) {
        errno = ENAMETOOLONG;
        return false;
    }
    return sync_open(folder, O_DIRECTORY);
}

bool durable_place(const char *from, const char *to)
{
    return durable_sync(from) && rename(from, to) == 0 && durable_name(to);
}
