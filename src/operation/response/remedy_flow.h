/*
 * Remedies: each kind with its data, what it costs us and who pays for it, from the proposal to the
 * proof. ISO 10002 [7.7-a] [3.3-c] [3.3-d]
 *
 * A promise that takes a budget past the share at which it warns is given a reason; one that takes
 * it over the whole waits for a second person besides. (docs/decisions/0039-remedy-budget.md)
 */
#ifndef OPERATION_RESPONSE_REMEDY_FLOW_H
#define OPERATION_RESPONSE_REMEDY_FLOW_H

#include "complaint/case.h"

/* What is promised. Which kind needs what: response_needs(). */
struct remedy_form {
    const char *kind; /* code of remedy_kind_words */
    const char *action_code;
    int64_t amount; /* minor units */
    const char *currency;
    const char *text, *method, *item, *work_order, *to_whom, *terms;
    const char *head_of_loss, *calculation, *form, *by_whom;
    const char *no_admission; /* yes, no */
    bool consent;
    int64_t difference; /* in value, minor units */
    bool has_difference;
    int64_t owner;
    struct date due_on;
    struct date valid_until;
    int64_t points, percent; /* of a loyalty reward */
    const char *batch, *reach, *topic, *attendees;
    int64_t cost; /* to us, minor units of currency; without has_cost what it is worth */
    bool has_cost;
    const char *fund; /* a code of funding_source; NULL: the first in use */
    const char *over_why;
};
extern const struct record remedy_form_record;

/* What proves that it was carried out. */
struct remedy_proof {
    struct date done_on;
    const char *proof, *returned, *result;
    bool customer_ok;
    const char *number; /* of the voucher that was handed over */
};
extern const struct record remedy_proof_record;

/* Adds one: approved at once, or waiting for a second person when the sum is above the
 * limit of the one who proposes it or above what is left of a budget. Event remedy_added; `*id` may
 * be NULL. */
MUST_CHECK bool remedy_add(const struct act *act, const struct procedure *p, int64_t complaint,
                           int64_t version, const struct remedy_form *form, int64_t *id,
                           struct err *err);
/* Only before the decision. Event remedy_altered. */
MUST_CHECK bool remedy_alter(const struct act *act, const struct procedure *p, int64_t complaint,
                             int64_t version, int64_t remedy, const struct remedy_form *form,
                             struct err *err);
/* Event remedy_dropped, with the reason. */
MUST_CHECK bool remedy_drop(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t version, int64_t remedy, const char *why, struct err *err);
/* Event remedy_carried_out. */
MUST_CHECK bool remedy_carry_out(const struct act *act, const struct procedure *p,
                                 int64_t complaint, int64_t version, int64_t remedy,
                                 const struct remedy_proof *proof, struct err *err);
/* It was done as promised, or it was not and is to be done again: then with a reason.
 * Events remedy_verified, remedy_not_as_promised. */
MUST_CHECK bool remedy_verify(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t version, int64_t remedy, bool as_promised, const char *note,
                              struct err *err);

#endif
