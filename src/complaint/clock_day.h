/*
 * Clocks that end on a day somebody wrote down: by which field, and who wrote it when. "Why this
 * date?" is answered by that, not by a sum. [items 93, 94]
 */
#ifndef COMPLAINT_CLOCK_DAY_H
#define COMPLAINT_CLOCK_DAY_H

#include "complaint/dossier.h"

struct clock_day {
    const struct pack_field *field; /* NULL: the clock runs by its length */
    struct instant at;              /* not set: it cannot be said any more */
    int64_t by;                     /* of the staff; 0 = nobody of them */
};

MUST_CHECK bool clock_day_of(const struct act *act, const struct dossier *d,
                             const struct clock_row *clock, struct clock_day *out, struct err *err);

#endif
