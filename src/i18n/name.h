/*
 * Names of people, for finding one who was written down twice.
 */
#ifndef I18N_NAME_H
#define I18N_NAME_H

#include "base/arena.h"

/* The same for one name however it is written: without case, accents, the order of its words
 * and the two ways to write Chinese. */
const char *name_key(struct arena *a, const char *name);

/* What to search a name by: words without their marks find those with marks too. */
const char *name_query(struct arena *a, const char *name);

/* Whether `what`, a name, an address, a number, stands in `text`, however both are written: case,
 * width, the two ways to write Chinese and what stands between words do not count, accents do.
 * Only whole words, also with an English s behind the last; a single character never does. */
bool name_stands_in(struct arena *a, const char *text, const char *what);

/* Whether the telephone number `what` stands in `text`, however its digits are grouped, with or
 * without what is dialled before it: its last nine digits count, or all it has, six at least. */
bool phone_stands_in(struct arena *a, const char *text, const char *what);

#endif
