/* JPEG, ITU-T T.81: segments of a marker and a length, scans in between. What stays is listed. */
#include "complaint/photo_parts.h"

#include <string.h>

enum {
    SOI = 0xd8,
    EOI = 0xd9,
    SOS = 0xda,
    APP0 = 0xe0,
    APP1 = 0xe1,
    APP2 = 0xe2,
    APP14 = 0xee,
    SOF0 = 0xc0,
    SOF15 = 0xcf, /* among them the tables DHT and DAC */
    JPG = 0xc8,
    DQT = 0xdb,
    EXP = 0xdf, /* DNL, DRI and DHP lie between */
    RST0 = 0xd0,
    RST7 = 0xd7,
    TEM = 0x01,
    EXIF_MARK = 6, /* "Exif" and two zeros */
};

/* What is needed to show it: the form of the file, colours, and the picture's own tables. */
static bool stays(struct photo *p, unsigned marker, uint64_t body, uint64_t n)
{
    if (marker == APP0) /* without a small picture of its own */
        return n == 14 && photo_is(p, body, "JFIF\0", 5);
    if (marker == APP2)
        return n > 14 && photo_is(p, body, "ICC_PROFILE\0", 12);
    if (marker == APP14)
        return n == 12 && photo_is(p, body, "Adobe", 5);
    return (marker >= SOF0 && marker <= SOF15 && marker != JPG) || marker == SOS ||
           (marker >= DQT && marker <= EXP);
}

/* The way up is put where the camera's data stood. */
static bool way_up_put(struct photo *p, uint64_t at)
{
    unsigned char s[4 + EXIF_MARK + PHOTO_EXIF] = { 0xff, APP1, 0,   2 + EXIF_MARK + PHOTO_EXIF,
                                                    'E',  'x',  'i', 'f' };

    if (p->orientation < 2) /* as it lies */
        return true;
    photo_exif(p->orientation, s + 4 + EXIF_MARK);
    return photo_put(p, at, 0, s, sizeof s);
}

static bool segment(struct photo *p, unsigned marker, uint64_t at, uint64_t n)
{
    uint64_t body = at + 4;
    bool camera = marker == APP1 && n > 2 + EXIF_MARK && photo_is(p, body, "Exif\0\0", EXIF_MARK);

    if (stays(p, marker, body, n - 2))
        return true;
    if (camera && p->orientation == 0) {
        photo_orientation(p, body + EXIF_MARK, n - 2 - EXIF_MARK);
        if (!way_up_put(p, at))
            return false;
    }
    return photo_drop(p, at, n + 2);
}

/* Over the coded picture to the next marker, or to the end of a file that was cut short. False
 * when it cannot be read that far: nobody knows what stands behind. */
static bool scan_over(struct photo *p, uint64_t *at)
{
    unsigned char b[2];

    while (photo_get(p, *at, b, 2)) {
        const unsigned char *here = p->window + (*at - p->window_at);
        const unsigned char *end = p->window + p->window_n;
        const unsigned char *mark = memchr(here, 0xff, (size_t)(end - here));
        if (mark != here) { /* the last byte of the window is looked at with the next one */
            *at += (uint64_t)((mark ? mark : end) - here);
            continue;
        }
        if (b[1] != 0 && b[1] != 0xff && !(b[1] >= RST0 && b[1] <= RST7))
            return true;
        *at += 1;
    }
    if (*at + 1 < p->source->size)
        return false;
    *at = p->source->size;
    return true;
}

bool photo_jpeg(struct photo *p)
{
    uint64_t at = 2, n;
    bool picture = false;
    unsigned char b[2];

    if (!photo_is(p, 0, "\xff\xd8", 2))
        return false;
    for (;;) {
        if (!photo_get(p, at, b, 2))
            return picture && at == p->source->size;
        if (b[0] != 0xff)
            return false;
        if (b[1] == 0xff) { /* filling */
            at++;
            continue;
        }
        if (b[1] == EOI) /* what stands behind it is not shown */
            return picture && photo_drop(p, at + 2, p->source->size - at - 2);
        if (b[1] == 0 || b[1] == TEM || b[1] == SOI || (b[1] >= RST0 && b[1] <= RST7) ||
            !photo_number(p, at + 2, 2, false, &n) || n < 2 || at + 2 + n > p->source->size ||
            !segment(p, b[1], at, n))
            return false;
        at += 2 + n;
        if (b[1] != SOS)
            continue;
        picture = true;
        if (!scan_over(p, &at))
            return false;
    }
}
