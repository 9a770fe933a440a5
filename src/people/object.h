/* What may() is asked about, of a case that is loaded. */
#ifndef PEOPLE_OBJECT_H
#define PEOPLE_OBJECT_H

#include "complaint/dossier.h"
#include "people/may.h"

/* The case for that member of staff; 0 = a key or the public, whom no wall concerns and to whom
 * nobody agrees. */
MUST_CHECK bool may_object_of(const struct act *act, const struct dossier *d, int64_t staff,
                              struct may_object *out, struct err *err);

#endif
