/*
 * The look at the database file before it is served. [D19]
 */
#ifndef ADMIN_SOUND_H
#define ADMIN_SOUND_H

#include "admin/site.h"

/* Looks for damage, but never so long that people would wait for the start [D13]: after an end
 * that was none (`unclean`) for a few seconds, otherwise at small files only. What was found once
 * stands until somebody decides. */
MUST_CHECK bool sound(struct arena *a, struct site *site, bool unclean, struct err *err);
/* Whether the file is large, so that all of it is looked at beside the server. */
bool sound_later(struct arena *a, const struct config *config);

#endif
