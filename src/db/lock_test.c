/* The writers' lock between real processes: order, death, and its limits. */
#include "base/tap.h"
#include "db/engine.h"
#include "db/fresh.h"
#include "db/lock.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const struct migration migrations[] = {
    { .name = "0001", .sqlite = "CREATE TABLE turn (writer INTEGER)", .checksum = "1" },
    { 0 },
};

enum { WRITERS = 4, TURNS = 600 };

/* What the processes of a test share. */
struct shared {
    volatile int go;
    volatile int asked;
    volatile int inside; /* never more than one */
    volatile int broken;
    volatile int turns;       /* since all had their first one */
    volatile int of[WRITERS]; /* of these, who had how many */
    volatile bool came[WRITERS];
};

static const struct sql turn_add = {
    .name = "turn_add",
    .sqlite = "INSERT INTO turn (writer) VALUES (?1)",
    .params = 1,
    .param_kinds = "i",
};

static struct shared *shared_make(void)
{
    void *p = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                   -1, 0);

    return p == MAP_FAILED ? NULL : p;
}

static void pause_ms(int ms)
{
    struct timespec t = { .tv_nsec = ms * 1000000L };

    nanosleep(&t, NULL);
}

/* Until `*what` is at least `n`, or ten seconds are over. */
static bool wait_for(const volatile int *what, int n)
{
    for (int64_t end = clock_ms() + 10000; *what < n && clock_ms() < end;)
        pause_ms(1);
    return *what >= n;
}

static bool take(struct lock *lock, int ms)
{
    struct err err = { 0 };

    return lock_take(lock, clock_ms() + ms, &err);
}

static struct lock *open_lock(const char *path)
{
    struct lock *lock = NULL;
    struct err err = { 0 };

    return lock_open(&lock, path, false, &err) ? lock : NULL;
}

static bool all_came(const struct shared *s)
{
    for (int w = 0; w < WRITERS; w++)
        if (!s->came[w])
            return false;
    return true;
}

/* One transaction as real ones are, with what it does to the shared figures. */
/* Long enough for the others to come again: a commit alone, in memory, is shorter than the time
 * that the machine gives one process at a stretch. */
static const struct timespec a_while = { .tv_nsec = 500000 };

static bool turn(struct db *db, struct shared *s, int me)
{
    AUTO_TX tx = { 0 };
    struct err err = { 0 };

    if (!tx_begin(&tx, db, &err))
        return false;
    if (__atomic_add_fetch(&s->inside, 1, __ATOMIC_SEQ_CST) != 1)
        s->broken = 1;
    s->came[me] = true;
    if (all_came(s) && s->turns < TURNS) {
        s->of[me]++;
        s->turns++;
    }
    if (!db_exec(db, &turn_add, (struct value[]){ value_int(me) }, NULL, &err))
        return false;
    nanosleep(&a_while, NULL);
    __atomic_sub_fetch(&s->inside, 1, __ATOMIC_SEQ_CST);
    return tx_commit(&tx, &err);
}

static _Noreturn void writer(const struct fresh *fresh, struct shared *s, int me)
{
    struct db *db = NULL;
    struct err err = { 0 };
    bool ok = fresh_open(fresh, &db, &err);

    while (ok && s->turns < TURNS)
        ok = turn(db, s, me);
    db_close(db);
    _exit(ok ? 0 : 1);
}

static bool ended_well(pid_t pid)
{
    int status;

    return waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* In the order of the queue each has a quarter; half of that is asked for, because the
 * machine may be late in letting one of them ask again. */
static void fairness(struct arena *a, const struct fresh *fresh)
{
    struct shared *s = shared_make();
    pid_t pids[WRITERS];
    bool well = true;

    for (int w = 0; w < WRITERS; w++)
        if ((pids[w] = fork()) == 0)
            writer(fresh, s, w);
    for (int w = 0; w < WRITERS; w++)
        well = ended_well(pids[w]) && well;
    TAP("four busy writers come to an end", well);
    TAP("never two at a time", !s->broken);
    TAP_INT("all turns were taken", s->turns, TURNS);
    for (int w = 0; w < WRITERS; w++)
        TAP(arena_printf(a, "writer %d had a fair share: %d of %d turns", w, s->of[w], TURNS),
            s->of[w] >= TURNS / WRITERS / 2);
    munmap(s, sizeof *s);
}

/* A child that joins the queue and then does nothing; `s->go` grows when it has its turn. */
static pid_t holder(const char *path, struct shared *s)
{
    pid_t pid = fork();

    if (pid == 0) {
        struct lock *lock = open_lock(path);
        s->asked = 1;
        if (lock && take(lock, 60000))
            s->go = 1;
        for (;;)
            pause();
    }
    return pid;
}

static void kill_now(pid_t pid)
{
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static void death(const char *path)
{
    struct lock *lock = open_lock(path);
    struct lock *third = open_lock(path);
    struct shared *s = shared_make();
    pid_t pid = holder(path, s);

    TAP("another process has the lock", wait_for(&s->go, 1));
    TAP("so it is not for us", !take(lock, 50));
    kill_now(pid);
    TAP("kill -9 frees it", take(lock, 10000));

    s->go = s->asked = 0;
    pid = holder(path, s);
    TAP("one waits behind us", wait_for(&s->asked, 1));
    pause_ms(50);
    kill_now(pid);
    TAP("it never had its turn", s->go == 0);
    lock_release(lock);
    TAP("one who died in the queue holds up nobody", take(third, 10000));
    lock_close(third);
    TAP("closing releases", take(lock, 10000));
    lock_close(lock);
    munmap(s, sizeof *s);
}

static void limits(const char *path)
{
    struct lock *a = open_lock(path), *b = open_lock(path);
    struct err err = { 0 };

    TAP("taken", take(a, 1000) && lock_held(a));
    TAP("not twice by the same", !lock_take(a, clock_ms() + 10, &err) && err.kind == ERR_INTERNAL);
    err_clear(&err);
    TAP("waiting has an end, and then it is busy",
        !lock_take(b, clock_ms() + 20, &err) && err.kind == ERR_BUSY && err.retry_after > 0);
    for (int i = 0; i < 1000; i++)
        if (take(b, 0))
            break;
    TAP("a thousand who gave up later", !lock_held(b));
    lock_release(a);
    lock_release(a);
    TAP("the lock goes on", take(b, 10000) && !lock_held(a));
    lock_release(b);
    for (int i = 0; i < 1000; i++) {
        if (!take(a, 10000))
            break;
        lock_release(a);
    }
    TAP("and round and round", take(a, 10000));
    lock_close(a);
    lock_close(b);
}

/* A power cut leaves the file as it was, with mutexes locked that nobody holds. */
static void power_cut(const char *path)
{
    struct lock *lock;
    FILE *f = fopen(path, "r+b");
    bool filled = f != NULL;

    for (int i = 0; i < 4000 && filled; i++)
        filled = fputc(0x55, f) != EOF;
    TAP("a file full of rubbish", filled && fclose(f) == 0);
    lock = open_lock(path);
    TAP("is made anew by the first who comes", lock && take(lock, 10000));
    TAP("nobody had left what it guards open", !lock_cut(path, false));
    lock_close(lock);
}

/* A file that says nothing of the machine that wrote it is taken for one of another. */
static void unknown(const char *path)
{
    struct lock *lock = NULL;
    struct err err = { 0 };

    TAP("without a file a journal that was left may be of a power cut",
        unlink(path) == 0 && lock_cut(path, true) && !lock_cut(path, false));
    TAP("opened", lock_open(&lock, path, true, &err));
    TAP("which the file keeps", lock_cut(path, false));
    lock_close(lock);
    TAP("opened again", (lock = open_lock(path)) != NULL && lock_cut(path, false));
    lock_looked(lock);
    TAP("until somebody looked", !lock_cut(path, false) && !lock_cut(path, true));
    lock_cut_mark(lock);
    TAP("or finds a sync that failed", lock_cut(path, false));
    lock_close(lock);
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    AUTO_FRESH fresh = { 0 };
    struct db *db = NULL;
    struct err err = { 0 };
    const char *path;

    fresh_make(a, &fresh, DB_SQLITE, "lock_test");
    TAP("a database", fresh_open(&fresh, &db, &err) && db_migrate(db, &err));
    db_close(db); /* it does not cross a fork */
    fairness(a, &fresh);
    path = arena_printf(a, "%s-lock", fresh.path);
    death(path);
    limits(path);
    power_cut(path);
    unknown(path);
    return tap_done();
}
