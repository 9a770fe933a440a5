/*
 * Landlock, by its three system calls: the C library has no names for them, and the headers of
 * older kernels lack the newer rights. Each kernel is asked for no more than it knows.
 */
#include "base/confine.h"

#include "base/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Rights that headers of Linux 6.1 do not name, by the version of Landlock that brought them. */
enum {
    FS_TRUNCATE = 1 << 14,  /* 3 */
    FS_IOCTL_DEV = 1 << 15, /* 5 */
    NET_BIND = 1 << 0,      /* 4 */
    NET_CONNECT = 1 << 1,
    SCOPE_ABSTRACT_SOCKET = 1 << 0, /* 6 */
    SCOPE_SIGNAL = 1 << 1,
    RULE_PORT = 2,
    SINCE_REFER = 2,
    SINCE_TRUNCATE = 3,
    SINCE_PORTS = 4,
    SINCE_IOCTL = 5,
    SINCE_SCOPES = 6,
};

enum {
    READS = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    WRITES = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
             LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
             LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
             LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_REFER |
             FS_TRUNCATE,
    /* Nobody is given these. */
    DEVICES = LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK,
    OF_FILES = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
               LANDLOCK_ACCESS_FS_READ_FILE | FS_TRUNCATE | FS_IOCTL_DEV,
};

/* As the newest kernel here knows it; an older one takes it when what it lacks is 0. */
struct ruleset {
    uint64_t files, ports, scopes;
};

struct port_rule {
    uint64_t access, port;
};

static int version(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

unsigned confine_offered(void)
{
    int v = version();

    return (v >= 1 ? CONFINE_FILES : 0u) | (v >= SINCE_PORTS ? CONFINE_PORTS : 0u) |
           (prctl(PR_GET_SECCOMP) >= 0 ? CONFINE_CALLS : 0u);
}

static uint64_t known(uint64_t files, int v)
{
    if (v < SINCE_REFER)
        files &= ~(uint64_t)LANDLOCK_ACCESS_FS_REFER;
    if (v < SINCE_TRUNCATE)
        files &= ~(uint64_t)FS_TRUNCATE;
    if (v < SINCE_IOCTL)
        files &= ~(uint64_t)FS_IOCTL_DEV;
    return files;
}

/* What is to be allowed piece by piece; all else of it is forbidden. */
static struct ruleset rights(const struct confine *c, int v)
{
    struct ruleset r = { .files = WRITES | DEVICES };

    if (c->kind == CONFINE_WORKER) {
        r.files |= READS | LANDLOCK_ACCESS_FS_EXECUTE | FS_IOCTL_DEV;
        r.ports = v >= SINCE_PORTS ? NET_BIND | NET_CONNECT : 0;
        r.scopes = v >= SINCE_SCOPES ? SCOPE_SIGNAL : 0;
        if (v >= SINCE_SCOPES && !c->network)
            r.scopes |= SCOPE_ABSTRACT_SOCKET;
    }
    r.files = known(r.files, v);
    return r;
}

static bool place_allow(int set, const struct ruleset *r, const struct confine_place *place,
                        struct err *err)
{
    AUTO_FD fd = open(place->path, O_PATH | O_CLOEXEC);
    struct landlock_path_beneath_attr rule = { .parent_fd = fd };
    struct stat st;

    if (fd < 0 || fstat(fd, &st) != 0)
        return true; /* what is not there now stays out of reach */
    rule.allowed_access = r->files & (place->write ? READS | WRITES : READS);
    if (!S_ISDIR(st.st_mode))
        rule.allowed_access &= OF_FILES;
    return rule.allowed_access == 0 ||
           syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0 ||
           err_internal(err, "Landlock: %s: %s", place->path, strerror(errno));
}

static bool port_allow(int set, int port, struct err *err)
{
    struct port_rule rule = { NET_CONNECT, (uint64_t)port };

    return syscall(SYS_landlock_add_rule, set, RULE_PORT, &rule, 0) == 0 ||
           err_internal(err, "Landlock: port %d: %s", port, strerror(errno));
}

static bool allow(int set, const struct ruleset *r, const struct confine *c, struct err *err)
{
    for (size_t i = 0; i < c->n_places; i++)
        if (!place_allow(set, r, &c->places[i], err))
            return false;
    for (size_t i = 0; i < c->n_ports && r->ports != 0; i++)
        if (!port_allow(set, c->ports[i], err))
            return false;
    return true;
}

bool confine_files(const struct confine *c, struct err *err)
{
    struct ruleset r = rights(c, version());
    AUTO_FD set = (int)syscall(SYS_landlock_create_ruleset, &r, sizeof r, 0);

    if (set < 0)
        return err_internal(err, "Landlock: %s", strerror(errno));
    if (!allow(set, &r, c, err))
        return false;
    return (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
            syscall(SYS_landlock_restrict_self, set, 0) == 0) ||
           err_internal(err, "Landlock: %s", strerror(errno));
}
