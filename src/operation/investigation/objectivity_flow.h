/*
 * Who was kept from a part, on record; conflicts declared and ended.
 * ISO 10002 [4.7-a] [4.7-b] [D-a]
 */
#ifndef OPERATION_INVESTIGATION_OBJECTIVITY_FLOW_H
#define OPERATION_INVESTIGATION_OBJECTIVITY_FLOW_H

#include "complaint/case.h"

struct step;

/* Asks objectivity_allowed() for a flow that is open. A refusal rolls the flow back and is
 * logged in a transaction of its own (event assignment_refused); then false. */
MUST_CHECK bool part_allowed(struct step *s, int64_t user, enum part part, struct err *err);

/* A conflict of interest is put on record. Who owned the case owns it no longer; who
 * investigated it neither. `kind` is a code of conflict_words. Event conflict_declared. */
MUST_CHECK bool conflict_declare(const struct act *act, const struct procedure *p,
                                 int64_t complaint, int64_t version, int64_t staff,
                                 const char *kind, const char *why, struct err *err);
/* It holds no longer, for the reason given; nobody ends their own. Event conflict_ended. */
MUST_CHECK bool conflict_end(const struct act *act, const struct procedure *p, int64_t complaint,
                             int64_t version, int64_t conflict, const char *why, struct err *err);

#endif
