/*
 * Whether a complaint about a possible or actual danger must be reported to an authority: a record
 * of its own for each jurisdiction in which the product is sold, beside the course of the
 * complaint.
 *
 * The jurisdictions, their questions and clocks are data of the case's pack. Clocks run from the
 * awareness of anybody in the organisation, which is the first receipt, not from the day on which
 * it was understood. That something need not be reported takes reasons and a second person.
 * regulation.md 2 [REG-S1] [REG-S2] [7.5-b]
 */
#ifndef OPERATION_REPORTABILITY_REPORT_FLOW_H
#define OPERATION_REPORTABILITY_REPORT_FLOW_H

#include "complaint/pack_version.h"
#include "operation/step.h"

/* What is done about one of them. */
struct report_form {
    const char *regime;
    const char *answers;  /* as it was typed: a table of one row */
    const char *decision; /* reportable, not_reportable */
    const char *reasons;
    struct date filed_on; /* of what was reported */
    const char *number;   /* that the authority gave it */
};

/* Answers and decision. "Reportable" stands at once and the clock runs until it was reported;
 * "not reportable" once another person confirmed it. What was decided may be decided anew until it
 * was reported: what was confirmed is then open again. Event report_decided. */
MUST_CHECK bool report_decide(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t version, const struct report_form *form, struct err *err);
/* By another person: event report_confirmed; or, with reasons, report_refused: undecided again. */
MUST_CHECK bool report_confirm(const struct act *act, const struct procedure *p, int64_t complaint,
                               int64_t version, const struct report_form *form, bool agreed,
                               struct err *err);
/* It was reported: event report_filed. */
MUST_CHECK bool report_filed(const struct act *act, const struct procedure *p, int64_t complaint,
                             int64_t version, const struct report_form *form, struct err *err);

#endif
