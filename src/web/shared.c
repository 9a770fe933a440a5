#include "web/shared.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

enum { SHARED_MAGIC = 0x52445331 };

static bool shared_map(int fd, struct shared **out, struct err *err)
{
    void *p = mmap(NULL, sizeof **out, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

    if (p == MAP_FAILED)
        return err_internal(err, "shared memory: %s", strerror(errno));
    *out = p;
    return true;
}

bool shared_new(struct shared **out, int *fd, struct err *err)
{
    *fd = memfd_create("redress", MFD_CLOEXEC);
    if (*fd < 0 || ftruncate(*fd, sizeof **out) != 0)
        return err_internal(err, "shared memory: %s", strerror(errno));
    if (!shared_map(*fd, out, err))
        return false;
    (*out)->supervisor = (int32_t)getpid();
    atomic_store(&(*out)->magic, SHARED_MAGIC);
    return true;
}

bool shared_from_fd(int fd, struct shared **out, struct err *err)
{
    if (lseek(fd, 0, SEEK_END) != sizeof **out)
        return err_internal(err, "the supervisor is of another version");
    return shared_map(fd, out, err) && (atomic_load(&(*out)->magic) == SHARED_MAGIC ||
                                        err_internal(err, "the shared memory is not ours"));
}

int64_t monotonic_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}
