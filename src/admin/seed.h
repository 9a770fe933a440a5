/*
 * What every organisation starts with: its key, the team Reception, settings, and
 * the lists, clocks and calendars of data/. One event; nothing when it was done before.
 */
#ifndef ADMIN_SEED_H
#define ADMIN_SEED_H

#include "admin/site.h"

MUST_CHECK bool seed(struct site *site, struct err *err);

#endif
