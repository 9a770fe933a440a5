/* A line of the erasure journal: what is read of it, written again, is how it begins. */
#include "base/fuzz.h"
#include "keep/journal.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    const char *line = arena_strn(a, (const char *)data, n), *again;
    int64_t kind, owner;

    if (!journal_line_read(line, &kind, &owner))
        return 0;
    again = arena_printf(a, "%" PRId64 " %" PRId64 " ", kind, owner);
    if (owner <= 0 || (kind != 1 && kind != 2) || strncmp(line, again, strlen(again)) != 0 ||
        strlen(line) != strlen(again) + 65)
        abort();
    return 0;
}
