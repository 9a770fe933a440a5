/*
 * Each attempt twice, in a process of its own: where nothing is confined it succeeds, or the try
 * would prove nothing; where its part is confined it does not. And what has to work still works.
 */
#include "base/confine.h"

#include "base/tap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/redress-confine-XXXXXX";
static char secret[] = "/tmp/redress-secret-XXXXXX";

enum { NO, YES, UNABLE };

static const struct confine *of_kind(size_t i)
{
    static const struct confine_place places[] = { { folder, true }, { "/usr", false } };
    static const int ports[] = { 5432 };
    static const struct confine kinds[] = {
        { .kind = CONFINE_SERVICE, .places = places, .n_places = 1 },
        { .kind = CONFINE_WORKER, .places = places, .n_places = 1, .secret = secret },
        { CONFINE_WORKER, places, COUNT(places), true, ports, COUNT(ports), secret },
    };

    return i < COUNT(kinds) ? &kinds[i] : NULL;
}

static bool confined(const struct confine *c, unsigned parts)
{
    struct err err = { 0 };
    bool ok = (!(parts & (CONFINE_FILES | CONFINE_PORTS)) || confine_files(c, &err)) &&
              (!(parts & CONFINE_CALLS) || confine_calls(c, &err));

    if (!ok)
        printf("# %s\n", err.detail);
    return ok;
}

/* What `tried` answers in a process that gave up these parts. */
static int in_process(const struct confine *c, unsigned parts,
                      bool (*tried)(const struct confine *c))
{
    int status;
    pid_t pid;

    fflush(stdout);
    pid = fork();
    if (pid == 0)
        _exit(!confined(c, parts) ? UNABLE : tried(c) ? YES : NO);
    if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
        return UNABLE;
    return WEXITSTATUS(status);
}

static void attempt_tried(const char *kind, const struct confine *c,
                          const struct confine_attempt *t)
{
    char what[160];

    snprintf(what, sizeof what, "%s: %s", kind, t->what);
    if (!(confine_offered() & t->part)) {
        tap_skip(what, "this kernel cannot forbid it");
        return;
    }
    TAP_INT(what, in_process(c, 0, t->succeeds), YES);
    snprintf(what, sizeof what, "%s: %s, confined: not any more", kind, t->what);
    TAP_INT(what, in_process(c, t->part, t->succeeds), NO);
}

static bool all_refused(const struct confine *c)
{
    const char *what = confine_broken(c, confine_offered());

    if (what) {
        printf("# %s\n", what);
        fflush(stdout);
    }
    return what == NULL;
}

/* -- what still works -- */

static bool keeps_files(const struct confine *c)
{
    char path[100], other[100];
    int fd;

    snprintf(path, sizeof path, "%s/one", c->places[0].path);
    snprintf(other, sizeof other, "%s/two", c->places[0].path);
    fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    return fd >= 0 && write(fd, "x", 1) == 1 && fsync(fd) == 0 && ftruncate(fd, 0) == 0 &&
           close(fd) == 0 && rename(path, other) == 0 && unlink(other) == 0;
}

static bool starts_programs(const struct confine *c)
{
    pid_t pid = fork();
    int status;

    (void)c;
    if (pid == 0) {
        execl("/bin/true", "true", (char *)NULL);
        _exit(1);
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

static bool writes_elsewhere(const struct confine *c)
{
    int fd = open(secret, O_WRONLY | O_CLOEXEC);

    (void)c;
    return fd >= 0;
}

static bool reads_elsewhere(const struct confine *c)
{
    int fd = open("/usr", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    (void)c;
    return fd >= 0;
}

static bool has_sockets(const struct confine *c)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    (void)c;
    return fd >= 0;
}

static bool no_new_rights(const struct confine *c)
{
    (void)c;
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
}

static void what_works(unsigned all)
{
    const struct confine *service = of_kind(0), *worker = of_kind(1), *online = of_kind(2);

    TAP_INT("a service keeps its files", in_process(service, all, keeps_files), YES);
    TAP_INT("a service starts programs", in_process(service, all, starts_programs), YES);
    TAP_INT("a service gains no rights by them", in_process(service, all, no_new_rights), YES);
    TAP_INT("a service reads elsewhere", in_process(service, all, reads_elsewhere), YES);
    TAP_INT("a worker keeps its files", in_process(worker, all, keeps_files), YES);
    TAP_INT("a worker with a server has sockets", in_process(online, all, has_sockets), YES);
    TAP_INT("and reads what it is given to read", in_process(online, all, reads_elsewhere), YES);
    TAP_INT("all at once: a service", in_process(service, all, all_refused), YES);
    TAP_INT("all at once: a worker", in_process(worker, all, all_refused), YES);
    TAP_INT("all at once: a worker with a server", in_process(online, all, all_refused), YES);
    TAP_INT("and without anything given up one is named", in_process(worker, 0, all_refused), NO);
    if (!(all & CONFINE_FILES))
        return;
    TAP_INT("a service writes nowhere else", in_process(service, all, writes_elsewhere), NO);
    TAP_INT("a worker reads nowhere else", in_process(worker, all, reads_elsewhere), NO);
}

int main(void)
{
    static const char *const names[] = { "a service", "a worker", "a worker with a server" };
    unsigned all = confine_offered();
    int fd = mkstemp(secret);

    TAP("a place and a secret", fd >= 0 && mkdtemp(folder) != NULL);
    TAP("the kernel filters calls", (all & CONFINE_CALLS) != 0);
    for (size_t i = 0; i < COUNT(names); i++)
        for (size_t k = 0; k < confine_attempts_n; k++) {
            const struct confine_attempt *t = &confine_attempts[k];
            if ((t->service || i > 0) && (!t->meant || t->meant(of_kind(i))))
                attempt_tried(names[i], of_kind(i), t);
        }
    what_works(all);
    unlink(secret);
    rmdir(folder);
    return tap_done();
}
