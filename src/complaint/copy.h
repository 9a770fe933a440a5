/*
 * Copies: teams that have to know of a case, as its pack says.
 *
 * When the thing happens that a copy names, the team gets the case: its people may read it and
 * write notes, it waits in their list until one of them took note, and all of that is in the
 * chain of the case. Nothing leaves the organisation.
 */
#ifndef COMPLAINT_COPY_H
#define COMPLAINT_COPY_H

#include "complaint/dossier.h"

/* `trigger` happened, as case_clocks() knows it: whatever copies the pack of the case has for it
 * are made in the event under way. One that nobody took note of yet is not made again. */
MUST_CHECK bool copies_make(struct history *h, struct dossier *d, const char *trigger,
                            struct err *err);

#endif
