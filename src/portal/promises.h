/*
 * The dates that are promised to somebody who complains at a given moment, from the clocks
 * of the procedure and of the pack that cases are filed with. [4.15-a] [7.1-a]
 */
#ifndef PORTAL_PROMISES_H
#define PORTAL_PROMISES_H

#include "complaint/procedure.h"
#include "portal/portal_view.h"

/* What complainants are told that a clock of the pack promises, NULL = nothing, or there is no
 * pack. The standard's own clocks have words on the pages where this has none. */
const char *promise_words(const struct pack_version *pack, const char *clock,
                          const struct lang *lang);
/* How complainants are told of the day of a clock of their case, "Our decision by"; NULL: it counts
 * for us alone and they are not told. */
const char *promise_label(struct arena *a, const struct pack_version *pack, const char *clock,
                          const struct lang *lang);
/* Rows of struct promise for a case of that pack and class (NULL = none is known), the earliest
 * first: the standard's and those that the pack promises from the receipt on. Those already kept on
 * the page are left out. */
MUST_CHECK bool promises_from(struct arena *a, const struct procedure *p,
                              const struct pack_version *pack, const char *class,
                              const struct lang *lang, struct instant received, struct rows *out,
                              struct err *err);
/* The day by which the decision comes; not set when no clock says so. */
struct date promise_decision(struct arena *a, const struct procedure *p,
                             const struct pack_version *pack, const char *class,
                             struct instant received);
/* "2 working days", in the reader's language. */
const char *promise_length(struct arena *a, const struct lang *lang, const char *unit, int64_t n);

#endif
