/*
 * Tracking: where a complaint stands, in words for the complainant and as the
 * eight lines of the follow-up form. ISO 10002 [7.3-c] [7.3-d] [4.4-b]
 */
#ifndef OPERATION_TRACKING_TRACK_H
#define OPERATION_TRACKING_TRACK_H

#include "base/err.h"
#include "complaint/facts.h"
#include "complaint/missing.h"

/* The eight tracked steps of Annex E, in their order. */
enum track_step {
    TRACK_ACKNOWLEDGED,
    TRACK_ASSESSED,
    TRACK_INVESTIGATED,
    TRACK_RESOLVED,
    TRACK_INFORMED,
    TRACK_CORRECTED,
    TRACK_VERIFIED,
    TRACK_CLOSED,
};
enum { TRACK_STEPS = TRACK_CLOSED + 1 };

enum track_state {
    TRACK_OPEN,
    TRACK_NOW, /* the one being worked on */
    TRACK_DONE,
    TRACK_NOT_NEEDED, /* closed without it */
};

const char *track_label(enum track_step step); /* message id */
void track_steps(const struct case_facts *f, enum track_state out[TRACK_STEPS]);

/* What is happening, in plain words for the complainant (message id). */
const char *track_status(const struct case_facts *f);
/* What comes next; NULL when nothing does. */
const char *track_next(const struct case_facts *f);
/* What the complainant can do now; NULL when there is nothing but waiting. */
const char *track_can_do(const struct case_facts *f);

/* Whether an update may be recorded as sent: it has a text, and the complainant
 * can get it. The page with the code always can. [7.3-c] */
MUST_CHECK bool track_update_allowed(const struct case_facts *f, bool text, bool by_page,
                                     struct err *err);

/* Whether `from` may be handed over to `to` for `reason`. [4.12-a] */
MUST_CHECK bool track_hand_over_allowed(const struct case_facts *f, int64_t to, bool reason,
                                        struct err *err);

#endif
