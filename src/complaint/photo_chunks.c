/* PNG, WebP and GIF: a row of chunks, of which those stay that are on a list. */
#include "complaint/photo_parts.h"

#include <string.h>

static bool listed(const unsigned char name[4], const char *list)
{
    for (; *list; list += 5)
        if (memcmp(name, list, 4) == 0)
            return true;
    return false;
}

/* -- PNG, ISO/IEC 15948 -- */

static uint32_t crc(const unsigned char *s, size_t n)
{
    uint32_t c = UINT32_MAX;

    for (size_t i = 0; i < n; i++) {
        c ^= s[i];
        for (int bit = 0; bit < 8; bit++)
            c = c & 1 ? c >> 1 ^ UINT32_C(0xedb88320) : c >> 1;
    }
    return ~c;
}

static void big(unsigned char to[4], uint32_t v)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(v >> (24 - 8 * i));
}

static bool png_way_up(struct photo *p, uint64_t at)
{
    unsigned char c[4 + 4 + PHOTO_EXIF + 4] = { 0, 0, 0, PHOTO_EXIF, 'e', 'X', 'I', 'f' };

    if (p->orientation < 2)
        return true;
    photo_exif(p->orientation, c + 8);
    big(c + 8 + PHOTO_EXIF, crc(c + 4, 4 + PHOTO_EXIF));
    return photo_put(p, at, 0, c, sizeof c);
}

bool photo_png(struct photo *p)
{
    static const char stay[] = "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYs bKGD hIST "
                               "sPLT acTL fcTL fdAT cICP mDCV cLLI ";
    unsigned char name[4];
    uint64_t at = 8, n;

    if (!photo_is(p, 0, "\x89PNG\r\n\x1a\n", 8) || !photo_is(p, 12, "IHDR", 4))
        return false;
    for (;;) {
        if (!photo_number(p, at, 4, false, &n) || !photo_get(p, at + 4, name, 4) ||
            at + 12 + n > p->source->size)
            return false;
        if (memcmp(name, "eXIf", 4) == 0 && p->orientation == 0) {
            photo_orientation(p, at + 8, n);
            if (!png_way_up(p, at))
                return false;
        }
        if (!listed(name, stay) && !photo_drop(p, at, 12 + n))
            return false;
        at += 12 + n;
        if (memcmp(name, "IEND", 4) == 0)
            return photo_drop(p, at, p->source->size - at);
    }
}

/* -- WebP, RFC 9649 -- */

static void little(unsigned char to[4], uint64_t v)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(v >> (8 * i));
}

static bool webp_way_up(struct photo *p, uint64_t at)
{
    unsigned char c[8 + PHOTO_EXIF] = { 'E', 'X', 'I', 'F', PHOTO_EXIF };

    if (p->orientation < 2)
        return true;
    photo_exif(p->orientation, c + 8);
    return photo_put(p, at, 0, c, sizeof c);
}

/* Cameras write the mark of JPEG before it, or not. */
static bool webp_camera(struct photo *p, uint64_t at, uint64_t n)
{
    uint64_t mark = n > 6 && photo_is(p, at + 8, "Exif\0\0", 6) ? 6 : 0;

    if (p->orientation != 0)
        return true;
    photo_orientation(p, at + 8 + mark, n - mark);
    return webp_way_up(p, at);
}

/* In the head stands which chunks there are. */
static bool webp_flags(struct photo *p, uint64_t head)
{
    enum { XMP = 4, CAMERA = 8 };
    unsigned char flags;

    if (head == 0)
        return true;
    if (!photo_get(p, head, &flags, 1))
        return false;
    flags = (unsigned char)(flags & ~(XMP | CAMERA)) | (p->orientation > 1 ? CAMERA : 0);
    return photo_put(p, head, 1, &flags, 1);
}

static bool webp_chunks(struct photo *p, uint64_t end, uint64_t *head)
{
    static const char stay[] = "VP8  VP8L VP8X ALPH ANIM ANMF ICCP ";
    static const char pictures[] = "VP8  VP8L ANMF ";
    unsigned char name[4];
    bool picture = false;
    uint64_t n, whole;

    for (uint64_t at = 12; at < end; at += whole) {
        if (!photo_get(p, at, name, 4) || !photo_number(p, at + 4, 4, true, &n))
            return false;
        whole = 8 + n + (n & 1);
        if (at + 8 + n > end)
            return false;
        if (at + whole > end) /* the blank byte at the very end is left out by some */
            whole = end - at;
        picture |= listed(name, pictures);
        if (memcmp(name, "VP8X", 4) == 0 && n >= 10)
            *head = at + 8;
        if (memcmp(name, "EXIF", 4) == 0 && !webp_camera(p, at, n))
            return false;
        if (!listed(name, stay) && !photo_drop(p, at, whole))
            return false;
    }
    return picture;
}

bool photo_webp(struct photo *p)
{
    unsigned char size[4];
    uint64_t end, head = 0;

    if (!photo_is(p, 0, "RIFF", 4) || !photo_is(p, 8, "WEBP", 4) ||
        !photo_number(p, 4, 4, true, &end) || end < 12 || end + 8 > p->source->size)
        return false;
    end += 8;
    if (!webp_chunks(p, end, &head) || !webp_flags(p, head) ||
        !photo_drop(p, end, p->source->size - end))
        return false;
    little(size, photo_size(p->cuts, p->source->size) - 8);
    return photo_put(p, 4, 4, size, sizeof size);
}

/* -- GIF89a -- */

/* Over pieces that each say how long they are, to the empty one. */
static bool pieces_over(struct photo *p, uint64_t *at)
{
    uint64_t n;

    do {
        if (!photo_number(p, *at, 1, false, &n))
            return false;
        *at += 1 + n;
    } while (n > 0);
    return true;
}

static uint64_t palette(uint64_t flags)
{
    return flags & 0x80 ? UINT64_C(3) << ((flags & 7) + 1) : 0;
}

static bool gif_stays(struct photo *p, uint64_t at, uint64_t label)
{
    enum { CONTROL = 0xf9, PLAIN_TEXT = 0x01, APPLICATION = 0xff };

    if (label == APPLICATION) /* how often it moves, and its colours */
        return photo_is(p, at + 2, "\x0bNETSCAPE2.0", 12) ||
               photo_is(p, at + 2,
                        "\x0b"
                        "ANIMEXTS1.0",
                        12) ||
               photo_is(p, at + 2, "\x0bICCRGBG1012", 12);
    return label == CONTROL || label == PLAIN_TEXT;
}

bool photo_gif(struct photo *p)
{
    uint64_t at = 13, flags, kind, begin;

    if ((!photo_is(p, 0, "GIF89a", 6) && !photo_is(p, 0, "GIF87a", 6)) ||
        !photo_number(p, 10, 1, false, &flags))
        return false;
    at += palette(flags);
    for (;;) {
        begin = at;
        if (!photo_number(p, at, 1, false, &kind))
            return false;
        if (kind == 0x3b)
            return photo_drop(p, at + 1, p->source->size - at - 1);
        if (kind == 0x2c) {
            if (!photo_number(p, at + 9, 1, false, &flags))
                return false;
            at += 10 + palette(flags) + 1;
            if (!pieces_over(p, &at))
                return false;
            continue;
        }
        if (kind != 0x21 || !photo_number(p, at + 1, 1, false, &kind))
            return false;
        at += 2;
        if (!pieces_over(p, &at) ||
            (!gif_stays(p, begin, kind) && !photo_drop(p, begin, at - begin)))
            return false;
    }
}
