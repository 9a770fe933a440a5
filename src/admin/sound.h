/*
 * The look at the database file before it is served. [D19]
 */
#ifndef ADMIN_SOUND_H
#define ADMIN_SOUND_H

#include "admin/site.h"

/* How the last end was. */
enum sound_end {
    SOUND_CLEAN,
    SOUND_KILLED, /* its processes were: what they wrote the system has */
    SOUND_CUT,    /* perhaps the power was, or a sync failed; at this end or an earlier one */
};
/* Asked before the database is opened. */
enum sound_end sound_end(struct arena *a, const char *data);

/* Looks for damage, but never so long that people would wait for the start [D13]: after a power
 * cut for a few seconds; after a kill only while that is short; after a clean end at the smallest
 * files. What was found once stands until somebody decides. */
MUST_CHECK bool sound(struct arena *a, struct site *site, enum sound_end end, struct err *err);
/* Whether the file is large, so that all of it is looked at beside the server. */
bool sound_later(struct arena *a, const struct config *config);

#endif
