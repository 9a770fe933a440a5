/*
 * Starts the others and starts them again. A child that dies young is started
 * later and later, up to five seconds; one that shows no sign of life is killed. A child
 * that says its configuration is wrong before anything was served ends everything, and so does
 * one, whenever, that found itself able to do what it may not.
 */
#include "web/child_start.h"

#include "base/durable.h"
#include "web/confined.h"
#include "web/listen.h"
#include "web/log.h"
#include "web/notify.h"
#include "web/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    FIRST_DELAY_MS = 100,
    LONGEST_DELAY_MS = 5000,
    GROWN_UP_SECONDS = 10,
    HUNG_CLERK_SECONDS = 900, /* a job may be long */
    WORKERS_END_SECONDS = 8,  /* they drain for less */
    END_SECONDS = 9,          /* from the signal on, for the clerk too */
    KILLED_MS = 500,          /* what was killed is gone by then */
};

struct process {
    pid_t pid; /* 0 = not running */
    char role[16];
    int sockets[CHILD_SOCKETS];
    int64_t started;
    int64_t due; /* to be started; when not running */
    int delay_ms;
    bool died; /* once at least */
};

struct supervisor {
    const struct config *config;
    const struct serve_child *child;
    struct shared *shared;
    int shared_fd, wake_fd, lock_fd;
    struct process process[SHARED_CHILDREN]; /* workers, then the clerk */
    size_t n;
    bool told; /* that all are ready */
    bool ending;
    int status;
};

/* Whatever its index, the clerk's place in the shared memory is the last. */
static struct shared_child *child_of(struct supervisor *s, const struct process *p)
{
    size_t i = (size_t)(p - s->process);

    return &s->shared->child[i + 1 == s->n ? SHARED_WORKERS : i];
}

/* -- starting -- */

static int start(const struct supervisor *s, struct process *p)
{
    struct child_start start = {
        .role = p->role,
        .shared = s->shared_fd,
        .wake = s->wake_fd,
        .lock = s->lock_fd,
        .sockets = p->sockets,
    };

    while (start.n_sockets < s->config->listen.n && p->sockets[start.n_sockets] > 0)
        start.n_sockets++;
    if (p->died)
        return child_spawn(&start, s->child->argv, &p->pid);
    return child_fork(&start, s->child, &p->pid);
}

static void process_start(struct supervisor *s, struct process *p)
{
    int failed;

    atomic_store(&child_of(s, p)->ready, false);
    atomic_store(&child_of(s, p)->alive, monotonic_now());
    p->started = monotonic_now();
    failed = start(s, p);
    if (failed != 0) {
        p->pid = 0;
        p->due = monotonic_now() + LONGEST_DELAY_MS * 1000;
        log_event("error", "supervisor", failed, "cannot start", p->role);
    }
}

static void start_due(struct supervisor *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->process[i].pid == 0 && !s->ending && monotonic_now() >= s->process[i].due)
            process_start(s, &s->process[i]);
}

/* -- watching -- */

static void process_ended(struct supervisor *s, struct process *p, int status)
{
    bool young = monotonic_now() - p->started < SECONDS(GROWN_UP_SECONDS);
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    bool refused = code == EXIT_UNCONFINED || (code == EXIT_CONFIG && !s->told);

    p->pid = 0;
    p->died = true;
    atomic_store(&child_of(s, p)->ready, false);
    if (s->ending)
        return;
    log_event("error", "supervisor", status, "child ended", p->role);
    if (code == EXIT_SYNC)
        log_event("fatal", "supervisor", code, "sync failed", p->role);
    if (refused) {
        s->ending = true;
        s->status = code;
    }
    p->delay_ms = !young || p->delay_ms == 0 ? FIRST_DELAY_MS : p->delay_ms * 2;
    if (p->delay_ms > LONGEST_DELAY_MS)
        p->delay_ms = LONGEST_DELAY_MS;
    p->due = monotonic_now() + p->delay_ms * 1000;
}

static void collect_ended(struct supervisor *s)
{
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        for (size_t i = 0; i < s->n; i++)
            if (s->process[i].pid == pid)
                process_ended(s, &s->process[i], status);
}

static void kill_hung(struct supervisor *s)
{
    for (size_t i = 0; i < s->n; i++) {
        struct process *p = &s->process[i];
        int seconds = i + 1 == s->n ? HUNG_CLERK_SECONDS : s->config->watchdog_seconds;
        int64_t silent = monotonic_now() - atomic_load(&child_of(s, p)->alive);
        if (p->pid == 0 || silent < SECONDS(seconds))
            continue;
        log_event("error", "supervisor", (int)p->pid, "hung", p->role);
        kill(p->pid, SIGKILL);
    }
}

static void tell_ready(struct supervisor *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (!atomic_load(&child_of(s, &s->process[i])->ready))
            return;
    s->told = true;
    for (size_t i = 0; i < s->config->listen.n; i++)
        log_event("info", "supervisor", s->config->workers, "serving", s->config->listen.s[i]);
    notify_service("READY=1");
}

static int next_timeout(const struct supervisor *s)
{
    int64_t next = 1000;

    for (size_t i = 0; i < s->n; i++) {
        int64_t wait = (s->process[i].due - monotonic_now()) / 1000;
        if (s->process[i].pid == 0 && wait < next)
            next = wait > 0 ? wait + 1 : 0;
    }
    return s->told ? (int)next : next < 20 ? (int)next : 20;
}

/* -- ending -- */

static void tell_first(const struct supervisor *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s->process[i].pid > 0)
            kill(s->process[i].pid, SIGTERM);
}

static void kill_first(const struct supervisor *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct process *p = &s->process[i];
        if (p->pid == 0)
            continue;
        log_event("error", "supervisor", (int)p->pid, "killed at the end", p->role);
        kill(p->pid, SIGKILL);
    }
}

static bool any_left(const struct supervisor *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s->process[i].pid > 0)
            return true;
    return false;
}

/* Waits until the first `n` have ended, or the time is up. */
static void wait_first(struct supervisor *s, size_t n, int64_t until, struct pollfd *signals)
{
    while (any_left(s, n) && monotonic_now() < until) {
        poll(signals, 1, 100);
        signals_end(signals->fd);
        collect_ended(s);
    }
}

/* Children share these sockets: from now on nobody is let in, and who knocks is told so. */
static void sockets_close(const struct supervisor *s)
{
    for (size_t i = 0; i < s->n; i++) {
        for (size_t k = 0; k < CHILD_SOCKETS && s->process[i].sockets[k] > 0; k++) {
            shutdown(s->process[i].sockets[k], SHUT_RDWR);
            close(s->process[i].sockets[k]);
        }
    }
}

static void end_all(struct supervisor *s, struct pollfd *signals)
{
    int64_t began = monotonic_now();

    s->ending = true;
    notify_service("STOPPING=1");
    tell_first(s, s->n - 1);
    sockets_close(s);
    wait_first(s, s->n - 1, began + SECONDS(WORKERS_END_SECONDS), signals);
    kill_first(s, s->n - 1);
    /* The clerk is the last of them: what the workers did still gets into a checkpoint. */
    tell_first(s, s->n);
    wait_first(s, s->n, began + SECONDS(END_SECONDS), signals);
    kill_first(s, s->n);
    wait_first(s, s->n, monotonic_now() + KILLED_MS * 1000, signals);
    log_event("info", "supervisor", s->status, "ended", NULL);
}

/* -- beginning -- */

/* Memory and sockets out of the way of the numbers under which children inherit them. */
static bool shared_open(struct supervisor *s, struct err *err)
{
    int fd, wake;

    if (!shared_new(&s->shared, &fd, err))
        return false;
    s->shared_fd = fcntl(fd, F_DUPFD_CLOEXEC, 100);
    close(fd);
    wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    s->wake_fd = fcntl(wake, F_DUPFD_CLOEXEC, 100);
    close(wake);
    s->lock_fd = fcntl(s->child->lock, F_DUPFD_CLOEXEC, 100);
    return (s->shared_fd >= 0 && s->wake_fd >= 0 && s->lock_fd >= 0) ||
           err_internal(err, "no descriptors left");
}

static bool sockets_open(struct supervisor *s, struct err *err)
{
    const struct texts *listen = &s->config->listen;

    if (listen->n == 0 || listen->n > CHILD_SOCKETS)
        return err_internal(err, "listen on 1 to %d addresses", CHILD_SOCKETS);
    for (size_t k = 0; k < listen->n; k++)
        if (!listen_free(listen->s[k], err))
            return false;
    for (size_t i = 0; i + 1 < s->n; i++)
        for (size_t k = 0; k < listen->n; k++)
            if (!listen_open(listen->s[k], &s->process[i].sockets[k], err))
                return false;
    return true;
}

static bool supervisor_begin(struct supervisor *s, struct err *err)
{
    int workers = s->config->workers;

    if (workers < 1 || workers > SHARED_WORKERS)
        return err_internal(err, "1 to %d workers", SHARED_WORKERS);
    s->n = (size_t)workers + 1;
    for (int i = 0; i < workers; i++)
        snprintf(s->process[i].role, sizeof s->process[i].role, "worker-%d", i);
    snprintf(s->process[workers].role, sizeof s->process[workers].role, "clerk");
    return shared_open(s, err) && sockets_open(s, err);
}

int serve_supervise(const struct config *config, const struct serve_child *child)
{
    struct supervisor s = { .config = config, .child = child };
    struct pollfd signals = { .fd = signals_open(true), .events = POLLIN };
    struct err err = { 0 };

    if (signals.fd < 0 || !supervisor_begin(&s, &err)) {
        log_event("error", "supervisor", 0, "not started", err.detail);
        return EXIT_CONFIG;
    }
    if (!confined_supervisor(config, s.shared))
        return EXIT_UNCONFINED;
    while (!s.ending) {
        start_due(&s);
        poll(&signals, 1, next_timeout(&s));
        if (signals_end(signals.fd))
            break;
        collect_ended(&s);
        kill_hung(&s);
        if (!s.told && !s.ending)
            tell_ready(&s);
        notify_service("WATCHDOG=1");
    }
    end_all(&s, &signals);
    return s.status;
}
