/*
 * Acknowledging, and what comes back.
 *
 * On the page it is done with the filing (receipt/filing.h); here are the other ways:
 * a logged call, a talk, a letter or mail into the outbox, or why it is not possible.
 * ISO 10002 [7.4-a] [7.4-b] [7.4-c] [7.4-d]
 */
#ifndef OPERATION_ACKNOWLEDGEMENT_ACK_FLOW_H
#define OPERATION_ACKNOWLEDGEMENT_ACK_FLOW_H

#include "complaint/case.h"

struct ack_form {
    const char *way;    /* code of ack_way_words */
    struct instant at;  /* of the call or the talk; 0 = now */
    const char *with;   /* who was spoken to */
    const char *text;   /* what was said, or the letter; a letter has one by itself */
    const char *reason; /* why it is not possible */
};
extern const struct record ack_form_record;

/* Event acknowledged. */
MUST_CHECK bool ack_give(const struct act *act, const struct procedure *p, int64_t complaint,
                         int64_t version, const struct ack_form *form, struct err *err);

/* It did not arrive: the step is open again and its clock runs anew. Event
 * acknowledgement_failed, with the reason. */
MUST_CHECK bool ack_returned(const struct act *act, const struct procedure *p, int64_t complaint,
                             const char *why, struct err *err);

/* The letter, in the complainant's language: the reference, what happens next and by when. */
const char *ack_letter(struct arena *a, const struct procedure *p, const struct dossier *d);

#endif
