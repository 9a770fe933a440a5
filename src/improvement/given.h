/* What the flows of this folder ask of what they are given. */
#ifndef IMPROVEMENT_GIVEN_H
#define IMPROVEMENT_GIVEN_H

#include "improvement/improvement.h"
#include "people/may.h"

/* The member of staff who acts; 0 = it is not one. */
int64_t staff_acting(const struct act *act);
/* A day as it is for the organisation. */
struct date acting_today(const struct act *act, const struct procedure *p);
/* ERR_NOT_FOUND; always false. */
bool not_there(struct err *err);
/* ERR_CONFLICT when it was changed meanwhile. */
MUST_CHECK bool version_same(int64_t is, int64_t seen, struct err *err);
/* Text that is not blank and not too long; `words` says what is missing. */
MUST_CHECK bool text_given(const char *text, const char *field, const char *words, struct err *err);
/* No more than so many; else ERR_INVALID of that field. */
MUST_CHECK bool number_given(size_t n, size_t most, const char *field, struct err *err);
/* A whole period that is over. ERR_INVALID of "from" or "until". */
MUST_CHECK bool period_given(const struct act *act, const struct procedure *p, struct date from,
                             struct date until, struct err *err);
/* Somebody who works here in a role. ERR_INVALID of that field. */
MUST_CHECK bool staff_given(const struct act *act, int64_t staff, const char *field,
                            struct err *err);
/* A team that there is, or 0: the whole organisation. ERR_INVALID of the field "team". */
MUST_CHECK bool team_given(const struct act *act, int64_t team, struct err *err);
/* Whoever acts may do it somewhere, whatever door they came by. ERR_REFUSED with those words. */
MUST_CHECK bool right_given(const struct act *act, enum may what, const char *words,
                            struct err *err);
/* Whether there is anything but blanks in it. */
bool text_is_there(const char *text);
/* Each weak point of it has a corrective action. ERR_REFUSED. */
MUST_CHECK bool weak_points_have_actions(const struct act *act, int64_t analysis, struct err *err);
/* So many months (0: never) after the last period of that kind for that team; after the end of a
 * month the end of a month, long or short. A day that is not set: there has been none yet. */
MUST_CHECK bool period_due(const struct act *act, int64_t months, const char *kind, int64_t team,
                           bool *ever, struct date *due, struct err *err);
/* The same day so many months later, or the last one of that month. */
struct date months_later(struct date d, int64_t months);

#endif
