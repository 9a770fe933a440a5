#include "web/reserve.h"

#include "base/date.h"
#include "web/log.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* So long after a write found no room it is taken for gone. */
enum { NO_ROOM_SECONDS = 30 };

static bool no_room(const struct shared *shared)
{
    int64_t at = atomic_load(&shared->no_room);

    return at != 0 && monotonic_now() - at < SECONDS(NO_ROOM_SECONDS);
}

static int64_t size_of(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
}

/* Bytes that an ordinary program may still write there. */
static int64_t room_at(const char *path)
{
    struct statvfs fs;

    return statvfs(path, &fs) == 0 ? (int64_t)fs.f_bavail * (int64_t)fs.f_frsize : 0;
}

static void give_up(const char *path, struct shared *shared)
{
    atomic_store(&shared->in_need, true);
    if (unlink(path) == 0)
        log_event("error", "clerk", 0, "the disk is full: the reserve is given up", NULL);
}

static void taking(struct shared *shared)
{
    atomic_store(&shared->no_room, 0);
    if (atomic_exchange(&shared->in_need, false))
        log_event("info", "clerk", 0, "there is room: the reserve is set aside", NULL);
}

/* Blocks, not only a size; a file half made counts for nothing. */
static bool set_aside(const char *path, int64_t size, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    int code = fd < 0 ? errno : posix_fallocate(fd, 0, size);

    if (fd >= 0)
        close(fd);
    if (code == 0)
        return true;
    unlink(path);
    return code == ENOSPC || code == EDQUOT ||
           err_internal(err, "the reserve cannot be set aside: %s", strerror(code));
}

bool reserve_keep(const struct config *config, struct shared *shared, struct err *err)
{
    AUTO_ARENA a = arena_new();
    const char *path = arena_printf(a, "%s/reserve", config->data);
    int64_t size = config->reserve, here = size_of(path);

    if (size == 0) {
        unlink(path); /* of an earlier configuration */
        atomic_store(&shared->in_need, false);
        return true;
    }
    if (here == size && !no_room(shared))
        return true;
    if (here == size)
        give_up(path, shared);
    /* Some more than the reserve itself, or the next complaint would take it back. */
    else if (room_at(config->data) + here >= size + size / 4 && !set_aside(path, size, err))
        return false;
    here = size_of(path);
    if (here == size)
        taking(shared);
    else
        atomic_store(&shared->in_need, true);
    return true;
}
