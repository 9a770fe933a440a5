/* What the readers of containers share; for the files photo*.c. */
#ifndef COMPLAINT_PHOTO_PARTS_H
#define COMPLAINT_PHOTO_PARTS_H

#include "complaint/photo.h"

struct photo {
    struct arena *a;
    struct photo_source *source;
    struct photo_cuts *cuts;
    unsigned orientation; /* 1 to 8, 0 = none was found */
    /* Bytes at hand, so that looking at one after the other is cheap. */
    unsigned char window[16384];
    uint64_t window_at;
    size_t window_n;
};

/* `n` bytes, at most 64; false at the end of the picture. */
bool photo_get(struct photo *p, uint64_t at, unsigned char *to, size_t n);
/* Numbers of 1 to 8 bytes, the highest byte first or last. */
bool photo_number(struct photo *p, uint64_t at, unsigned bytes, bool little, uint64_t *out);
/* Whether those bytes stand there. */
bool photo_is(struct photo *p, uint64_t at, const char *bytes, size_t n);

/* False when there are too many, or they reach beyond the picture. */
bool photo_drop(struct photo *p, uint64_t at, uint64_t n);
bool photo_blank(struct photo *p, uint64_t at, uint64_t n);
bool photo_put(struct photo *p, uint64_t at, uint64_t n, const void *bytes, size_t length);

/* The way up in the camera's data at `at`, of `n` bytes, a TIFF of its own; where it cannot be
 * read there is none. */
void photo_orientation(struct photo *p, uint64_t at, uint64_t n);
/* Camera's data that say nothing but the way up: 26 bytes. */
enum { PHOTO_EXIF = 26 };
void photo_exif(unsigned orientation, unsigned char out[PHOTO_EXIF]);

bool photo_jpeg(struct photo *p);
bool photo_png(struct photo *p);
bool photo_webp(struct photo *p);
bool photo_gif(struct photo *p);
bool photo_tiff(struct photo *p);
bool photo_heic(struct photo *p);

#endif
