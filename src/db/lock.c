/*
 * A queue of tickets in a small file that all writers have mapped.
 *
 * Each ticket has a place with a mutex, which its process holds from the moment it
 * joins the queue until its turn is over. To wait is to lock and unlock the places
 * of all who came before, the nearest first: so each release wakes exactly the next
 * in line, nobody can overtake, and nobody polls. The mutexes are robust: the kernel
 * opens those of a process that dies, whether it waits or has its turn, and SQLite's
 * own lock dies with it. A waiter whose time is over just opens its place and goes.
 *
 * Why not the simpler ways: SQLite's busy handler polls, and starved one of four busy
 * writers for seconds when measured; a plain mutex or flock lets the one who just
 * released take it again before the woken one runs; fcntl locks have no time limit
 * without signals; a priority-inheriting mutex hands over in order, but counts on
 * process numbers, which differ between containers that share the file.
 *
 * A place is never given to a second ticket while somebody may still wait for its
 * first: tickets in the queue span at most half the places (`SPAN`), and a ticket
 * looks back no further than what was the oldest when it came, so the place of a
 * ticket `t` is wanted by tickets below `t + SPAN` only, all of them gone before
 * ticket `t + PLACES` can be drawn.
 *
 * Power may fail while mutexes are locked, and the file survives. So every opener
 * holds a shared flock on the file; whoever can have it exclusively is alone and
 * makes the queue anew.
 */
#include "db/lock.h"

#include "base/durable.h"
#include "db/engine.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PLACES = 256, SPAN = PLACES / 2, VERSION = 4, BOOT = 40 };

struct queue {
    int64_t version;
    int64_t last;   /* the newest ticket */
    int64_t oldest; /* all tickets before this one are over */
    _Atomic bool marked;
    _Atomic bool cut;     /* what was written last may be missing, and nobody has looked */
    char boot[BOOT];      /* since when the machine runs, as it was when this was made; or empty */
    pthread_mutex_t door; /* held for a few instructions, to draw a ticket */
    pthread_mutex_t places[PLACES];
};

struct lock {
    struct queue *queue;
    int fd;
    int64_t ticket; /* 0 = none */
};

static pthread_mutex_t *place(struct lock *lock, int64_t ticket)
{
    return &lock->queue->places[ticket % PLACES];
}

/* The one who held it died: what it guards is never half done, so carry on. */
static bool locked(pthread_mutex_t *m, int rc)
{
    if (rc == EOWNERDEAD)
        rc = pthread_mutex_consistent(m);
    return rc == 0;
}

static bool mutex_wait(pthread_mutex_t *m, int64_t deadline_ms)
{
    struct timespec t = { .tv_sec = deadline_ms / 1000, .tv_nsec = deadline_ms % 1000 * 1000000 };

    return locked(m, pthread_mutex_clocklock(m, CLOCK_MONOTONIC, &t));
}

static bool mutex_try(pthread_mutex_t *m)
{
    return locked(m, pthread_mutex_trylock(m));
}

static bool ticket_over(struct lock *lock, int64_t ticket)
{
    pthread_mutex_t *m = place(lock, ticket);

    if (!mutex_try(m))
        return false;
    pthread_mutex_unlock(m);
    return true;
}

/* Draws a ticket with its place locked, or 0; `*oldest` is where the line begins.
 * Dying between two lines here leaves a place that the kernel opens. */
static int64_t ticket_draw(struct lock *lock, int64_t *oldest)
{
    struct queue *q = lock->queue;
    int64_t ticket = q->last + 1;

    while (q->oldest < ticket && ticket_over(lock, q->oldest))
        q->oldest++;
    if (ticket - q->oldest >= SPAN || !mutex_try(place(lock, ticket)))
        return 0;
    q->last = ticket;
    *oldest = q->oldest;
    return ticket;
}

bool lock_take(struct lock *lock, int64_t deadline_ms, struct err *err)
{
    int64_t oldest = 0, ticket = 0;

    if (lock->ticket)
        return err_internal(err, "the writers' lock is held already");
    if (mutex_wait(&lock->queue->door, deadline_ms)) {
        ticket = ticket_draw(lock, &oldest);
        pthread_mutex_unlock(&lock->queue->door);
    }
    if (!ticket)
        return fail_busy(err, "the queue of writers is full");
    for (int64_t before = ticket - 1; before >= oldest; before--) {
        if (!mutex_wait(place(lock, before), deadline_ms)) {
            pthread_mutex_unlock(place(lock, ticket));
            return fail_busy(err, "waited too long for the turn to write");
        }
        pthread_mutex_unlock(place(lock, before));
    }
    lock->ticket = ticket;
    return true;
}

void lock_release(struct lock *lock)
{
    if (lock->ticket)
        pthread_mutex_unlock(place(lock, lock->ticket));
    lock->ticket = 0;
}

bool lock_held(const struct lock *lock)
{
    return lock->ticket != 0;
}

void lock_mark(struct lock *lock)
{
    atomic_store(&lock->queue->marked, true);
}

bool lock_marked(const struct lock *lock)
{
    return atomic_load(&lock->queue->marked);
}

void lock_cut_mark(struct lock *lock)
{
    atomic_store(&lock->queue->cut, true);
}

void lock_looked(struct lock *lock)
{
    atomic_store(&lock->queue->cut, false);
}

/* -- the file -- */

/* The kernel's own name of this run of the machine: another one after each start. */
static bool boot_now(char out[BOOT])
{
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, out, BOOT - 1);

    if (fd >= 0)
        close(fd);
    out[n > 0 ? n : 0] = '\0';
    return n > 0;
}

static bool same_boot(const char was[BOOT])
{
    char now[BOOT];

    return boot_now(now) && strncmp(was, now, BOOT) == 0;
}

bool lock_cut(const char *path, bool left)
{
    char was[BOOT] = "";
    bool cut = false;
    int64_t version = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ours = fd >= 0 && pread(fd, &version, sizeof version, 0) == sizeof version &&
                version == VERSION &&
                pread(fd, &cut, sizeof cut, offsetof(struct queue, cut)) == sizeof cut &&
                pread(fd, was, sizeof was, offsetof(struct queue, boot)) == sizeof was;

    if (fd >= 0)
        close(fd);
    return (ours && cut) || (left && !(ours && same_boot(was)));
}

/* What tells of a power cut is written over here, so that it was one is kept first. */
static void cut_keep(struct queue *q, const char *path, bool left)
{
    bool ours = q->version == VERSION;
    bool cut = (ours && atomic_load(&q->cut)) || (left && !(ours && same_boot(q->boot)));

    atomic_store(&q->cut, cut);
    q->version = VERSION;
    /* The power may fail again before anybody has looked. */
    if (cut && msync(q, sizeof *q, MS_SYNC) != 0)
        durable_lost(path, strerror(errno));
    boot_now(q->boot);
}

static void queue_make(struct queue *q, const char *path, bool left)
{
    pthread_mutexattr_t robust;

    cut_keep(q, path, left);
    atomic_store(&q->marked, false);
    q->last = 0;
    q->oldest = 1;
    pthread_mutexattr_init(&robust);
    pthread_mutexattr_setpshared(&robust, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&robust, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&q->door, &robust);
    for (int i = 0; i < PLACES; i++)
        pthread_mutex_init(&q->places[i], &robust);
    pthread_mutexattr_destroy(&robust);
}

static bool queue_map(struct lock *lock, const char *path, bool left)
{
    struct stat file;
    void *p;
    bool alone = flock(lock->fd, LOCK_EX | LOCK_NB) == 0;

    /* Who is not alone waits here until the one who is has made the queue. */
    if (!alone && flock(lock->fd, LOCK_SH) != 0)
        return false;
    if (alone && ftruncate(lock->fd, sizeof *lock->queue) != 0)
        return false;
    /* On a full disk a page without a block would be a bus error later. */
    if (alone && (errno = posix_fallocate(lock->fd, 0, sizeof *lock->queue)) != 0)
        return false;
    if (fstat(lock->fd, &file) != 0 || file.st_size != sizeof *lock->queue)
        return false;
    p = mmap(NULL, sizeof *lock->queue, PROT_READ | PROT_WRITE, MAP_SHARED, lock->fd, 0);
    if (p == MAP_FAILED)
        return false;
    lock->queue = p;
    if (alone)
        queue_make(lock->queue, path, left);
    return flock(lock->fd, LOCK_SH) == 0 && lock->queue->version == VERSION;
}

bool lock_open(struct lock **out, const char *path, bool left, struct err *err)
{
    struct lock *lock = calloc(1, sizeof *lock);

    if (!lock)
        return fail_busy(err, "out of memory");
    lock->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock->fd < 0 || !queue_map(lock, path, left)) {
        fail_refused(err, "the writers' lock %s cannot be used: %s", path, strerror(errno));
        lock_close(lock);
        return false;
    }
    *out = lock;
    return true;
}

void lock_close(struct lock *lock)
{
    if (!lock)
        return;
    if (lock->queue) {
        lock_release(lock);
        munmap(lock->queue, sizeof *lock->queue);
    }
    if (lock->fd >= 0)
        close(lock->fd);
    free(lock);
}
