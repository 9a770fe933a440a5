/*
 * A message to the complainant that did not arrive: it comes back to those who sent it, and
 * stands among what came back until they are told in another way. ISO 10002 [7.4-c] [7.3-c]
 */
#ifndef OPERATION_TRACKING_MESSAGE_FLOW_H
#define OPERATION_TRACKING_MESSAGE_FLOW_H

#include "complaint/case.h"

/* Whether the entry was sent and may still come back: not said, not only on the page. */
bool message_may_return(const struct entry_row *entry);

/* A reply or an update came back; `why` is what the post or the mail program says. Acknowledgements
 * and letters of a decision open their own steps again (ack_flow.h, decision_flow.h). Event
 * message_failed. */
MUST_CHECK bool message_returned(const struct act *act, const struct procedure *p,
                                 int64_t complaint, int64_t version, int64_t entry, const char *why,
                                 struct err *err);

#endif
