/*
 * Objectivity: who must keep away from a case.
 *
 * Nobody complained about, and no manager of theirs who is involved, owns,
 * assesses, investigates or decides; nobody who took part on a lower level
 * decides a review. ISO 10002 [4.7-a] [4.7-b] [D-a]
 */
#ifndef OPERATION_INVESTIGATION_OBJECTIVITY_H
#define OPERATION_INVESTIGATION_OBJECTIVITY_H

#include "base/err.h"
#include "complaint/facts.h"

/* Whether the user may take that part in the case now. */
MUST_CHECK bool objectivity_allowed(const struct case_facts *f, int64_t user, enum part part,
                                    struct err *err);

/* Whether the person complained about may be heard now: full details come before
 * the interview. ERR_NOT_FOUND when the user is not complained about in this case. */
MUST_CHECK bool objectivity_interview_allowed(const struct case_facts *f, int64_t user,
                                              struct err *err);

#endif
