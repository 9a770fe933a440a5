/* Each loaded object says which of its segments are never written. */
#include "base/pages.h"

#include "base/base.h"

#include <link.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void segment_give_back(uintptr_t from, size_t n)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = from / page * page, last = (from + n + page - 1) / page * page;

    /* Advice: when it is not taken, nothing is lost but memory. */
    madvise((void *)first, last - first, MADV_DONTNEED);
}

enum { SEGMENTS = 32 };

/* What says where the segments are stands in one of them: it is read before any is given back, or
 * it would be there again at once, with what lies around it. */
static int object_give_back(struct dl_phdr_info *object, size_t size, void *arg)
{
    ElfW(Phdr) segment[SEGMENTS];
    size_t n = object->dlpi_phnum < SEGMENTS ? object->dlpi_phnum : SEGMENTS;

    (void)size;
    (void)arg;
    memcpy(segment, object->dlpi_phdr, n * sizeof *segment);
    for (size_t i = 0; i < n; i++)
        if (segment[i].p_type == PT_LOAD && !(segment[i].p_flags & PF_W))
            segment_give_back(object->dlpi_addr + segment[i].p_vaddr, segment[i].p_memsz);
    return 0;
}

void pages_give_back(void)
{
    dl_iterate_phdr(object_give_back, NULL);
}
