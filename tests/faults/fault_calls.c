/*
 * Stands before the C library (LD_PRELOAD) and lets its calls fail as the file of faults
 * says: syncs, writes to files, the wall clock. Everything else goes to the kernel unchanged. What
 * is synced, and whether files take their names before they are, is counted.
 */
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* -- what is written and not yet synced, in this process -- */

enum { DIRTY = 64 };

static struct {
    dev_t dev;
    ino_t ino;
} dirty[DIRTY];
static int named; /* files renamed, and no folder synced since */

/* Where that file stands among them; the first free place when it does not; DIRTY when full. */
static int dirty_at(const struct stat *st)
{
    int free_at = DIRTY;

    for (int i = 0; i < DIRTY; i++) {
        if (dirty[i].ino == st->st_ino && dirty[i].dev == st->st_dev)
            return i;
        if (dirty[i].ino == 0 && free_at == DIRTY)
            free_at = i;
    }
    return free_at;
}

static void written(const struct stat *st)
{
    int at = dirty_at(st);

    if (at < DIRTY) {
        dirty[at].dev = st->st_dev;
        dirty[at].ino = st->st_ino;
    }
}

static void synced(struct faults *f, int fd)
{
    struct stat st;
    int at;

    if (fstat(fd, &st) != 0)
        return;
    if (S_ISDIR(st.st_mode)) {
        atomic_fetch_sub(&f->names, named);
        named = 0;
        return;
    }
    atomic_fetch_add(&f->syncs, 1);
    if ((at = dirty_at(&st)) < DIRTY)
        dirty[at].ino = 0;
}

/* A file takes its name: whether a loss of power at this moment would leave it without bytes. */
int rename(const char *from, const char *to)
{
    struct faults *f = faults_of_test();
    struct stat st;
    int at;

    if (f && stat(from, &st) == 0 && S_ISREG(st.st_mode)) {
        atomic_fetch_add(&f->renames, 1);
        atomic_fetch_add(&f->names, 1);
        atomic_store(&f->named_at, atomic_load(&f->writes));
        named++;
        at = dirty_at(&st);
        if (at < DIRTY && dirty[at].ino == st.st_ino)
            atomic_fetch_add(&f->unsynced, 1);
    }
    return (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

/* -- syncs -- */

/* The name of what is open, without the folders above; a folder's with its slash. */
static void name_of(int fd, char *out, size_t size)
{
    char link[40], path[PATH_MAX];
    const char *slash;
    struct stat st;
    ssize_t n;

    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof path - 1);
    path[n > 0 ? n : 0] = '\0';
    slash = strrchr(path, '/');
    snprintf(out, size, "%.*s%s", NAME_MAX, slash ? slash + 1 : path,
             fstat(fd, &st) == 0 && S_ISDIR(st.st_mode) ? "/" : "");
}

static int meant(const struct faults *f, const char *name)
{
    if (!*f->sync_name)
        return !strchr(name, '/');
    return fnmatch(f->sync_name, name, 0) == 0;
}

static int sync_fails(struct faults *f, const char *name)
{
    if (!meant(f, name) || !faults_hit(f, &f->sync_at))
        return 0;
    snprintf(f->sync_lost, sizeof f->sync_lost, "%s", name);
    atomic_fetch_add(&f->sync_fired, 1);
    errno = EIO;
    return 1;
}

static int sync_or_fail(long call, int fd)
{
    struct faults *f = faults_of_test();
    char name[NAME_MAX + 2];

    if (f && atomic_load(&f->sync_at) != 0) {
        name_of(fd, name, sizeof name);
        if (sync_fails(f, name))
            return -1;
    }
    if (f)
        synced(f, fd);
    return (int)syscall(call, fd);
}

int fsync(int fd)
{
    return sync_or_fail(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    return sync_or_fail(SYS_fdatasync, fd);
}

/* The one piece of memory of a file that the program syncs is the writers' lock. */
int msync(void *at, size_t n, int flags)
{
    struct faults *f = faults_of_test();

    if (f && sync_fails(f, "redress.db-lock"))
        return -1;
    return (int)syscall(SYS_msync, at, n, flags);
}

/* -- writes -- */

static int is_file(int fd, struct stat *st)
{
    return fd > STDERR_FILENO && fstat(fd, st) == 0 && S_ISREG(st->st_mode) && st->st_nlink > 0;
}

/* 0 when this write is to go on. */
static int write_fails(int fd)
{
    struct faults *f = faults_of_test();
    int64_t only, code;
    struct stat st;

    if (!f || !is_file(fd, &st))
        return 0;
    written(&st);
    atomic_fetch_add(&f->writes, 1);
    if (faults_hit(f, &f->kill_at)) {
        atomic_fetch_add(&f->kill_fired, 1);
        kill(getpid(), SIGKILL);
    }
    code = atomic_load(&f->write_errno);
    only = atomic_load(&f->only);
    if (code == 0 || (only != 0 && only != getpid()))
        return 0;
    atomic_fetch_add(&f->write_fired, 1);
    errno = (int)code;
    return 1;
}

ssize_t write(int fd, const void *p, size_t n)
{
    return write_fails(fd) ? -1 : syscall(SYS_write, fd, p, n);
}

/* With large files, as everywhere here, the symbol is pwrite64. */
ssize_t pwrite(int fd, const void *p, size_t n, off_t at)
{
    return write_fails(fd) ? -1 : syscall(SYS_pwrite64, fd, p, n, at);
}

/* -- the wall clock -- */

static int clock_shifted(clockid_t id, struct timespec *t)
{
    struct faults *f = faults_of_test();
    int64_t by = f ? atomic_load(&f->clock_us) : 0;
    int rc = (int)syscall(SYS_clock_gettime, id, t);
    int64_t us;

    if (rc != 0 || by == 0 || (id != CLOCK_REALTIME && id != CLOCK_REALTIME_COARSE))
        return rc;
    atomic_fetch_add(&f->clock_fired, 1);
    us = (int64_t)t->tv_sec * 1000000 + t->tv_nsec / 1000 + by;
    t->tv_sec = us / 1000000;
    t->tv_nsec = us % 1000000 * 1000;
    return 0;
}

int clock_gettime(clockid_t id, struct timespec *t)
{
    return clock_shifted(id, t);
}

time_t time(time_t *out)
{
    struct timespec t;

    clock_shifted(CLOCK_REALTIME, &t);
    if (out)
        *out = t.tv_sec;
    return t.tv_sec;
}

int gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
    struct timespec t;

    (void)zone;
    clock_shifted(CLOCK_REALTIME, &t);
    *tv = (struct timeval){ t.tv_sec, t.tv_nsec / 1000 };
    return 0;
}
