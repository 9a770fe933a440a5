/*
 * The people of a case: added later, corrected, ended. Customer, complainant and
 * representative are apart; a member of staff complained about is a party too, and from
 * then on sees nothing of the case. ISO 10002 [3-c] [4.7-a] [4.10-a]
 */
#ifndef OPERATION_RECEIPT_PARTY_FLOW_H
#define OPERATION_RECEIPT_PARTY_FLOW_H

#include "complaint/case.h"

/* In corrections a text that is NULL stays as it is; "" takes it away. */
struct party_form {
    const char *role; /* complainant (where there is none), customer, representative, contact,
                         complained_about */
    int64_t staff;    /* the one complained about is one of us */
    const char *kind; /* person, organisation; NULL = person */
    const char *name, *email, *phone, *address;
    const char *postcode, *country, *fax;
    const char *language, *channel; /* how they want to hear from us */
    const char *need_codes;         /* of the list support_need, divided by blanks */
    const char *authority;          /* what allows a representative to act */
    bool ended;                     /* corrections: no longer of this case */
    const char *reason;             /* corrections */
};
extern const struct record party_form_record;

/* Event party_added. */
MUST_CHECK bool party_add(const struct act *act, const struct procedure *p, int64_t complaint,
                          int64_t version, const struct party_form *form, int64_t *id,
                          struct err *err);
/* Event party_corrected, with the reason. */
MUST_CHECK bool party_correct(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t version, int64_t party, const struct party_form *form,
                              struct err *err);

#endif
