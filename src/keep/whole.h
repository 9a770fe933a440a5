/*
 * Is what an erasure goes by as the history left it?
 *
 * What is erased comes back from nowhere. So before anything goes, by the act of two people or by
 * the schedule, the log is walked, and the cases, parties, persons and legal holds are held
 * against it: a day of closing that somebody moved beside the program, a party put into another
 * case, a hold taken away with its guard stop the erasure. What does not fit is kept, the log of
 * the server says so, and the administrator's page does until a look finds nothing. [S15] [S57]
 */
#ifndef KEEP_WHOLE_H
#define KEEP_WHOLE_H

#include "complaint/verify.h"
#include "keep/erase.h"

struct whole {
    struct verify v; /* what was found */
    bool holds;      /* every legal hold is there as its last act left it */
    bool log;        /* the log is, and who takes part in which case: otherwise nothing goes */
};

/* Looks at all of it once, which takes longest of an erasure. */
MUST_CHECK bool whole_look(const struct act *act, struct whole *out, struct err *err);
/* Whether this case, those who take part in it, and `person` (0 = nobody) are as they were left. */
MUST_CHECK bool whole_case(const struct act *act, const struct whole *w, int64_t complaint,
                           int64_t person, bool *out, struct err *err);

/* Refuses in words where one of these cases, or anything all erasures go by, is not; outside a
 * transaction. */
MUST_CHECK bool whole_cases(const struct act *act, const struct rows *ids, int64_t person,
                            struct err *err);

/* For the administrator's page: that something was kept, or that nothing had to be; and the log of
 * the server. Where it cannot be stored the log says that. */
void whole_note(const struct act *act, bool refused, const char *what);

/* Whether that person or case was erased by an act of the program: an event says so, a keyed hash
 * says that the program wrote it, and the key is gone. */
MUST_CHECK bool whole_erased(const struct act *act, enum key_kind kind, int64_t owner, bool *out,
                             struct err *err);

#endif
