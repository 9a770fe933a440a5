/*
 * The response: answers to the allegations, measures taken at once, the proposal.
 * ISO 10002 [7.7-b] [7.7-c] [7.7-d]
 */
#ifndef OPERATION_RESPONSE_FLOW_H
#define OPERATION_RESPONSE_FLOW_H

#include "complaint/case.h"

/* The answer to one allegation. */
struct response_answer {
    int64_t allegation;
    const char *text; /* NULL = unchanged */
};

/* A text that is NULL stays as it is; "" takes it away. */
struct response_form {
    const struct response_answer *answers;
    size_t n;
    const char *text;            /* the whole, as proposed; NULL = the answers one after another */
    const char *preventive;      /* what keeps it from happening again */
    const char *preventive_none; /* or why nothing is needed */
    const char *remedy_none;     /* why no remedy is due */
};

/* Writes the response. As soon as nothing is missing it is proposed (event
 * response_proposed, otherwise response_written); `*proposed` says so and may be NULL. */
MUST_CHECK bool response_write(const struct act *act, const struct procedure *p, int64_t complaint,
                               int64_t version, const struct response_form *form, bool *proposed,
                               struct err *err);

/* Something is done at once, before the decision. Event measure_taken. */
MUST_CHECK bool measure_add(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t version, const char *text, struct err *err);

/* Approves every sum that waits for a second person, or gives the proposal back to the
 * handler with a reason. Events remedies_approved, approval_refused. [3.3-c] */
MUST_CHECK bool remedies_approve(const struct act *act, const struct procedure *p,
                                 int64_t complaint, int64_t version, const char *reasons,
                                 struct err *err);
MUST_CHECK bool remedies_refuse(const struct act *act, const struct procedure *p, int64_t complaint,
                                int64_t version, const char *reasons, struct err *err);

#endif
