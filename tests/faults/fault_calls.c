/*
 * Stands before the C library (LD_PRELOAD) and lets its calls fail as the file of faults
 * says: syncs, writes to files, the wall clock. Everything else goes to the kernel unchanged. What
 * is synced, and whether files take their names before they are, is counted.
 */
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
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

/* Of a folder, SQLite syncs once for each log it opens, and passes over a failure: the file
 * was there before. */
static int is_folder(int fd)
{
    struct stat st;

    return fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
}

static int sync_or_fail(long call, int fd)
{
    struct faults *f = faults_of_test();
    struct stat st;

    if (f && !is_folder(fd) && faults_hit(f, &f->sync_at)) {
        atomic_store(&f->sync_file, fstat(fd, &st) == 0 ? (int64_t)st.st_ino : 0);
        atomic_fetch_add(&f->sync_fired, 1);
        errno = EIO;
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
