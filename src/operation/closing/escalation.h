/*
 * Escalation: where a case goes with each answer, from the front line through
 * handling and reviews to bodies outside.
 *
 *   solved on the spot, or decided by handling and told
 *     accepted   carried out, verified, closed
 *     rejected   stays open: a review by somebody without a part, as long as the
 *                procedure has a level and there is such a person; then outside
 *     no answer  reminded, then closed, and opened again when an answer comes
 *   withdrawn at any time; a new significant fact leads back to the assessment.
 *
 * Nobody decides twice on different levels, every open state has a clock, every
 * refusal has a message that names the next route, and nothing of the case is
 * ever dropped. ISO 10002 [7.9-b] [7.9-d] [4.7-b] [G-a]
 */
#ifndef OPERATION_CLOSING_ESCALATION_H
#define OPERATION_CLOSING_ESCALATION_H

#include "operation/closing/closing.h"

enum escalation_act {
    ESCALATION_SOLVE,  /* on the spot, and the complainant agrees */
    ESCALATION_DECIDE, /* outcome and reasons stand in the facts */
    ESCALATION_TELL,   /* the letter stands in the facts */
    ESCALATION_ACCEPT,
    ESCALATION_REJECT,
    ESCALATION_REMIND,
    ESCALATION_TAKE_REVIEW, /* the actor becomes the reviewer */
    ESCALATION_GO_OUTSIDE,  /* the complainant turned to a body outside */
    ESCALATION_OUTSIDE_END, /* that body settled or decided */
    ESCALATION_NOT_OUTSIDE, /* nobody outside is or will be asked */
    ESCALATION_WITHDRAW,
    ESCALATION_NEW_FACT, /* significant: back to the assessment */
    ESCALATION_CLOSE,
    ESCALATION_REOPEN,
};
enum { ESCALATION_ACTS = ESCALATION_REOPEN + 1 };

struct escalation_step {
    enum escalation_act act;
    struct actor who;            /* user 0: the complainant or the system */
    struct instant due;          /* TELL, REMIND, REOPEN: until when an answer is expected */
    enum closing_reason closing; /* CLOSE */
    bool reason;                 /* NEW_FACT, REOPEN: whether one is written */
};

/* Checks the act and, when it is allowed, makes of the facts what they are
 * after it; the flow stores them. `parts` stays the flow's: it adds who decided. */
MUST_CHECK bool escalation_apply(struct case_facts *f, const struct escalation_step *s,
                                 const struct closing_policy *p, struct err *err);

/* What is open to a complainant who does not accept. */
enum recourse {
    ROUTE_NONE,    /* nothing was rejected */
    ROUTE_REVIEW,  /* somebody without a part looks again */
    ROUTE_OUTSIDE, /* the outside options, this was the last level inside */
};
enum recourse escalation_route(const struct case_facts *f);
/* What the complainant is told about it; NULL for ROUTE_NONE. */
const char *escalation_message(enum recourse route);

#endif
