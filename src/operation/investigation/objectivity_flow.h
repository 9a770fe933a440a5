/*
 * Conflicts of interest, declared and ended. Who was kept from a part is on record too:
 * operation/step.h.
 * ISO 10002 [4.7-a] [D-a]
 */
#ifndef OPERATION_INVESTIGATION_OBJECTIVITY_FLOW_H
#define OPERATION_INVESTIGATION_OBJECTIVITY_FLOW_H

#include "complaint/case.h"

/* A conflict of interest is put on record. Who owned the case owns it no longer; who
 * investigated it neither. `kind` is a code of conflict_words. Event conflict_declared. */
MUST_CHECK bool conflict_declare(const struct act *act, const struct procedure *p,
                                 int64_t complaint, int64_t version, int64_t staff,
                                 const char *kind, const char *why, struct err *err);
/* It holds no longer, for the reason given; nobody ends their own. Event conflict_ended. */
MUST_CHECK bool conflict_end(const struct act *act, const struct procedure *p, int64_t complaint,
                             int64_t version, int64_t conflict, const char *why, struct err *err);

#endif
