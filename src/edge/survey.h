/*
 * What a complainant says of a closed complaint, and what follows: under a procedure that asks for
 * it, whoever is not satisfied gets a new assessment. [8.3-a] [7.9-d]
 */
#ifndef EDGE_SURVEY_H
#define EDGE_SURVEY_H

#include "operation/tracking/tracking_flow.h"

/* tracking_satisfaction(); and when the handling or the outcome was no better than the case's pack
 * says, the case is opened again in the same transaction. */
MUST_CHECK bool survey_take(const struct act *act, const struct procedure *p, int64_t complaint,
                            const struct satisfaction *given, struct err *err);

/* tracking_call(), and then as above; also when they ask for it (`again`), which takes that they
 * were reached, and their words. */
MUST_CHECK bool survey_call(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t version, const char *outcome, const struct satisfaction *given,
                            bool again, struct err *err);

#endif
