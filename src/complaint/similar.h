/*
 * How often the same happens. ISO 10002 [7.6-b]
 */
#ifndef COMPLAINT_SIMILAR_H
#define COMPLAINT_SIMILAR_H

#include "complaint/dossier.h"

enum { SIMILAR_MOST = 100 };

/* Cases of the same class or with the same problem that came in the months before this
 * one, or since; SIMILAR_MOST says "or more". What was set aside does not count. */
MUST_CHECK bool similar_cases(const struct act *act, const struct procedure *p,
                              const struct dossier *d, int months, int *n, struct err *err);

/* So many months before that moment, at the beginning of the day. */
struct instant months_before(const struct zone *zone, struct instant t, int months);

#endif
