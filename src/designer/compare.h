/*
 * What differs between two versions of a procedure pack, in words: what was added, taken away,
 * changed, part by part, in the order of the file. For whoever publishes a change, and for whoever
 * asks afterwards what it was. It goes by the document, so a part or a key that packs learn later
 * is compared without being known here; what is known has words instead of its key.
 */
#ifndef DESIGNER_COMPARE_H
#define DESIGNER_COMPARE_H

#include "designer/designer_view.h"
#include "i18n/lang.h"

struct procedure;

/* struct change; none when they say the same. `before` may be NULL: all is added. Both are sound
 * (complaint/pack_read.h). `p` says what the organisation calls its calendars; NULL = nothing. */
struct rows compare_packs(struct arena *a, const struct lang *lang, const struct procedure *p,
                          const char *before, const char *after);

#endif
