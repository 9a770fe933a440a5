/*
 * Budgets for remedies: what a source may spend within a year or a month. They are settings of the
 * organisation, each change an event that holds what stood before and what stands now. [3.3-c]
 */
#ifndef OPERATION_RESPONSE_BUDGET_FLOW_H
#define OPERATION_RESPONSE_BUDGET_FLOW_H

#include "complaint/procedure.h"
#include "complaint/spend.h"

struct budget_form {
    const char *fund;       /* a code of funding_source */
    int64_t team;           /* 0 = all teams */
    const char *period;     /* year, month */
    const char *from_month; /* YYYY-MM, the first of it */
    int64_t amount;         /* minor units */
    const char *currency;
    int64_t warn; /* per cent, 1 to 100 */
};

/* Event budget_set. There is one for a source, team, currency and range of months. */
MUST_CHECK bool budget_set(const struct act *act, const struct procedure *p,
                           const struct budget_form *form, struct err *err);
/* Another sum or share; `end` takes it out of use. Events budget_changed, budget_ended. `version`
 * is the one the form was shown with: another one now is ERR_CONFLICT. */
MUST_CHECK bool budget_change(const struct act *act, int64_t id, int64_t version, int64_t amount,
                              int64_t warn, bool end, struct err *err);

#endif
