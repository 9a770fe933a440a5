/*
 * TIFF 6.0: lists of tags that point to wherever their values are. Nothing can move, so what a
 * tag says is overwritten with zeros; the tag itself stays, of the list it points to no entry.
 */
#include "complaint/photo_parts.h"

#include <string.h>

enum {
    LISTS = 600, /* pages, and the pictures within */
    ENTRIES = 1000,
    DEEP = 4,
    SUB_PICTURES = 330,
    CAMERA = 34665,
    GPS = 34853,
    INTEROPERABILITY = 40965,
};

struct tiff {
    struct photo *p;
    bool little;
    unsigned lists;
};

/* The tags that describe the picture itself: its measures, where its bytes are, its colours. */
static bool describes(uint64_t tag)
{
    static const uint16_t tags[] = {
        254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277,   278, 279, 280,
        281, 282, 283, 284, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319,   320, 321, 322,
        323, 324, 325, 326, 327, 328, 332, 334, 336, 338, 339, 340, 341, 342,   347, 512, 513,
        514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 559, 560, 34675,
    };

    for (size_t i = 0; i < COUNT(tags); i++)
        if (tags[i] == tag)
            return true;
    return false;
}

/* Bytes of one value of that kind, 0 = none is known. */
static uint64_t kind_size(uint64_t kind)
{
    static const unsigned char sizes[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4 };

    return kind < COUNT(sizes) ? sizes[kind] : 0;
}

struct entry {
    uint64_t at, tag, kind, count, value; /* value: where it stands */
    uint64_t n;                           /* bytes of it */
};

static bool entry_read(struct tiff *t, uint64_t at, struct entry *e)
{
    e->at = at;
    if (!photo_number(t->p, at, 2, t->little, &e->tag) ||
        !photo_number(t->p, at + 2, 2, t->little, &e->kind) ||
        !photo_number(t->p, at + 4, 4, t->little, &e->count))
        return false;
    e->n = kind_size(e->kind) * e->count;
    e->value = at + 8;
    return e->n <= 4 || photo_number(t->p, at + 8, 4, t->little, &e->value);
}

/* A list nobody needs, with all it points to: zeros, and so no entries. */
static bool list_blank(struct tiff *t, uint64_t at, unsigned depth)
{
    uint64_t n, pointed;

    if (depth == DEEP || ++t->lists > LISTS || !photo_number(t->p, at, 2, t->little, &n) ||
        n > ENTRIES)
        return false;
    for (uint64_t i = 0; i < n; i++) {
        struct entry e;
        /* Of a kind that is not known nobody can tell where its value ends. */
        if (!entry_read(t, at + 2 + i * 12, &e) || kind_size(e.kind) == 0)
            return false;
        if ((e.tag == GPS || e.tag == INTEROPERABILITY || e.tag == CAMERA) &&
            (!photo_number(t->p, e.at + 8, 4, t->little, &pointed) ||
             !list_blank(t, pointed, depth + 1)))
            return false;
        if (e.n > 4 && !photo_blank(t->p, e.value, e.n))
            return false;
    }
    return photo_blank(t->p, at, 2 + n * 12 + 4);
}

static bool list_read(struct tiff *t, uint64_t at, unsigned depth, uint64_t *next);

static bool sub_pictures(struct tiff *t, const struct entry *e, unsigned depth)
{
    uint64_t at, next;

    for (uint64_t i = 0; i < e->count; i++)
        if (i >= LISTS || !photo_number(t->p, e->value + i * 4, 4, t->little, &at) ||
            !list_read(t, at, depth + 1, &next))
            return false;
    return true;
}

static bool entry_clean(struct tiff *t, const struct entry *e, unsigned depth)
{
    uint64_t at;

    if (e->tag == SUB_PICTURES)
        return sub_pictures(t, e, depth);
    if (describes(e->tag))
        return true;
    if (e->tag == CAMERA || e->tag == GPS || e->tag == INTEROPERABILITY)
        return photo_number(t->p, e->at + 8, 4, t->little, &at) && list_blank(t, at, depth + 1);
    return kind_size(e->kind) != 0 && photo_blank(t->p, e->value, e->n);
}

static bool list_read(struct tiff *t, uint64_t at, unsigned depth, uint64_t *next)
{
    uint64_t n;

    if (depth == DEEP || ++t->lists > LISTS || !photo_number(t->p, at, 2, t->little, &n) ||
        n == 0 || n > ENTRIES)
        return false;
    for (uint64_t i = 0; i < n; i++) {
        struct entry e;
        if (!entry_read(t, at + 2 + i * 12, &e) || !entry_clean(t, &e, depth))
            return false;
    }
    return photo_number(t->p, at + 2 + n * 12, 4, t->little, next);
}

bool photo_tiff(struct photo *p)
{
    struct tiff t = { .p = p, .little = photo_is(p, 0, "II*\0", 4) };
    uint64_t at;

    if ((!t.little && !photo_is(p, 0, "MM\0*", 4)) || !photo_number(p, 4, 4, t.little, &at))
        return false;
    do {
        if (!list_read(&t, at, 0, &at))
            return false;
    } while (at != 0);
    return true;
}
