/*
 * A message to the complainant: it waits until somebody sent it; one that did not arrive comes back
 * to those who sent it, and stands among what came back until they are told in another way.
 * ISO 10002 [7.4-c] [7.3-c]
 */
#ifndef OPERATION_TRACKING_MESSAGE_FLOW_H
#define OPERATION_TRACKING_MESSAGE_FLOW_H

#include "complaint/case.h"

/* Whether the entry was sent and may still come back: not said, not only on the page. */
bool message_may_return(const struct entry_row *entry);

/* Whether the entry waits to be sent. */
bool message_waits(const struct entry_row *entry);

struct message_sent {
    int64_t message;     /* the entry */
    const char *channel; /* letter, email, telephone, in_person */
};
extern const char *const message_sent_channels[]; /* those; NULL behind the last */

/* Somebody of the staff sent it, or told the complainant what it says. By mail or letter only where
 * there is an address. Event message_sent. [7.3-c] */
MUST_CHECK bool message_sent(const struct act *act, const struct procedure *p, int64_t complaint,
                             int64_t version, const struct message_sent *form, struct err *err);

/* A reply or an update came back; `why` is what the post or the mail program says. Acknowledgements
 * and letters of a decision open their own steps again (ack_flow.h, decision_flow.h). Event
 * message_failed. */
MUST_CHECK bool message_returned(const struct act *act, const struct procedure *p,
                                 int64_t complaint, int64_t version, int64_t entry, const char *why,
                                 struct err *err);

#endif
