/* The clerk: jobs one after another, each when it is due, and sleep in between. */
#include "web/serve.h"

#include "web/confined.h"
#include "web/log.h"
#include "web/signals.h"

#include <poll.h>
#include <unistd.h>

enum { JOBS = 32, LONGEST_SLEEP = 1000 };

static void job_run(struct app *app, const struct job *job)
{
    struct err err = { 0 };
    bool probe = strcmp(job->name, "probe") == 0;

    if (job->run(app, &err)) {
        if (probe)
            atomic_store(&app->shared->probe, monotonic_now());
        return;
    }
    if (probe)
        atomic_store(&app->shared->probe, 0); /* known at once, not when the last one is old */
    if (err.kind == ERR_FULL)
        atomic_store(&app->shared->no_room, monotonic_now());
    log_event("error", "clerk", (int)err.kind, job->name, err.detail[0] ? err.detail : err.text);
}

/* Runs what is due; milliseconds until the next. */
static int jobs_run(struct app *app, const struct job *jobs, int64_t *due, bool woken,
                    struct shared_child *me)
{
    int64_t next = monotonic_now() + LONGEST_SLEEP * 1000;

    for (size_t i = 0; i < JOBS && jobs[i].name; i++) {
        if (monotonic_now() >= due[i] || (woken && jobs[i].woken)) {
            job_run(app, &jobs[i]);
            due[i] = monotonic_now() + SECONDS(jobs[i].every_seconds);
            atomic_store(&me->alive, monotonic_now());
        }
        if (due[i] < next)
            next = due[i];
    }
    atomic_store(&me->alive, monotonic_now());
    next -= monotonic_now();
    return next > 0 ? (int)(next / 1000) + 1 : 0;
}

/* Whether somebody rang since the last time. */
static bool bell_rang(int fd)
{
    uint64_t times;

    return read(fd, &times, sizeof times) == sizeof times;
}

static void jobs_end(struct app *app, const struct job *jobs)
{
    app->ending = true;
    for (size_t i = 0; i < JOBS && jobs[i].name; i++)
        if (jobs[i].at_end)
            job_run(app, &jobs[i]);
}

int clerk_run(struct app *app, const struct child *child, const struct job *jobs)
{
    struct shared_child *me = &child->shared->child[SHARED_WORKERS];
    struct pollfd fds[] = { { .fd = signals_open(false), .events = POLLIN },
                            { .fd = child->wake, .events = POLLIN } };
    int64_t due[JOBS] = { 0 };

    app->shared = child->shared;
    app->worker = -1;
    if (fds[0].fd < 0)
        return EXIT_CONFIG;
    if (!confined_clerk(app))
        return EXIT_UNCONFINED;
    atomic_store(&me->ready, true);
    log_event("info", "clerk", 0, "started", NULL);
    do {
        bool woken = (fds[1].revents & POLLIN) && bell_rang(child->wake);
        poll(fds, COUNT(fds), jobs_run(app, jobs, due, woken, me));
    } while (!(fds[0].revents & POLLIN) || !signals_end(fds[0].fd));
    jobs_end(app, jobs);
    close(fds[0].fd);
    log_event("info", "clerk", 0, "ended", NULL);
    return 0;
}
