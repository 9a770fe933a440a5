/* What finding and marking the same again share: what may be tied, and writing it. */
#ifndef GROUP_REPEAT_FLOW_H
#define GROUP_REPEAT_FLOW_H

#include "group/repeat.h"

/* Whether `d` may stand as the same again as `before`; why not is in `err`, which may be NULL. */
bool repeat_allowed(const struct dossier *d, const struct dossier *before, struct err *err);
/* Whether the earlier one was decided, solved or closed when the later one came: before that it is
 * the same, not the same again. */
bool repeat_over(const struct dossier *d, const struct dossier *before);

/* Ties those to the case, unless somebody said meanwhile that one is not the same. Event
 * repeat_found. */
MUST_CHECK bool repeats_found(const struct act *act, const struct procedure *p, int64_t complaint,
                              const int64_t *before, size_t n, struct err *err);

#endif
