/*
 * The loop of a worker: waits for the sockets and for SIGTERM, then lets the
 * server do what can be done. On SIGTERM it stops listening, answers what was begun
 * and ends. [D13]
 */
#include "web/serve.h"

#include "web/confined.h"
#include "web/log.h"
#include "web/server.h"
#include "web/signals.h"

#include <poll.h>
#include <unistd.h>

enum { DRAIN_SECONDS = 7, DRAIN_ROUND_MS = 100, ROUND_MS = 1000 };

static void wake_clerk(const struct app *app)
{
    /* Full means that it was woken often enough. */
    if (write(app->wake, &(uint64_t){ 1 }, sizeof(uint64_t)) < 0)
        return;
}

static void loop_once(struct app *app, struct server *server, struct pollfd *fds, size_t n,
                      struct shared_child *me, int longest)
{
    int timeout = server_timeout(server);

    poll(fds, n, timeout < longest ? timeout : longest);
    server_run(server);
    if (app->round_done && app->round_done(app))
        wake_clerk(app);
    atomic_store(&me->alive, monotonic_now());
}

static void loop(struct app *app, struct server *server, int signals, struct shared_child *me)
{
    struct pollfd fds[CHILD_SOCKETS + 1] = { { .fd = signals, .events = POLLIN } };
    int sockets[CHILD_SOCKETS];
    size_t n = 1;
    int64_t until;

    for (size_t i = 0; i < server_descriptors(server, sockets, CHILD_SOCKETS); i++)
        fds[n++] = (struct pollfd){ .fd = sockets[i], .events = POLLIN };
    while (!(fds[0].revents & POLLIN) || !signals_end(signals))
        loop_once(app, server, fds, n, me, ROUND_MS);
    atomic_store(&me->ready, false);
    server_drain(server);
    until = monotonic_now() + SECONDS(DRAIN_SECONDS);
    while (server_connections(server) > 0 && monotonic_now() < until)
        loop_once(app, server, fds + 1, n - 1, me, DRAIN_ROUND_MS);
}

int worker_run(struct app *app, const struct child *child)
{
    struct shared_child *me = &child->shared->child[child->index];
    int signals = signals_open(false);
    struct server *server;
    struct err err = { 0 };

    app->shared = child->shared;
    app->worker = child->index;
    app->wake = child->wake;
    if (signals < 0 || !server_new(app, child->sockets, child->n_sockets, &server, &err)) {
        log_event("error", "worker", child->index, "not started", err.detail);
        return EXIT_CONFIG;
    }
    /* Whatever is left of the start is done: from here on strangers talk to this process. */
    if (!confined_worker(app)) {
        server_free(server);
        return EXIT_UNCONFINED;
    }
    atomic_store(&me->alive, monotonic_now());
    atomic_store(&me->ready, true);
    log_event("info", "worker", child->index, "started", NULL);
    loop(app, server, signals, me);
    server_free(server);
    close(signals);
    log_event("info", "worker", child->index, "ended", NULL);
    return 0;
}
