/*
 * Bytes as a picture, the first byte says of which type: what is read has the size that was told,
 * in pieces as at once; and nothing is left to be taken out of it. The last only of types whose
 * parts cannot lie within each other.
 */
#include "base/fuzz.h"
#include "complaint/photo.h"

#include <stdlib.h>
#include <string.h>

static const char *const types[] = {
    "image/jpeg", "image/png", "image/webp", "image/gif", "image/tiff", "image/heic",
};

enum { MOVED = 4 }; /* the first of them are cut, the others blanked */

static bool from_memory(void *from, uint64_t at, unsigned char *to, size_t n)
{
    const struct bytes *b = from;

    if (at > b->n || n > b->n - at)
        abort();
    memcpy(to, b->s + at, n);
    return true;
}

static bool strip(struct arena *a, const char *type, struct bytes in, size_t piece,
                  struct bytes *out)
{
    struct photo_source source = { from_memory, &in, in.n };
    struct photo_cuts *cuts = ARENA_NEW(a, struct photo_cuts);
    struct photo_filter filter = { .cuts = cuts };
    unsigned char *to;
    size_t n = 0;

    if (!photo_scan(a, type, &source, cuts))
        return false;
    to = arena_alloc(a, photo_size(cuts, in.n) + 1);
    for (size_t at = 0; at < in.n; at += piece) {
        size_t part = piece < in.n - at ? piece : in.n - at;
        struct bytes b = photo_filter(&filter, a, (struct bytes){ in.s + at, part });
        if (b.n > photo_size(cuts, in.n) - n)
            abort();
        if (b.n > 0)
            memcpy(to + n, b.s, b.n);
        n += b.n;
    }
    if (n != photo_size(cuts, in.n))
        abort();
    *out = (struct bytes){ to, n };
    return true;
}

static bool same(struct bytes x, struct bytes y)
{
    return x.n == y.n && (x.n == 0 || memcmp(x.s, y.s, x.n) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    struct bytes once, pieces, again, in = { data + 1, n - 1 };
    size_t type;

    if (n < 2)
        return 0;
    type = data[0] % COUNT(types);
    if (!strip(a, types[type], in, in.n, &once))
        return 0;
    if (!strip(a, types[type], in, 7, &pieces) || !same(once, pieces))
        abort();
    if (type < MOVED && (!strip(a, types[type], once, once.n, &again) || !same(once, again)))
        abort();
    return 0;
}
