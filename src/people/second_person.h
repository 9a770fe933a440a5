/*
 * What one person asks for and another has to allow: taking everything out of the house, and
 * whatever else needs two. A word says what it is; the reason is kept, sealed, and so is who
 * answered. What was allowed is used once, within a day. [S15]
 */
#ifndef PEOPLE_SECOND_PERSON_H
#define PEOPLE_SECOND_PERSON_H

#include "complaint/history.h"
#include "db/tables.h"

/* What every act of two people begins with: it is done by a member of staff, and not by the one
 * who did the first part. ERR_REFUSED. */
MUST_CHECK bool act_by_staff(const struct act *act, struct err *err);
MUST_CHECK bool act_by_another(const struct act *act, int64_t first, struct err *err);

#define SECOND_PERSON_EXPORT "export" /* of everything */

/* Asks: event second_person_asked. `*id` may be NULL. */
MUST_CHECK bool second_person_ask(const struct act *act, const char *what, const char *reason,
                                  int64_t *id, struct err *err);
/* Allows or refuses: event second_person_allowed or second_person_refused. ERR_REFUSED for
 * whoever asked it themselves, ERR_CONFLICT when it was answered or is too old. */
MUST_CHECK bool second_person_answer(const struct act *act, int64_t id, bool allow,
                                     struct err *err);
/* Within the event that is open: uses what this person was allowed. `*allowed` is false when
 * there is nothing of it. */
MUST_CHECK bool second_person_use(struct history *h, int64_t staff, const char *what, bool *allowed,
                                  struct err *err);

/* What was asked within the last day (struct second_person_row), opened, the latest first. */
MUST_CHECK bool second_person_list(const struct act *act, struct rows *out, struct err *err);
/* One of them. ERR_NOT_FOUND. */
MUST_CHECK bool second_person_of(const struct act *act, int64_t id, struct second_person_row *out,
                                 struct err *err);

#endif
