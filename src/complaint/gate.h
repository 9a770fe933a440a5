/*
 * What the procedure pack of a case asks for before a step, beside the standard.
 *
 * Which gates are not open yet stands in the facts; each rule of a step asks with one line and
 * gets the pack's own words, so that the bar of steps, the page and the refusal say the same.
 * [7.5-a]
 */
#ifndef COMPLAINT_GATE_H
#define COMPLAINT_GATE_H

#include "complaint/facts.h"
#include "complaint/missing.h"

/* `reason` is that of closing, CLOSING_NONE at all other steps. */
void gate_missing(const struct case_facts *f, enum gate_step before, enum closing_reason reason,
                  struct missing *m);

#endif
