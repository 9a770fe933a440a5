/* The clerk: jobs one after another, each when it is due, and sleep in between. */
#include "web/serve.h"

#include "web/confined.h"
#include "web/log.h"
#include "web/signals.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    JOBS = 32,
    LONGEST_SLEEP = 1000, /* milliseconds */
    SAY_AGAIN = 60,       /* seconds */
};

/* When a job is due, and what it said last of why it failed. */
struct turn {
    int64_t due;
    int64_t again; /* from then on the same is said once more */
    char why[ERR_DETAIL];
};

/* What goes on failing in one way, such as a database that is away, is said once in a while. */
static void failure_tell(struct turn *turn, const struct job *job, const struct err *err)
{
    const char *said = err->detail[0] ? err->detail : err->text;
    const char *why = said ? said : "";

    if (strncmp(turn->why, why, sizeof turn->why - 1) == 0 && monotonic_now() < turn->again)
        return;
    snprintf(turn->why, sizeof turn->why, "%s", why);
    turn->again = monotonic_now() + SECONDS(SAY_AGAIN);
    log_event("error", "clerk", (int)err->kind, job->name, why);
}

static void job_run(struct app *app, const struct job *job, struct turn *turn)
{
    struct err err = { 0 };
    bool probe = strcmp(job->name, "probe") == 0;

    if (job->run(app, &err)) {
        turn->why[0] = '\0';
        if (probe)
            atomic_store(&app->shared->probe, monotonic_now());
        return;
    }
    if (probe)
        atomic_store(&app->shared->probe, 0); /* known at once, not when the last one is old */
    if (err.kind == ERR_FULL)
        atomic_store(&app->shared->no_room, monotonic_now());
    failure_tell(turn, job, &err);
}

/* Runs what is due; milliseconds until the next. */
static int jobs_run(struct app *app, const struct job *jobs, struct turn *turns, bool woken,
                    struct shared_child *me)
{
    int64_t next = monotonic_now() + LONGEST_SLEEP * 1000;

    for (size_t i = 0; i < JOBS && jobs[i].name; i++) {
        if (monotonic_now() >= turns[i].due || (woken && jobs[i].woken)) {
            job_run(app, &jobs[i], &turns[i]);
            turns[i].due = monotonic_now() + SECONDS(jobs[i].every_seconds);
            atomic_store(&me->alive, monotonic_now());
        }
        if (turns[i].due < next)
            next = turns[i].due;
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

static void jobs_end(struct app *app, const struct job *jobs, struct turn *turns)
{
    app->ending = true;
    for (size_t i = 0; i < JOBS && jobs[i].name; i++)
        if (jobs[i].at_end)
            job_run(app, &jobs[i], &turns[i]);
}

int clerk_run(struct app *app, const struct child *child, const struct job *jobs)
{
    struct shared_child *me = &child->shared->child[SHARED_WORKERS];
    struct pollfd fds[] = { { .fd = signals_open(false), .events = POLLIN },
                            { .fd = child->wake, .events = POLLIN } };
    struct turn turns[JOBS] = { 0 };

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
        poll(fds, COUNT(fds), jobs_run(app, jobs, turns, woken, me));
    } while (!(fds[0].revents & POLLIN) || !signals_end(fds[0].fd));
    jobs_end(app, jobs, turns);
    close(fds[0].fd);
    log_event("info", "clerk", 0, "ended", NULL);
    return 0;
}
