/* What staff.c and roles.c share: parts of an act that is under way. */
#ifndef PEOPLE_ROLES_H
#define PEOPLE_ROLES_H

#include "people/staff.h"

/* The role exists and so does the team. */
MUST_CHECK bool role_valid(const struct act *act, const struct role_given *in, struct err *err);
MUST_CHECK bool role_write(struct history *h, int64_t staff, const struct role_given *in,
                           struct err *err);
MUST_CHECK bool role_stop(struct history *h, const struct staff_role_row *role, struct err *err);
/* Refuses when without this person nobody could administer any more. */
MUST_CHECK bool administrator_stays(const struct act *act, int64_t staff, struct err *err);

#endif
