/*
 * "It cannot be solved here": whoever works on a complaint asks the superior for help, who answers
 * with an opinion and until when it is to be carried out. What both write are internal notes of the
 * case.
 */
#ifndef DESK_HELP_FLOW_H
#define DESK_HELP_FLOW_H

#include "complaint/case.h"

struct help_ask_form {
    const char *reason;
};
extern const struct record help_ask_form_record;
struct help_answer_form {
    const char *opinion;
    struct date until;
};
extern const struct record help_answer_form_record;

/* Event help_asked, which clocks and copies of a pack know; those who lead the team, or else the
 * nearest above it, are told. Refused while an earlier request waits. */
MUST_CHECK bool help_ask(const struct act *act, const struct procedure *p, int64_t complaint,
                         int64_t version, const struct help_ask_form *form, struct err *err);
/* By somebody else than who asked. Event help_answered; asker and owner are told. */
MUST_CHECK bool help_answer(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t version, const struct help_answer_form *form, struct err *err);
/* The request that waits, id 0 = none; rows of the case: struct help_request_row. */
struct help_request_row help_waiting(const struct rows *rows);

#endif
