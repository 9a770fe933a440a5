/*
 * Pictures without what the camera wrote into them: where and when they were taken, by which device
 * and whom. The picture itself is not decoded: its container is read strictly, and what is not
 * known to be needed for showing it is cut out or blanked. Which way up it is shown is kept.
 * Pure: bytes come through a reader. docs/decisions/0023-redaction.md [S34]
 *
 * JPEG: the picture's own tables and scans stay, JFIF, colour profile and Adobe's transform; all
 * other segments go, and what stands behind its end. PNG, WebP, GIF: chunks by a list of those that
 * stay. TIFF: what camera's tags point to, HEIC: boxes, items and properties that are not listed
 * are overwritten with zeros, so that nothing moves.
 */
#ifndef COMPLAINT_PHOTO_H
#define COMPLAINT_PHOTO_H

#include "base/arena.h"
#include "base/base.h"

/* Gives exactly `n` bytes from `at` on; false when they are not there. */
struct photo_source {
    bool (*read)(void *from, uint64_t at, unsigned char *to, size_t n);
    void *from;
    uint64_t size;
};

/* A change: `n` bytes at `at` go, and `put` comes instead; without `put` zeros come when `blank`.
 */
struct photo_cut {
    uint64_t at, n;
    struct bytes put;
    bool blank;
};

enum { PHOTO_CUTS = 2000 };

struct photo_cuts {
    struct photo_cut cut[PHOTO_CUTS]; /* by place, none within another */
    size_t n;
};

/* Whether pictures of this type are stripped: "image/jpeg" … */
bool photo_known(const char *type);

/* What has to change. False when the bytes are not what their type says, or are more than is
 * read: then nothing is known of what is in them. */
MUST_CHECK bool photo_scan(struct arena *a, const char *type, struct photo_source *source,
                           struct photo_cuts *out);

/* A picture on its way out, in pieces of any length, one behind the other. */
struct photo_filter {
    const struct photo_cuts *cuts;
    uint64_t at; /* bytes that came in so far */
    size_t cut;  /* the next one */
    bool put;    /* what it puts in is out */
};
/* The piece with the changes that fall into it; it may be empty. */
struct bytes photo_filter(struct photo_filter *f, struct arena *a, struct bytes piece);

/* The size of the picture with these changes. */
uint64_t photo_size(const struct photo_cuts *cuts, uint64_t size);

#endif
