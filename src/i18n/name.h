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

#endif
