/* Deadlines of connections. [D14] */
#include "base/tap.h"
#include "web/connection.h"

static const struct config config = {
    .head_seconds = 10,
    .idle_seconds = 15,
    .body_seconds = 20,
    .bytes_per_second = 1000,
};

static const struct {
    const char *what;
    struct connection c;
    int64_t seconds;
} cases[] = {
    { "[D14] a first head", { .phase = CONNECTION_HEAD }, 10 },
    { "[D14] between two requests", { .phase = CONNECTION_HEAD, .served = true }, 15 },
    { "[D14] a body of which nothing came", { .phase = CONNECTION_BODY }, 20 },
    { "[D14] each thousand bytes give a second", { .phase = CONNECTION_BODY, .bytes = 30000 }, 50 },
    { "[D14] a short answer", { .phase = CONNECTION_ANSWER, .bytes = 100 }, 20 },
    { "[D14] a long answer", { .phase = CONNECTION_ANSWER, .bytes = 1000000 }, 1020 },
};

int main(void)
{
    struct connections list = { 0 };
    struct connection one, two, three;

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct connection c = cases[i].c;
        c.since = SECONDS(100);
        TAP_INT(cases[i].what, connection_deadline(&c, &config) - SECONDS(100),
                SECONDS(cases[i].seconds));
    }
    TAP("[D14] whose turn has not come has all the time",
        connection_deadline(&(struct connection){ .phase = CONNECTION_TURN }, &config) ==
            INT64_MAX);
    connection_add(&list, &one, -1, SECONDS(100));
    connection_add(&list, &two, -1, SECONDS(105));
    connection_add(&list, &three, -1, SECONDS(105));
    TAP_INT("before the deadline nobody is ended",
            (int64_t)connections_reap(&list, &config, SECONDS(110) - 1), 0);
    TAP_INT("then the one that is late", (int64_t)connections_reap(&list, &config, SECONDS(110)),
            1);
    TAP_INT("once", (int64_t)connections_reap(&list, &config, SECONDS(110)), 0);
    connection_remove(&list, &two);
    connection_remove(&list, &one);
    TAP("the list stays a list",
        list.n == 1 && list.first == &three && !three.next && !three.before);
    connection_remove(&list, &three);
    TAP("until it is empty", list.n == 0 && !list.first);
    return tap_done();
}
