/*
 * Telling a delay: the answer is not there when it was promised, and the complainant is told why,
 * when it is expected and what the letter of the procedure names, such as the body outside that
 * they may go to now. The date stays what it is, and may be missed: nobody gets more time by
 * saying that they need it. Before or after the date, and again when the announced day passes too.
 * C7 [7.3-c] [4.6-b]
 */
#ifndef DESK_DELAY_FLOW_H
#define DESK_DELAY_FLOW_H

#include "complaint/case.h"

struct pack_letter;

struct delay_form {
    const char *clock; /* its name; it runs, and its rule has such a letter */
    const char *reason;
    struct date expected_on; /* later than the day on which it is due, and still to come */
};

/* The letter of the clock while it can be told, NULL otherwise. */
const struct pack_letter *delay_letter(const struct dossier *d, const struct clock_row *clock);
/* Event delay_told, and the message to the complainant with all passages of the letter. */
MUST_CHECK bool delay_tell(const struct act *act, const struct procedure *p, int64_t complaint,
                           int64_t version, const struct delay_form *form, struct err *err);

#endif
