/* CSV: whatever comes, cells are UTF-8, lines rise, and what was read writes and reads the same. */
#include "base/buf.h"
#include "base/fuzz.h"
#include "base/utf8.h"
#include "import/csv.h"

#include <stdlib.h>
#include <string.h>

/* The same cells once more, written by us. */
static void again(struct arena *a, const struct csv_record *r)
{
    struct buf b = buf_new(a);
    struct csv_record back;
    struct csv csv = { 0 };

    for (size_t i = 0; i < r->n; i++) {
        if (i > 0)
            buf_char(&b, ',');
        csv_cell(&b, r->cell[i]);
    }
    if (b.n == 0)
        return;
    csv.f = fmemopen(b.s, b.n, "r");
    if (!csv.f || !csv_next(&csv, a, &back) || back.bad || back.n != r->n)
        abort();
    for (size_t i = 0; i < r->n; i++)
        if (!strchr(r->cell[i], '\r') && strcmp(r->cell[i], back.cell[i]) != 0)
            abort();
    fclose(csv.f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    struct csv csv = { 0 };
    struct csv_record r;
    int64_t line = 0;

    if (n == 0 || !(csv.f = fmemopen((void *)(uintptr_t)data, n, "r")))
        return 0;
    while (csv_next(&csv, a, &r)) {
        if (r.line <= line || (!r.bad && r.n == 0))
            abort();
        line = r.line;
        for (size_t i = 0; !r.bad && i < r.n; i++)
            if (!utf8_valid(r.cell[i], strlen(r.cell[i])))
                abort();
        if (!r.bad)
            again(a, &r);
    }
    fclose(csv.f);
    return 0;
}
