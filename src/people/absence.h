/*
 * Who is away, from which day to which, and who stands in: new cases of theirs go to the
 * substitute, who sees those they have. [4.12-a]
 */
#ifndef PEOPLE_ABSENCE_H
#define PEOPLE_ABSENCE_H

#include "complaint/history.h"
#include "complaint/procedure.h"

struct absence_given {
    int64_t staff, substitute;
    struct date from, until; /* the first and the last day */
};

/* Event absence_added. Refused when the days are not in order or over, the substitute is who is
 * away, or is away themselves on all of these days, or, ERR_CONFLICT, the same is planned already.
 * `out` (may be NULL) is its row. */
MUST_CHECK bool absence_add(const struct act *act, const struct procedure *p,
                            const struct absence_given *in, struct absence_row *out,
                            struct err *err);
/* They are back, or do not go after all: event absence_ended. */
MUST_CHECK bool absence_end(const struct act *act, int64_t id, struct err *err);

/* Those that are not over yet, by their days: struct absence_row. */
MUST_CHECK bool absence_list(const struct act *act, const struct procedure *p, struct rows *out,
                             struct err *err);
#endif
