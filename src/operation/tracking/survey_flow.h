/*
 * What complainants answer to the questions that a procedure asks after the closing: the pack's
 * own, beside those of operation/tracking/satisfaction.h. [8.3-a]
 */
#ifndef OPERATION_TRACKING_SURVEY_FLOW_H
#define OPERATION_TRACKING_SURVEY_FLOW_H

#include "complaint/pack_version.h"
#include "operation/step.h"

/* Writes them as typed, within the event of the caller. Where complainants answer themselves
 * (`all`) what is required must be there, ERR_INVALID on the field of the form, and what is not
 * among them is taken away. What somebody asked them by telephone leaves the rest as it was: an
 * answer is taken away only where it is sent as an empty text. */
MUST_CHECK bool survey_answer(struct step *s, const struct own_value *typed, size_t n, bool all,
                              struct err *err);
/* Whether one of these says something else than what is on record. */
bool survey_differs(const struct step *s, const struct own_value *typed, size_t n);

#endif
