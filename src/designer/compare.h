/*
 * What differs between two versions of a procedure pack, in words: what was added, taken away,
 * changed, part by part, in the order of the file. For whoever publishes a change, and for whoever
 * asks afterwards what it was.
 */
#ifndef DESIGNER_COMPARE_H
#define DESIGNER_COMPARE_H

#include "complaint/pack_version.h"
#include "designer/designer_view.h"
#include "i18n/lang.h"

/* struct change; none when they say the same. `before` may be NULL: all is added. */
struct rows compare_packs(struct arena *a, const struct lang *lang,
                          const struct pack_version *before, const struct pack_version *after);

#endif
