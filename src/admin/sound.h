/*
 * The look at the database file before it is served. [D19]
 */
#ifndef ADMIN_SOUND_H
#define ADMIN_SOUND_H

#include "admin/site.h"

/* Looks for damage, longer after an end that was none (`unclean`), but never so long that people
 * would wait for the start [D13]. What was found once stands until somebody decides. */
MUST_CHECK bool sound(struct arena *a, struct site *site, bool unclean, struct err *err);

#endif
