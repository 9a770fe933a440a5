/*
 * Taking up a case: from then on somebody answers for it. ISO 10002 [4.12-a] [4.7-a]
 */
#ifndef OPERATION_INVESTIGATION_TAKE_UP_FLOW_H
#define OPERATION_INVESTIGATION_TAKE_UP_FLOW_H

#include "complaint/case.h"

/* The acting member of staff takes up a case that nobody owns. Event taken_up. */
MUST_CHECK bool case_take_up(const struct act *act, const struct procedure *p, int64_t complaint,
                             int64_t version, struct err *err);

#endif
