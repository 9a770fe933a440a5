/* Counting: so many in so many seconds, also by many processes at once. [S16] */
#include "base/tap.h"
#include "web/throttle.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MINUTE = 60, PROCESSES = 4, TRIES = 2000, LIMIT = 500 };

static struct throttle_table *table_new(void)
{
    return mmap(NULL, sizeof(struct throttle_table), PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

static int allowed_of(struct throttle_table *t, uint64_t key, int tries, int count, int64_t now)
{
    int n = 0;

    for (int i = 0; i < tries; i++)
        n += throttle_take(t, key, count, MINUTE, now).allowed;
    return n;
}

static void in_order(struct throttle_table *t)
{
    int64_t now = 1000000000;
    struct throttle_answer answer = throttle_take(t, 7, 3, MINUTE, now);

    TAP("[S16] the first is allowed", answer.allowed && answer.left == 2);
    TAP_INT("[S16] and two more", allowed_of(t, 7, 10, 3, now), 2);
    answer = throttle_take(t, 7, 3, MINUTE, now);
    TAP_INT("[S16] the next one waits a third of the time", answer.retry_after, 20);
    TAP_INT("[S16] who is refused does not wait longer", allowed_of(t, 7, 10, 3, now + 20000000),
            1);
    TAP_INT("[S16] after the whole time all are allowed again",
            allowed_of(t, 7, 10, 3, now + 200000000), 3);
    TAP_INT("[S16] another key has its own count", allowed_of(t, 8, 10, 3, now), 3);
    TAP_INT("[S16] no limit", allowed_of(t, 9, 1000, 0, now), 1000);
    TAP_INT("[S16] key 0 is a key", allowed_of(t, 0, 10, 3, now), 3);
}

/* Twice as many keys as there is room for: it stays a table, and a busy key is kept. */
static void overfull(struct throttle_table *t)
{
    int64_t now = 5000000000;
    int n = 0;

    TAP_INT("[S16] a busy key", allowed_of(t, 12345, 10, 10, now), 10);
    for (uint64_t key = 1; key < 2 * THROTTLE_SLOTS; key++)
        n += throttle_take(t, key * 0x9e3779b97f4a7c15, 10, MINUTE, now + 1).allowed;
    TAP_INT("[S16] an overfull table refuses nobody new", n, 2 * THROTTLE_SLOTS - 1);
    TAP_INT("[S16] and does not forget who is over the limit", allowed_of(t, 12345, 5, 10, now + 2),
            0);
}

static void at_once(struct throttle_table *t)
{
    int total = 0;

    for (int i = 0; i < PROCESSES; i++) {
        pid_t pid = fork();
        if (pid == 0)
            _exit(allowed_of(t, 99, TRIES, LIMIT, 9000000000) * 100 / LIMIT);
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        wait(&status);
        total += WEXITSTATUS(status);
    }
    /* Each tells its share in whole percents, cut. */
    TAP("[S16] processes count together", total <= 100 && total > 100 - PROCESSES);
    TAP("[S16] and nothing is left", !throttle_take(t, 99, LIMIT, MINUTE, 9000000000).allowed);
}

int main(void)
{
    struct throttle_table *t = table_new();

    in_order(t);
    overfull(t);
    at_once(table_new());
    return tap_done();
}
