/*
 * The processes of `redress serve`.
 *
 * The supervisor binds the listening sockets, makes the shared memory and starts the
 * others; while they run it has no database open. Workers answer requests; the clerk does what
 * has to be done on time. The first of them are copies of the supervisor and share the memory of
 * what it prepared; one that takes the place of a child that died is the same program started
 * again with `--child ROLE`. Both find by number: 3 the shared memory, 4 what wakes the clerk, 5
 * the lock of the data directory, from 6 on its listening sockets, one for each address. Every
 * worker has sockets of its own with SO_REUSEPORT, kept open by the supervisor, so that what waits
 * in one of them survives a worker. [D13] [S64]
 *
 * Without --child the program prepares and calls serve_supervise; in a child comes child_begin,
 * then the same set-up of `struct app` for both roles, then worker_run or clerk_run.
 */
#ifndef WEB_SERVE_H
#define WEB_SERVE_H

#include "web/app.h"

enum {
    EXIT_HELD = 75,       /* another process has the data directory; it may work later */
    EXIT_UNCONFINED = 77, /* a process can do what it may not: everything ends */
    EXIT_CONFIG = 78,     /* a child that ends so at the start is not started again */
};

/* What children do. */
struct serve_child {
    int (*run)(void *ctx, const char *role); /* in a copy of the supervisor; the exit status */
    void *ctx;
    char *const *argv; /* the present command line, for those who are started again */
    int lock;          /* of serve_lock: they hold it too, so that it stands until the last ended */
};

/* Serves until SIGTERM or SIGINT; the exit status of the program. No database may be open, and
 * the data directory is held (serve_lock). */
int serve_supervise(const struct config *config, const struct serve_child *child);

/* Holds a data directory for the one who serves it, or changes all of it, until the process and
 * its children have ended. False: another has it, or, *fd < 0, it cannot be had at all. */
MUST_CHECK bool serve_lock(const char *data, int *fd, struct err *err);
/* The same for who is to serve it: waits for a predecessor that is about to end. */
MUST_CHECK bool serve_lock_wait(const char *data, int *fd, struct err *err);

enum { CHILD_SOCKETS = 8 };

struct child {
    bool clerk;
    int index; /* of the worker; 0 for the clerk */
    struct shared *shared;
    int wake; /* an eventfd: what is written to it makes the clerk look at once */
    int sockets[CHILD_SOCKETS];
    size_t n_sockets;
};

/* What every child does first: dies with the supervisor [D1], leaves no core, says where it
 * crashed. `role` is "worker-0" …, "clerk". */
MUST_CHECK bool child_begin(const char *role, struct child *out, struct err *err);

/* Answers requests until SIGTERM. Exit status. */
int worker_run(struct app *app, const struct child *child);

/* What the clerk does, in a table that ends with a job without name. */
struct job {
    const char *name;  /* for the log */
    int every_seconds; /* from the end of one run to the next, the first at the start */
    bool (*run)(struct app *app, struct err *err);
    bool woken;  /* also whenever a worker wakes the clerk */
    bool at_end; /* once more, when the clerk is told to end; app->ending is set */
};

/* Does the jobs until SIGTERM; one that fails is logged and tried again when it is due.
 * The job named "probe" is a test write: its success is what /health tells. Exit status. */
int clerk_run(struct app *app, const struct child *child, const struct job *jobs);

/* GET /health: 200 only when a complaint can be stored. [S55] */
extern const struct route health_routes[];
/* GET /static/…: the files built into the program. */
extern const struct route static_routes[];

#endif
