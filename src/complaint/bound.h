/*
 * Whether what decides who may read the names of a case is as its events left it: privacy and team
 * of the complaint, who is complained about, who is in conflict. Whoever can write to the database
 * would rather alter one of these than open what is sealed. `redress verify` says it of every row;
 * this says it of a few, before names of the case are shown. docs/decisions/0017-binding.md
 */
#ifndef COMPLAINT_BOUND_H
#define COMPLAINT_BOUND_H

#include "complaint/dossier.h"

/* Of a case as it is loaded. A row that was altered, added or taken away beside the program: false.
 */
MUST_CHECK bool case_bound(const struct act *act, const struct dossier *d, bool *bound,
                           struct err *err);

/* For a line of a list: of the complaint's row alone, as it is stored, by the bytes of an event of
 * its chain that probably wrote it last; its other events are read only where that one did not. Of
 * whoever came another way than with the filing (`person` is shown), as case_bound. */
MUST_CHECK bool case_line_bound(const struct act *act, const struct complaint_row *c,
                                struct bytes event, int64_t person, bool *bound, struct err *err);

#endif
