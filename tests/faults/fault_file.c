/* The file of faults, mapped at the first call that asks. */
#include "fault.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct faults *mapped;
static int looked;

struct faults *faults_of_test(void)
{
    const char *path;
    void *p;
    int fd;

    if (looked)
        return mapped;
    looked = 1;
    path = getenv("REDRESS_FAULTS");
    fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0)
        return NULL;
    p = mmap(NULL, sizeof *mapped, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    mapped = p == MAP_FAILED ? NULL : p;
    return mapped;
}

int faults_hit(struct faults *f, _Atomic int64_t *at)
{
    int64_t only = atomic_load(&f->only), left = atomic_load(at);

    if (left == 0 || (only != 0 && only != getpid()))
        return 0;
    if (left < 0)
        return 1;
    while (left > 0 && !atomic_compare_exchange_weak(at, &left, left - 1))
        ;
    return left == 1;
}
