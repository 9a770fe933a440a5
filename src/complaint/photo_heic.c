/*
 * HEIF, ISO/IEC 23008-12: boxes within boxes. Camera's data are items like the picture: the box
 * "iinf" says which, "iloc" where their bytes are. What stays is listed: boxes, kinds of items,
 * properties of the picture, the way up among them. All else is overwritten with zeros, so that
 * nothing moves.
 */
#include "complaint/photo_parts.h"

#include <string.h>

enum { BOXES = 2000, ITEMS = 1000, TYPE = 4 };

struct box {
    uint64_t at, body, end;
    unsigned char type[TYPE];
};

struct heic {
    struct photo *p;
    uint64_t item[ITEMS]; /* of which the bytes go */
    size_t n_items;
    uint64_t data; /* where the box "idat" begins, 0 = none */
    unsigned boxes;
};

static bool is(const struct box *b, const char *type)
{
    return memcmp(b->type, type, TYPE) == 0;
}

static bool box_read(struct heic *h, uint64_t at, uint64_t end, struct box *b)
{
    uint64_t n;

    if (++h->boxes > BOXES || !photo_number(h->p, at, 4, false, &n) ||
        !photo_get(h->p, at + 4, b->type, TYPE))
        return false;
    b->at = at;
    b->body = at + 8;
    if (n == 1) {
        if (!photo_number(h->p, at + 8, 8, false, &n))
            return false;
        b->body = at + 16;
    } else if (n == 0) {
        n = end - at;
    }
    b->end = at + n;
    return n >= b->body - at && n <= end - at;
}

/* -- what stays -- */

static const char *const in_meta[] = { "hdlr", "pitm", "iloc", "iinf", "iprp",
                                       "iref", "idat", "grpl", "dinf", NULL };
/* How the picture is coded and put together: from itself, from tiles, from layers. */
static const char *const items[] = { "hvc1", "hev1", "lhv1", "av01", "avc1", "vvc1", "jpeg", "j2k1",
                                     "unci", "mski", "grid", "iovl", "iden", "tmap", NULL };
static const char *const properties[] = { "hvcC", "lhvC", "av1C", "avcC", "vvcC", "jpgC",
                                          "j2kH", "uncC", "cmpd", "ispe", "pixi", "pasp",
                                          "colr", "irot", "imir", "clap", "auxC", "lsel",
                                          "a1op", "a1lx", "oinf", "tols", "rloc", "clli",
                                          "mdcv", "cclv", "amve", "ndwt", "iscl", NULL };
static const char *const in_properties[] = { "ipco", "ipma", NULL };
static const char *const references[] = { "dimg", "thmb", "auxl", "cdsc", "base",
                                          "prem", "tbas", "pred", NULL };
static const char *const groups[] = { "altr", "ster", NULL };

static bool one_of(const unsigned char type[TYPE], const char *const *list)
{
    for (; *list; list++)
        if (memcmp(type, *list, TYPE) == 0)
            return true;
    return false;
}

/* Of the boxes in between those that are not listed are emptied. */
static bool others_blank(struct heic *h, uint64_t from, uint64_t end, const char *const *list)
{
    struct box b;

    for (uint64_t at = from; at < end; at = b.end)
        if (!box_read(h, at, end, &b) ||
            (!one_of(b.type, list) && !photo_blank(h->p, b.body, b.end - b.body)))
            return false;
    return true;
}

static bool properties_read(struct heic *h, const struct box *all)
{
    struct box b;

    if (!others_blank(h, all->body, all->end, in_properties))
        return false;
    for (uint64_t at = all->body; at < all->end; at = b.end)
        if (!box_read(h, at, all->end, &b) ||
            (is(&b, "ipco") && !others_blank(h, b.body, b.end, properties)))
            return false;
    return true;
}

/* The name of a handler is for people; where the data are said to be is for other files. */
enum { HANDLER = 4 + 4 + 4 + 12, OWN_DATA = 8 + 8 + 12 };

static bool box_trim(struct heic *h, const struct box *b)
{
    uint64_t n = b->end - b->body;

    if (is(b, "hdlr"))
        return n >= HANDLER && (n == HANDLER || photo_blank(h->p, b->body + HANDLER, n - HANDLER));
    if (is(b, "dinf"))
        return n <= OWN_DATA || photo_blank(h->p, b->body, n);
    if (is(b, "iprp"))
        return properties_read(h, b);
    if (is(b, "iref"))
        return others_blank(h, b->body + 4, b->end, references);
    if (is(b, "grpl"))
        return others_blank(h, b->body, b->end, groups);
    return true;
}

/* -- which items go -- */

static bool item_read(struct heic *h, const struct box *b)
{
    unsigned char type[TYPE];
    uint64_t version, id, named;
    unsigned wide;

    if (!photo_number(h->p, b->body, 1, false, &version) || version < 2 || version > 3)
        return false;
    wide = version == 2 ? 2 : 4;
    if (!photo_number(h->p, b->body + 4, wide, false, &id) ||
        !photo_get(h->p, b->body + 4 + wide + 2, type, TYPE))
        return false;
    named = b->body + 4 + wide + 2 + TYPE;
    if (b->end > named + 1 && !photo_blank(h->p, named, b->end - named))
        return false;
    if (one_of(type, items))
        return true;
    if (h->n_items == ITEMS)
        return false;
    h->item[h->n_items++] = id;
    return true;
}

static bool items_read(struct heic *h, const struct box *info)
{
    uint64_t version, n, at;
    struct box b;

    if (!photo_number(h->p, info->body, 1, false, &version) ||
        !photo_number(h->p, info->body + 4, version == 0 ? 2 : 4, false, &n))
        return false;
    at = info->body + (version == 0 ? 6 : 8);
    for (uint64_t i = 0; i < n; i++, at = b.end)
        if (!box_read(h, at, info->end, &b) || !is(&b, "infe") || !item_read(h, &b))
            return false;
    return true;
}

static bool goes(const struct heic *h, uint64_t id)
{
    for (size_t i = 0; i < h->n_items; i++)
        if (h->item[i] == id)
            return true;
    return false;
}

/* -- where they are -- */

struct places {
    uint64_t at, end, version;
    unsigned offset, length, base, index; /* bytes of each number */
};

/* A number of 0, 4 or 8 bytes: of 0 it is 0. */
static bool sized(struct heic *h, struct places *l, unsigned bytes, uint64_t *out)
{
    *out = 0;
    if (bytes != 0 && !photo_number(h->p, l->at, bytes, false, out))
        return false;
    l->at += bytes;
    return l->at <= l->end;
}

static bool place_blank(struct heic *h, uint64_t method, uint64_t from, uint64_t length)
{
    if (length == 0 || method > 1 || (method == 1 && h->data == 0))
        return false; /* "to the end", within another item: nobody writes that */
    return photo_blank(h->p, method == 1 ? h->data + from : from, length);
}

static bool item_place(struct heic *h, struct places *l)
{
    uint64_t id, method = 0, source, base, extents, index, from, length;

    if (!sized(h, l, l->version == 2 ? 4 : 2, &id) ||
        (l->version > 0 && !sized(h, l, 2, &method)) || !sized(h, l, 2, &source) ||
        !sized(h, l, l->base, &base) || !sized(h, l, 2, &extents))
        return false;
    for (uint64_t i = 0; i < extents; i++) {
        if ((l->version > 0 && !sized(h, l, l->index, &index)) || !sized(h, l, l->offset, &from) ||
            !sized(h, l, l->length, &length))
            return false;
        if (goes(h, id) && (source != 0 || from > UINT64_MAX - base ||
                            !place_blank(h, method & 15, base + from, length)))
            return false;
    }
    return true;
}

static bool good_size(unsigned n)
{
    return n == 0 || n == 4 || n == 8;
}

static bool places_read(struct heic *h, const struct box *b)
{
    struct places l = { .at = b->body + 6, .end = b->end };
    uint64_t sizes, n;

    if (!photo_number(h->p, b->body, 1, false, &l.version) || l.version > 2 ||
        !photo_number(h->p, b->body + 4, 2, false, &sizes))
        return false;
    l.offset = sizes >> 12 & 15;
    l.length = sizes >> 8 & 15;
    l.base = sizes >> 4 & 15;
    l.index = sizes & 15;
    if (!good_size(l.offset) || !good_size(l.length) || !good_size(l.base) || !good_size(l.index) ||
        !sized(h, &l, l.version == 2 ? 4 : 2, &n))
        return false;
    for (uint64_t i = 0; i < n; i++)
        if (!item_place(h, &l))
            return false;
    return true;
}

static bool meta_read(struct heic *h, const struct box *meta)
{
    struct box b, info = { 0 }, place = { 0 };

    for (uint64_t at = meta->body + 4; at < meta->end; at = b.end) {
        if (!box_read(h, at, meta->end, &b))
            return false;
        if (is(&b, "iinf"))
            info = b;
        if (is(&b, "iloc"))
            place = b;
        if (is(&b, "idat"))
            h->data = b.body;
        if (one_of(b.type, in_meta) ? !box_trim(h, &b) : !photo_blank(h->p, b.body, b.end - b.body))
            return false;
    }
    return info.end != 0 && place.end != 0 && items_read(h, &info) && places_read(h, &place);
}

/* Boxes that hold the picture stay, of all others the contents go. Films tell where they were
 * taken in many ways: a picture that is one, too, is not read. */
bool photo_heic(struct photo *p)
{
    struct heic *h = ARENA_NEW(p->a, struct heic);
    bool picture = false;
    struct box b;

    h->p = p;
    if (!photo_is(p, 4, "ftyp", TYPE))
        return false;
    for (uint64_t at = 0; at < p->source->size; at = b.end) {
        if (!box_read(h, at, p->source->size, &b) || is(&b, "moov") || is(&b, "moof"))
            return false;
        if (is(&b, "meta")) {
            if (picture || !meta_read(h, &b))
                return false;
            picture = true;
        } else if (!is(&b, "ftyp") && !is(&b, "mdat") && !photo_blank(p, b.body, b.end - b.body)) {
            return false;
        }
    }
    return picture;
}
