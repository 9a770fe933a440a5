/* The types, and what their readers share: bytes, changes in order, and the way up. */
#include "complaint/photo_parts.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *type;
    bool (*scan)(struct photo *p);
} known[] = {
    { "image/jpeg", photo_jpeg }, { "image/png", photo_png },   { "image/webp", photo_webp },
    { "image/gif", photo_gif },   { "image/tiff", photo_tiff }, { "image/heic", photo_heic },
};

bool photo_known(const char *type)
{
    for (size_t i = 0; i < COUNT(known); i++)
        if (strcmp(known[i].type, type) == 0)
            return true;
    return false;
}

/* -- bytes -- */

static bool window_move(struct photo *p, uint64_t at)
{
    uint64_t rest = p->source->size - at;

    p->window_at = at;
    p->window_n = rest < sizeof p->window ? (size_t)rest : sizeof p->window;
    if (p->source->read(p->source->from, at, p->window, p->window_n))
        return true;
    p->window_n = 0;
    return false;
}

bool photo_get(struct photo *p, uint64_t at, unsigned char *to, size_t n)
{
    if (at > p->source->size || n > p->source->size - at)
        return false;
    if ((at < p->window_at || at + n > p->window_at + p->window_n) && !window_move(p, at))
        return false;
    memcpy(to, p->window + (at - p->window_at), n);
    return true;
}

bool photo_number(struct photo *p, uint64_t at, unsigned bytes, bool little, uint64_t *out)
{
    unsigned char b[8];

    if (!photo_get(p, at, b, bytes))
        return false;
    *out = 0;
    for (unsigned i = 0; i < bytes; i++)
        *out = *out << 8 | b[little ? bytes - 1 - i : i];
    return true;
}

bool photo_is(struct photo *p, uint64_t at, const char *bytes, size_t n)
{
    unsigned char b[64];

    return n <= sizeof b && photo_get(p, at, b, n) && memcmp(b, bytes, n) == 0;
}

/* -- changes -- */

static bool cut_add(struct photo *p, struct photo_cut cut)
{
    uint64_t size = p->source->size;

    if (cut.at > size || cut.n > size - cut.at)
        return false;
    if (cut.n == 0 && cut.put.n == 0)
        return true;
    if (p->cuts->n == PHOTO_CUTS)
        return false;
    p->cuts->cut[p->cuts->n++] = cut;
    return true;
}

bool photo_drop(struct photo *p, uint64_t at, uint64_t n)
{
    return cut_add(p, (struct photo_cut){ .at = at, .n = n });
}

bool photo_blank(struct photo *p, uint64_t at, uint64_t n)
{
    return cut_add(p, (struct photo_cut){ .at = at, .n = n, .blank = true });
}

bool photo_put(struct photo *p, uint64_t at, uint64_t n, const void *bytes, size_t length)
{
    unsigned char *copy = arena_alloc(p->a, length);

    memcpy(copy, bytes, length);
    return cut_add(p, (struct photo_cut){ .at = at, .n = n, .put = { copy, length } });
}

static int by_place(const void *a, const void *b)
{
    const struct photo_cut *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->n < y->n ? -1 : x->n > y->n; /* what is put before what is there comes first */
}

/* Blanks may meet or overlap and become one; other changes may not. */
static bool cuts_order(struct photo_cuts *cuts)
{
    size_t n = 0;

    qsort(cuts->cut, cuts->n, sizeof cuts->cut[0], by_place);
    for (size_t i = 0; i < cuts->n; i++) {
        struct photo_cut c = cuts->cut[i], *last = n > 0 ? &cuts->cut[n - 1] : NULL;
        if (!last || c.at >= last->at + last->n) {
            cuts->cut[n++] = c;
            continue;
        }
        if (!c.blank || !last->blank)
            return false;
        if (c.at + c.n > last->at + last->n)
            last->n = c.at + c.n - last->at;
    }
    cuts->n = n;
    return true;
}

bool photo_scan(struct arena *a, const char *type, struct photo_source *source,
                struct photo_cuts *out)
{
    struct photo *p = ARENA_NEW(a, struct photo);

    out->n = 0;
    p->a = a;
    p->source = source;
    p->cuts = out;
    for (size_t i = 0; i < COUNT(known); i++)
        if (strcmp(known[i].type, type) == 0)
            return known[i].scan(p) && cuts_order(out);
    return false;
}

struct bytes photo_filter(struct photo_filter *f, struct arena *a, struct bytes in)
{
    uint64_t at = f->at, end = f->at + in.n;
    struct buf b = buf_new(a);

    while (f->cut < f->cuts->n && f->cuts->cut[f->cut].at < end) {
        const struct photo_cut *c = &f->cuts->cut[f->cut];
        uint64_t until = c->at + c->n < end ? c->at + c->n : end;
        if (c->at > at) {
            buf_add(&b, (const char *)in.s + (at - f->at), c->at - at);
            at = c->at;
        }
        if (!f->put && c->put.n > 0)
            buf_add(&b, (const char *)c->put.s, c->put.n);
        f->put = true;
        for (uint64_t i = at; c->blank && i < until; i++)
            buf_char(&b, '\0');
        at = until;
        if (c->at + c->n > end)
            break;
        f->cut++;
        f->put = false;
    }
    buf_add(&b, (const char *)in.s + (at - f->at), end - at);
    f->at = end;
    return (struct bytes){ (const unsigned char *)b.s, b.n };
}

uint64_t photo_size(const struct photo_cuts *cuts, uint64_t size)
{
    for (size_t i = 0; i < cuts->n; i++)
        size += cuts->cut[i].blank ? 0 : cuts->cut[i].put.n - cuts->cut[i].n;
    return size;
}

/* -- the way up -- */

enum { ORIENTATION = 0x0112, SHORT = 3, ENTRIES_MOST = 500 };

void photo_orientation(struct photo *p, uint64_t at, uint64_t n)
{
    bool little = photo_is(p, at, "II*\0", 4);
    uint64_t first, entries, tag, kind, value;

    if (n < PHOTO_EXIF || (!little && !photo_is(p, at, "MM\0*", 4)) ||
        !photo_number(p, at + 4, 4, little, &first) || first > n - 2 ||
        !photo_number(p, at + first, 2, little, &entries) || entries > ENTRIES_MOST)
        return;
    for (uint64_t i = 0; i < entries; i++) {
        uint64_t entry = at + first + 2 + i * 12;
        if (first + 2 + (i + 1) * 12 > n || !photo_number(p, entry, 2, little, &tag) ||
            !photo_number(p, entry + 2, 2, little, &kind) ||
            !photo_number(p, entry + 8, 2, little, &value))
            return;
        if (tag == ORIENTATION && kind == SHORT && value >= 1 && value <= 8)
            p->orientation = (unsigned)value;
    }
}

void photo_exif(unsigned orientation, unsigned char out[PHOTO_EXIF])
{
    static const unsigned char shape[PHOTO_EXIF] = {
        'M',  'M',  0, '*', 0, 0, 0, 8, /* the first list of tags begins at 8 */
        0,    1,                        /* one tag: */
        0x01, 0x12, 0, 3,   0, 0, 0, 1, /* the way up, one number */
    };

    memcpy(out, shape, PHOTO_EXIF);
    out[19] = (unsigned char)orientation;
}
