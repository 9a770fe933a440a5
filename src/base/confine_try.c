/*
 * What a confined process tries. A system call is tried with arguments that the kernel refuses for
 * a reason of its own, so that it harms nothing where no filter stands before it: any answer but
 * ENOSYS came from behind the filter. A file is opened that everybody may open.
 */
#include "base/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CALL_ARGS = 6, PAGE = 4096 };

/* The filter answers ENOSYS before the kernel looks at anything. */
static bool behind(long result)
{
    return result >= 0 || errno != ENOSYS;
}

static bool opened(int fd)
{
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool always_offline(const struct confine *c)
{
    return !c->network;
}

static bool online(const struct confine *c)
{
    return c->network;
}

static bool no_leaks(const struct confine *c)
{
    (void)c;
    return !CONFINE_LEAKS;
}

static bool is_worker(const struct confine *c)
{
    return c->kind == CONFINE_WORKER;
}

static bool is_service(const struct confine *c)
{
    return c->kind == CONFINE_SERVICE;
}

/* Some kernels have all they need built in. */
static bool has_modules(const struct confine *c)
{
    (void)c;
    return access("/proc/modules", F_OK) == 0;
}

static bool has_secret(const struct confine *c)
{
    return c->secret != NULL;
}

static bool lists_root(const struct confine *c)
{
    (void)c;
    return opened(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

static bool reads_secret(const struct confine *c)
{
    return opened(open(c->secret, O_RDONLY | O_CLOEXEC));
}

static bool writes_device(const struct confine *c)
{
    (void)c;
    return opened(open("/dev/null", O_WRONLY | O_CLOEXEC));
}

static bool makes_file(const struct confine *c)
{
    (void)c;
    return opened(open("/tmp", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
}

/* The name of a process is a file that it may always write. */
static bool writes_outside(const struct confine *c)
{
    (void)c;
    return opened(open("/proc/self/comm", O_WRONLY | O_CLOEXEC));
}

static bool tcp(bool connecting)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                              .sin_port = htons(connecting ? 1 : 0) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool through = fd >= 0 && ((connecting ? connect(fd, (struct sockaddr *)&at, sizeof at)
                                           : bind(fd, (struct sockaddr *)&at, sizeof at)) == 0 ||
                               errno != EACCES);

    if (fd >= 0)
        close(fd);
    return through;
}

static bool listens(const struct confine *c)
{
    (void)c;
    return tcp(false);
}

static bool connects(const struct confine *c)
{
    (void)c;
    return tcp(true);
}

static bool executes(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_execve, "/", NULL, NULL));
}

static bool clones(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_clone, CLONE_THREAD, NULL, NULL, NULL, 0)); /* too few flags */
}

static bool clones_user(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_clone, CLONE_NEWUSER | CLONE_THREAD, NULL, NULL, NULL, 0));
}

static bool traces(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_ptrace, -1, 0, NULL, NULL));
}

static bool reads_processes(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_process_vm_readv, 0, NULL, 0, NULL, 0, -1));
}

static bool signals(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_kill, 1, 0));
}

static bool sockets(const struct confine *c)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    (void)c;
    return opened(fd) || errno != ENOSYS;
}

static bool packets(const struct confine *c)
{
    int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);

    (void)c;
    return opened(fd) || errno != ENOSYS;
}

static bool mounts(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_mount, NULL, NULL, NULL, 0, NULL));
}

static bool changes_root(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_chroot, NULL));
}

static bool unshares(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_unshare, -1));
}

static bool loads_module(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_finit_module, -1, NULL, 0));
}

static bool loads_bpf(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_bpf, -1, NULL, 0));
}

static bool uses_keys(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_keyctl, -1));
}

static bool measures(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0));
}

static bool uses_ring(const struct confine *c)
{
    (void)c;
    return behind(syscall(SYS_io_uring_setup, 0, NULL));
}

/* Memory that can be written and run at once. */
static bool makes_code(const struct confine *c)
{
    void *p =
        mmap(NULL, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    (void)c;
    if (p != MAP_FAILED)
        munmap(p, PAGE);
    return p != MAP_FAILED;
}

/* clang-format off */
const struct confine_attempt confine_attempts[] = {
    { "list the root of the file system", CONFINE_FILES, false, NULL, lists_root },
    { "read the master key again", CONFINE_FILES, false, has_secret, reads_secret },
    { "write to a device", CONFINE_FILES, false, NULL, writes_device },
    { "make a file outside of the data", CONFINE_FILES, false, NULL, makes_file },
    { "write a file outside of its folders", CONFINE_FILES, true, is_service, writes_outside },
    { "listen on a port of its own", CONFINE_PORTS, false, online, listens },
    { "connect to another port", CONFINE_PORTS, false, online, connects },
    { "start a program", CONFINE_CALLS, false, NULL, executes },
    { "start a process", CONFINE_CALLS, false, no_leaks, clones },
    { "send a signal", CONFINE_CALLS, false, no_leaks, signals },
    { "make a connection", CONFINE_CALLS, false, always_offline, sockets },
    { "read packets of the network", CONFINE_CALLS, false, NULL, packets },
    { "make memory that is code", CONFINE_CALLS, false, is_worker, makes_code },
    { "follow another process", CONFINE_CALLS, true, no_leaks, traces },
    { "read the memory of another process", CONFINE_CALLS, true, no_leaks, reads_processes },
    { "make a user namespace", CONFINE_CALLS, true, NULL, unshares },
    { "start a process in a user namespace", CONFINE_CALLS, true, no_leaks, clones_user },
    { "mount", CONFINE_CALLS, true, NULL, mounts },
    { "change its root", CONFINE_CALLS, true, NULL, changes_root },
    { "load a module into the kernel", CONFINE_CALLS, true, has_modules, loads_module },
    { "load a program into the kernel", CONFINE_CALLS, true, NULL, loads_bpf },
    { "use the kernel's keys", CONFINE_CALLS, true, NULL, uses_keys },
    { "measure the machine", CONFINE_CALLS, true, NULL, measures },
    { "call through a ring", CONFINE_CALLS, true, NULL, uses_ring },
};
/* clang-format on */
const size_t confine_attempts_n = COUNT(confine_attempts);

const char *confine_broken(const struct confine *c, unsigned parts)
{
    for (size_t i = 0; i < COUNT(confine_attempts); i++) {
        const struct confine_attempt *t = &confine_attempts[i];
        bool meant = (parts & t->part) && (t->service || c->kind == CONFINE_WORKER) &&
                     (!t->meant || t->meant(c));
        if (meant && t->succeeds(c))
            return t->what;
    }
    return NULL;
}
