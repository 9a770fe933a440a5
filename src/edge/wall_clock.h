/*
 * The wall clock, watched by the clerk. Times in the records come from it, so a step back is an
 * event: whoever reads times there knows that they are not in order. Order is by sequence. [D20]
 */
#ifndef EDGE_WALL_CLOCK_H
#define EDGE_WALL_CLOCK_H

#include "base/err.h"

struct app;

/* For the clerk, about every second. */
MUST_CHECK bool wall_clock_job(struct app *app, struct err *err);

#endif
