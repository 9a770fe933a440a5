/* Any bytes as a pack: read or refused, with problems in the order of their lines. */
#include "base/fuzz.h"
#include "complaint/pack_read.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    struct pack_problems p;
    struct pack_version v;
    bool ok = pack_read(a, (const char *)data, n, &v, &p);

    if (ok != (p.n == 0) || (ok && (!v.name || v.version < 1)))
        abort();
    for (size_t i = 0; i < p.n; i++)
        if (p.item[i].line < 1 || !p.item[i].text || (i > 0 && p.item[i - 1].line > p.item[i].line))
            abort();
    return 0;
}
