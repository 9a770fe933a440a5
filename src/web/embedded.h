/*
 * The files that are built into the program: everything below templates/ and
 * static/. tools/embed.py makes the table at build time.
 */
#ifndef WEB_EMBEDDED_H
#define WEB_EMBEDDED_H

#include "base/base.h"

struct embedded {
    const char *path; /* "static/app.css", "templates/portal/start.html" */
    const unsigned char *s;
    size_t n;
    const char *hash; /* 16 letters and digits of the content: ETags, cache-busting URLs */
};

/* Sorted by path. */
extern const struct embedded embedded_files[];
extern const size_t embedded_count;

/* The file of that path, or NULL. */
const struct embedded *embedded_find(const char *path);

#endif
