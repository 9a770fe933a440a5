/*
 * seccomp, by libseccomp. A worker has a list of what it may call, since strangers talk to it and
 * what it needs is known; a service has a list of what it may not, since it starts programs of the
 * operator that nobody here knows. Either way the answer to what is forbidden is ENOSYS: the C
 * library then takes an older way where there is one, and a try can tell the filter from a kernel
 * that refuses for want of a right.
 */
#include "base/confine.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* clang-format off */

/* Files: opening is Landlock's matter. Times and owners of files are nobody's here. */
static const char *const files[] = {
    "access", "close", "close_range", "creat", "dup", "faccessat", "faccessat2", "fadvise64",
    "fallocate", "fchmod", "fchown", "fcntl", "fdatasync", "flock", "fstat", "fstatfs", "fsync",
    "ftruncate", "getcwd", "getdents64", "lseek", "lstat", "mkdir", "mkdirat", "newfstatat", "open",
    "openat", "pread64", "preadv", "pwrite64", "pwritev", "read", "readlink", "readlinkat",
    "readv", "rename", "renameat", "renameat2", "rmdir", "stat", "statfs", "statx", "umask",
    "unlink", "unlinkat", "write", "writev",
    NULL,
};

static const char *const memory[] = {
    "brk", "madvise", "mlock", "mlock2", "mremap", "msync", "munlock", "munmap",
    NULL,
};

/* Itself, its signals and its clocks; the mutexes that workers share; randomness. */
static const char *const itself[] = {
    "clock_getres", "clock_gettime", "clock_nanosleep", "exit", "exit_group", "futex",
    "futex_waitv", "get_robust_list", "getcpu", "getegid", "geteuid", "getgid", "getpid", "getppid",
    "getrandom", "getrlimit", "getrusage", "gettid", "gettimeofday", "getuid", "nanosleep",
    "restart_syscall", "rseq", "rt_sigaction", "rt_sigpending", "rt_sigprocmask", "rt_sigreturn",
    "rt_sigtimedwait", "sched_getaffinity", "sched_yield", "set_robust_list", "sigaltstack",
    "signalfd4", "sysinfo", "time", "times", "uname",
    NULL,
};

/* Connections that come to the sockets it was given, and waiting for them. */
static const char *const answering[] = {
    "accept", "accept4", "epoll_create1", "epoll_ctl", "epoll_pwait", "epoll_pwait2", "epoll_wait",
    "eventfd2", "getpeername", "getsockname", "getsockopt", "pipe2", "poll", "ppoll", "pselect6",
    "recvfrom", "recvmsg", "select", "sendfile", "sendmsg", "sendto", "setsockopt", "shutdown",
    NULL,
};

/* libpq connects again by itself, and the resolver asks by datagrams. */
static const char *const connecting[] = {
    "bind", "connect", "recvmmsg", "sendmmsg",
    NULL,
};

/* What the leak detector does in the end: it clones itself and follows its own process. */
static const char *const leaks[] = {
    "clone", "clone3", "getdents", "kill", "prctl", "process_vm_readv", "ptrace", "rt_sigsuspend", "tgkill",
    "wait4", "waitid",
    NULL,
};

/* What neither the supervisor nor the clerk nor a command of the operator needs: other roots, file
 * systems and namespaces, the kernel's own parts, its keys, other processes, clocks, power. */
static const char *const never[] = {
    "acct", "add_key", "adjtimex", "bpf", "chroot", "clock_adjtime", "clock_settime",
    "delete_module", "finit_module", "fsconfig", "fsmount", "fsopen", "fspick", "init_module",
    "io_uring_enter", "io_uring_register", "io_uring_setup", "ioperm", "iopl", "kcmp",
    "kexec_file_load", "kexec_load", "keyctl", "lookup_dcookie", "modify_ldt", "mount",
    "mount_setattr", "move_mount", "name_to_handle_at", "nfsservctl", "open_by_handle_at",
    "open_tree", "perf_event_open", "pidfd_getfd", "pivot_root", "process_vm_writev", "quotactl",
    "quotactl_fd", "reboot", "request_key", "setdomainname", "sethostname", "setns",
    "settimeofday", "stime", "swapoff", "swapon", "syslog", "umount", "umount2", "unshare",
    "userfaultfd", "vhangup", "vm86", "vm86old",
    NULL,
};

static const char *const never_following[] = { "process_vm_readv", "ptrace", NULL };

static const int namespaces[] = { CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                  CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET };

/* clang-format on */

static const uint32_t refuse = SCMP_ACT_ERRNO(ENOSYS), allow = SCMP_ACT_ALLOW;

/* A call that this machine, or this libseccomp, does not know needs no rule. */
static int add_all(scmp_filter_ctx to, uint32_t action, const char *const *names)
{
    int failed = 0;

    for (size_t i = 0; names[i] && !failed; i++) {
        int call = seccomp_syscall_resolve_name(names[i]);
        if (call != __NR_SCMP_ERROR)
            failed = seccomp_rule_add(to, action, call, 0);
    }
    return failed;
}

static int add_if(scmp_filter_ctx to, uint32_t action, int call, struct scmp_arg_cmp when)
{
    return seccomp_rule_add(to, action, call, 1, when);
}

/* No memory becomes code. Only who has modules of the resolver to load may map files as code. */
static int add_code(scmp_filter_ctx to, bool modules)
{
    int failed = add_if(to, allow, SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));

    if (!failed && modules)
        failed = add_if(to, allow, SCMP_SYS(mmap),
                        SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_WRITE | PROT_EXEC, PROT_EXEC));
    return failed
               ? failed
               : add_if(to, allow, SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

/* Limits of its own, a signal to itself (abort), and what asks a descriptor whether it is a
 * terminal. */
static int add_own(scmp_filter_ctx to)
{
    int failed = add_if(to, allow, SCMP_SYS(prlimit64), SCMP_A0(SCMP_CMP_EQ, 0));

    if (!failed && !CONFINE_LEAKS)
        failed = add_if(to, allow, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, (uint64_t)getpid()));
    if (!failed)
        failed = add_if(to, allow, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, TCGETS));
    return failed ? failed : add_if(to, allow, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, FIONREAD));
}

/* The families of a server of one's own, and the one the resolver asks which addresses there are.
 */
static int add_network(scmp_filter_ctx to)
{
    static const int families[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK };
    int failed = add_all(to, allow, connecting);

    for (size_t i = 0; i < COUNT(families) && !failed; i++)
        failed =
            add_if(to, allow, SCMP_SYS(socket), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)families[i]));
    return failed;
}

static int worker_fill(scmp_filter_ctx to, const struct confine *c)
{
    static const char *const *const lists[] = { files, memory, itself, answering };
    int failed = 0;

    for (size_t i = 0; i < COUNT(lists) && !failed; i++)
        failed = add_all(to, allow, lists[i]);
    if (!failed)
        failed = add_code(to, c->network || CONFINE_LEAKS);
    if (!failed)
        failed = add_own(to);
    if (!failed && c->network)
        failed = add_network(to);
    return !failed && CONFINE_LEAKS ? add_all(to, allow, leaks) : failed;
}

/* clone3 keeps its flags in memory, where no filter sees them: who is told that it is not there
 * takes clone. */
static int service_fill(scmp_filter_ctx to)
{
    int failed = add_all(to, refuse, never);

    if (!failed && !CONFINE_LEAKS)
        failed = add_all(to, refuse, never_following);
    if (!failed)
        failed = seccomp_rule_add(to, refuse, SCMP_SYS(clone3), 0);
    for (size_t i = 0; i < COUNT(namespaces) && !failed; i++) {
        scmp_datum_t flag = (scmp_datum_t)namespaces[i];
        failed = add_if(to, refuse, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag));
    }
    return failed;
}

bool confine_calls(const struct confine *c, struct err *err)
{
    bool worker = c->kind == CONFINE_WORKER;
    scmp_filter_ctx filter = seccomp_init(worker ? refuse : allow);
    int failed = filter ? 0 : -ENOMEM;

    /* Calls by the numbers of another architecture have no honest sender. */
    if (!failed)
        failed = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    if (!failed)
        failed = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a tree, not a list */
    if (!failed)
        failed = worker ? worker_fill(filter, c) : service_fill(filter);
    if (!failed)
        failed = seccomp_load(filter);
    seccomp_release(filter);
    return failed == 0 || err_internal(err, "seccomp: %s", strerror(-failed));
}
