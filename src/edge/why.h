/* "Why this date?" of a clock of a case, line by line, as pages and the API tell it. [4.4-b] */
#ifndef EDGE_WHY_H
#define EDGE_WHY_H

#include "complaint/dossier.h"
#include "edge/edge.h"

struct why_words {
    const char *code, *text;
};

/* Struct why_words; none for a clock of a former procedure that has no sum any more. `staff`:
 * whether the reader is of the staff, and learns who wrote a day down. */
MUST_CHECK bool edge_clock_why(struct req *rq, const struct procedure *p, const struct dossier *d,
                               const struct clock_row *clock, const struct rows *pauses, bool staff,
                               struct rows *out);

#endif
