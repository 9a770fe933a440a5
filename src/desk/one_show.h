/* The eight steps of the one page in two halves: what was said and done (one_said.c), and what is
 * asked now (one_show.c). [B-a] */
#ifndef DESK_ONE_SHOW_H
#define DESK_ONE_SHOW_H

#include "desk/case_show.h"

enum { ONE_NUMBERS = 8 };

/* What stands under the step with that number, 1 to 8, and since when it is done: `out` has its
 * number and gets `said`, `done` and `on`. */
void one_said(const struct case_show *s, struct one_step_view *out);

#endif
