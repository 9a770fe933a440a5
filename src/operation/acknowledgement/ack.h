/*
 * Acknowledging a complaint.
 *
 * Every complaint is acknowledged to the complainant at once: on the page, by
 * telephone as a logged call, in person, by letter or mail. Where that is not
 * possible the reason is written. What could not be delivered opens the step
 * again. ISO 10002 [7.4-a] [7.4-b] [7.4-c] [7.4-d]
 */
#ifndef OPERATION_ACKNOWLEDGEMENT_ACK_H
#define OPERATION_ACKNOWLEDGEMENT_ACK_H

#include "base/err.h"
#include "complaint/facts.h"
#include "complaint/missing.h"

/* What is missing until the complainant knows that the complaint arrived. */
void ack_missing(const struct case_facts *f, struct missing *m);

/* Whether it may be acknowledged in this way now. */
MUST_CHECK bool ack_allowed(const struct case_facts *f, enum ack_way way, struct err *err);

/* Whether a failed delivery may be recorded: something was sent. */
MUST_CHECK bool ack_failed_allowed(const struct case_facts *f, struct err *err);

/* Whether the acknowledgement stands: given, and not known to have failed. */
bool ack_stands(const struct case_facts *f);

/* The stage after the acknowledgement, or after its failure. */
enum stage ack_stage(const struct case_facts *f);

#endif
