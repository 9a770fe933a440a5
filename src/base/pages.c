/* Each loaded object says which of its segments are never written. */
#include "base/pages.h"

#include "base/base.h"

#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static void segment_give_back(uintptr_t from, size_t n)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = from / page * page, last = (from + n + page - 1) / page * page;

    /* Advice: when it is not taken, nothing is lost but memory. */
    madvise((void *)first, last - first, MADV_DONTNEED);
}

static int object_give_back(struct dl_phdr_info *object, size_t size, void *arg)
{
    (void)size;
    (void)arg;
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *h = &object->dlpi_phdr[i];
        if (h->p_type == PT_LOAD && !(h->p_flags & PF_W))
            segment_give_back(object->dlpi_addr + h->p_vaddr, h->p_memsz);
    }
    return 0;
}

void pages_give_back(void)
{
    dl_iterate_phdr(object_give_back, NULL);
}
