/*
 * Texts and values of programs, each kept once: most of a page is what all pages have, and every
 * partial repeats itself. Internal to src/web/template*.c.
 */
#ifndef WEB_TEMPLATE_INTERN_H
#define WEB_TEMPLATE_INTERN_H

#include "base/arena.h"

struct interned;

/* Lives as long as the arena, as does what it gives. */
struct interned *interned_new(struct arena *a);
/* These bytes, aligned for any struct; a zero follows them. */
const void *intern(struct interned *in, const void *s, size_t n);

#endif
