/*
 * Room set aside on the disk of the data directory, for a disk that is full.
 *
 * New complaints are refused while there is still room to record what is done with those that
 * are here, and to erase: the file `reserve` is given up when a write finds no room, and nothing
 * new is taken until it could be made again. [D6]
 */
#ifndef WEB_RESERVE_H
#define WEB_RESERVE_H

#include "web/config.h"
#include "web/shared.h"

/* Gives the reserve up, or sets it aside again, as it is needed; asked every few seconds by one
 * process. What it did stands in the log, and whether anything new is taken in
 * shared->in_need. */
MUST_CHECK bool reserve_keep(const struct config *config, struct shared *shared, struct err *err);

#endif
