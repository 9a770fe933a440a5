/*
 * The program's own allocations (ld --wrap): those of its objects, not those inside the
 * libraries. So each can fail while a sanitizer keeps the real books.
 */
#include "fault.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t n);
char *__real_strdup(const char *s);

static int fails(void)
{
    struct faults *f = faults_of_test();

    if (!f || (atomic_load(&f->only) != 0 && atomic_load(&f->only) != getpid()))
        return 0;
    atomic_fetch_add(&f->allocs, 1);
    if (!faults_hit(f, &f->alloc_at))
        return 0;
    if (atomic_load(&f->alloc_always))
        atomic_store(&f->alloc_at, -1);
    atomic_fetch_add(&f->alloc_fired, 1);
    return 1;
}

void *__wrap_malloc(size_t n)
{
    return fails() ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *old, size_t n)
{
    return fails() ? NULL : __real_realloc(old, n);
}

char *__wrap_strdup(const char *s)
{
    return fails() ? NULL : __real_strdup(s);
}
