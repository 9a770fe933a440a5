/* The folder of checkpoints: files by the number of events, each written whole or not at all. */
#include "log/place.h"

#include "base/durable.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define ENDING ".checkpoint"
enum { DIGITS = 12, NAME = DIGITS + sizeof ENDING - 1, DAY = 86400 };

static void dir_close(DIR **dir)
{
    if (*dir)
        closedir(*dir);
}
#define AUTO_DIR DIR *CLEANUP(dir_close)

static bool failed(struct err *err, const char *path)
{
    return err_internal(err, "%s: %s", path, strerror(errno));
}

char *place_folder(struct arena *a, const char *data)
{
    return arena_printf(a, "%s/checkpoints", data);
}

static bool is_checkpoint(const char *name)
{
    return strlen(name) == NAME && strspn(name, "0123456789") == DIGITS &&
           strcmp(name + DIGITS, ENDING) == 0;
}

/* -- reading -- */

bool place_read(struct arena *a, const char *path, struct placed *out, struct err *err)
{
    unsigned char *s = arena_room(a, NOTE_MOST + 1);
    AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    size_t n = 0;
    ssize_t got = 1;

    if (fd < 0)
        return failed(err, path);
    while (got > 0 && n < NOTE_MOST + 1) {
        got = read(fd, s + n, NOTE_MOST + 1 - n);
        if (got < 0)
            return failed(err, path);
        n += (size_t)got;
    }
    *out = (struct placed){ arena_str(a, path), arena_bytes(a, s, n) };
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the files, in order; none when there is no folder. */
static bool names(struct arena *a, const char *folder, const char ***out, size_t *n,
                  struct err *err)
{
    AUTO_DIR dir = opendir(folder);
    const char **name = NULL;
    size_t room = 0;

    *n = 0;
    if (!dir && errno != ENOENT)
        return failed(err, folder);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (!is_checkpoint(e->d_name))
            continue;
        if (*n == room) {
            const char **more = ARENA_ARRAY(a, const char *, room * 2 + 64);
            if (room > 0)
                memcpy(more, name, room * sizeof *more);
            room = room * 2 + 64;
            name = more;
        }
        name[(*n)++] = arena_str(a, e->d_name);
    }
    if (*n > 0)
        qsort(name, *n, sizeof *name, by_name);
    *out = name;
    return true;
}

bool place_list(struct arena *a, const char *folder, struct placed_list *out, struct err *err)
{
    const char **name;
    struct placed *file;
    size_t n;

    if (!names(a, folder, &name, &n, err))
        return false;
    file = ARENA_ARRAY(a, struct placed, n);
    for (size_t i = 0; i < n; i++) {
        AUTO_ARENA room = arena_new();
        struct placed read;
        if (!place_read(room, arena_printf(room, "%s/%s", folder, name[i]), &read, err))
            return false;
        file[i] =
            (struct placed){ arena_str(a, read.path), arena_bytes(a, read.note.s, read.note.n) };
    }
    *out = (struct placed_list){ file, n };
    return true;
}

bool place_newest(struct arena *a, const char *folder, const char **note, struct err *err)
{
    struct placed file;
    const char **name;
    size_t n;

    *note = NULL;
    if (!names(a, folder, &name, &n, err))
        return false;
    if (n == 0)
        return true;
    if (!place_read(a, arena_printf(a, "%s/%s", folder, name[n - 1]), &file, err))
        return false;
    *note = (const char *)file.note.s;
    return true;
}

/* -- writing -- */

bool place_write(struct arena *a, const char *path, const char *note, struct err *err)
{
    const char *new = arena_printf(a, "%s.new", path);
    AUTO_FD fd = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);

    if (fd < 0 || !durable_write(fd, new, note, strlen(note)) || !durable_place(new, path))
        return failed(err, path);
    return true;
}

/* Whether the file is of the day that it is now. */
static bool of_today(const char *path)
{
    struct timespec now;
    struct stat st;

    return clock_gettime(CLOCK_REALTIME, &now) == 0 && stat(path, &st) == 0 &&
           st.st_mtim.tv_sec / DAY == now.tv_sec / DAY;
}

bool place_put(struct arena *a, const char *folder, int64_t size, const char *note, bool thin,
               struct err *err)
{
    const char *path = arena_printf(a, "%s/%0*" PRId64 ENDING, folder, DIGITS, size);
    const char **name;
    size_t n;

    if (mkdir(folder, 0700) == 0 ? !durable_name(folder) : errno != EEXIST)
        return failed(err, folder);
    if (!names(a, folder, &name, &n, err))
        return false;
    if (!place_write(a, path, note, err))
        return false;
    for (size_t i = 0; thin && i < n; i++) {
        const char *other = arena_printf(a, "%s/%s", folder, name[i]);
        if (strcmp(other, path) < 0 && of_today(other))
            unlink(other);
    }
    return true;
}
