/* Writing, syncing and naming files, the one way all parts of the program do it. */
#include "base/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void fd_cleanup(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

_Noreturn void durable_lost(const char *path, const char *why)
{
    /* One write, so that lines of several processes do not mix. */
    dprintf(STDERR_FILENO,
            "redress: %s: the disk did not keep what was written (%s): this counts as not done\n",
            path, why);
    _exit(EXIT_SYNC);
}

/* The file system has no such thing, of folders say, or may not be written to: nothing of ours
 * waits there to be kept. */
static bool no_sync_there(int code)
{
    return code == EINVAL || code == ENOTSUP || code == EROFS || code == EBADF;
}

enum kept { KEPT, NOT_ASKED, LOST };

static enum kept sync_fd(int fd)
{
    while (fsync(fd) != 0)
        if (errno != EINTR)
            return no_sync_there(errno) ? NOT_ASKED : LOST;
    return KEPT;
}

/* Back to its first bytes; what had none is gone. Only what is a file: not a device. */
static void take_back(const char *path, int fd, const struct stat *before)
{
    int why = errno;

    if (!S_ISREG(before->st_mode))
        return;
    if (before->st_size == 0)
        unlink(path);
    else if (ftruncate(fd, before->st_size) != 0)
        fprintf(stderr, "redress: %s: its end is left as it is\n", path);
    errno = why;
}

static bool write_all(int fd, const char *from, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, from, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        from += done;
        n -= (size_t)done;
    }
    return true;
}

bool durable_write(int fd, const char *path, const void *s, size_t n)
{
    enum kept kept = NOT_ASKED;
    struct stat before;

    if (fstat(fd, &before) != 0)
        return false;
    if (write_all(fd, s, n))
        kept = sync_fd(fd);
    if (kept != KEPT)
        take_back(path, fd, &before);
    if (kept == LOST)
        durable_lost(path, strerror(errno));
    return kept == KEPT;
}

static enum kept sync_open(const char *path, int flags)
{
    int fd = open(path, flags | O_RDONLY | O_CLOEXEC);
    enum kept kept = fd < 0 ? NOT_ASKED : sync_fd(fd);
    int why = errno;

    if (fd >= 0)
        close(fd);
    errno = why;
    return kept;
}

bool durable_sync(const char *path)
{
    enum kept kept = sync_open(path, 0);

    if (kept == LOST) {
        int why = errno;
        unlink(path);
        durable_lost(path, strerror(why));
    }
    return kept == KEPT;
}

bool durable_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    char folder[PATH_MAX];
    int n = slash ? (int)(slash - path) + 1 : 1;
    enum kept kept;

    if (snprintf(folder, sizeof folder, "%.*s", n, slash ? path : ".") >= (int)sizeof folder) {
        errno = ENAMETOOLONG;
        return false;
    }
    kept = sync_open(folder, O_DIRECTORY);
    if (kept == LOST)
        durable_lost(path, strerror(errno));
    return kept == KEPT;
}

bool durable_place(const char *from, const char *to)
{
    return durable_sync(from) && rename(from, to) == 0 && durable_name(to);
}
