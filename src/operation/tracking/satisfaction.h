/*
 * What a complainant is asked when the case is closed, and the answers there are.
 *
 * The handling and the outcome are asked apart, and whether both sides were treated alike: who did
 * not get what they wanted may still have been treated well, and figures about the process must not
 * show the one for the other. ISO 10002 [7.9-e] [8.3-a]
 */
#ifndef OPERATION_TRACKING_SATISFACTION_H
#define OPERATION_TRACKING_SATISFACTION_H

#include "base/base.h"

struct satisfaction_answer {
    const char *value;
    const char *label; /* message id */
};

/* The answers from the best to the worst; each list ends with a value that is NULL. */
extern const struct satisfaction_answer satisfaction_handling[]; /* "5" … "1" */
extern const struct satisfaction_answer satisfaction_fair[];     /* yes, partly, no */
extern const struct satisfaction_answer satisfaction_outcome[];  /* "5" … "1" */

/* The answer in words, as a message id; NULL when it is none of the list. */
const char *satisfaction_words(const struct satisfaction_answer *list, const char *value);

#endif
