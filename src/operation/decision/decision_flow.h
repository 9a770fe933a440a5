/*
 * The decision: taken with its reasons and the parts of its letter, told, and told again
 * when it did not arrive. Both instants are kept. ISO 10002 [7.8-a] [7.8-b] [7.8-c] [7.8-d]
 */
#ifndef OPERATION_DECISION_FLOW_H
#define OPERATION_DECISION_FLOW_H

#include "complaint/case.h"

/* The parts of the letter beside outcome and reasons. NULL stays as it is; what is NULL
 * in a new decision gets its text from decision_letter_defaults(). */
struct letter_form {
    const char *letter_remedy;
    const char *letter_not_satisfied;
    const char *letter_inside;  /* the review, or that this was the last level inside */
    const char *letter_outside; /* bodies outside */
};
extern const struct record letter_form_record;

struct decision_form {
    const char *outcome; /* code of outcome_words */
    const char *reasons;
    struct letter_form letter;
};

/* Event decided. The letter names the day until which an answer is awaited, by the clock. */
MUST_CHECK bool decision_take(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t version, const struct decision_form *form, struct err *err);
/* Other words for the parts of the letter, before it is told. Event letter_altered. */
MUST_CHECK bool decision_letter(const struct act *act, const struct procedure *p, int64_t complaint,
                                int64_t version, const struct letter_form *form, struct err *err);

/* How the decision is told. */
struct tell_form {
    const char *channel; /* web (the page alone), letter, email, telephone, in_person */
    const char *text;    /* the letter, or what was said; holds every part of the letter */
    bool staff_told;     /* the staff concerned know it too */
};

/* Event decision_told. The words are kept as an entry; letters and mails go to the outbox. */
MUST_CHECK bool decision_tell(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t version, const struct tell_form *form, struct err *err);
/* Tells the staff concerned, later than the complainant. Event staff_told. */
MUST_CHECK bool decision_tell_staff(const struct act *act, const struct procedure *p,
                                    int64_t complaint, int64_t version, struct err *err);
/* The letter did not arrive: it is to be told again, another way. Event decision_returned. */
MUST_CHECK bool decision_returned(const struct act *act, const struct procedure *p,
                                  int64_t complaint, const char *why, struct err *err);

#endif
