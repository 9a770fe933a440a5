/*
 * Why a date was missed: a code of the list breach_cause, with words where the code wants them.
 * C10
 */
#ifndef OPERATION_CLOSING_BREACH_FLOW_H
#define OPERATION_CLOSING_BREACH_FLOW_H

#include "complaint/case.h"

struct breach_form {
    int64_t clock;     /* id of its row; 0 = all of which nobody said why */
    const char *cause; /* a code of breach_cause */
    const char *text;
};
extern const struct record breach_form_record;

/* Event breach_explained. Refused where the clock was not missed, ERR_INVALID on `cause` or `text`;
 * what was said before can be put right. */
MUST_CHECK bool breach_explain(const struct act *act, const struct procedure *p, int64_t complaint,
                               int64_t version, const struct breach_form *form, struct err *err);

#endif
