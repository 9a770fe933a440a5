/*
 * A link with which somebody chooses a new password: it works once and for half an hour at
 * most. It opens no session: the login that follows asks for the second factor like any other.
 * [S40]
 *
 * Nothing of it is stored. It names the person and the moment it ends, under a keyed hash
 * that also covers the stored password: once that is another one, by this link or otherwise,
 * the link is void.
 */
#ifndef PEOPLE_RESET_LINK_H
#define PEOPLE_RESET_LINK_H

#include "people/staff.h"

#define RESET_PATH "/login/new-password"

/* What stands in the address behind RESET_PATH "?link=": event password_link_made. */
MUST_CHECK bool reset_link_make(const struct act *act, const struct procedure *p, int64_t staff,
                                const char **link, struct err *err);
/* Whose link it is, opened; ERR_REFUSED when it is nobody's, used or too old. */
MUST_CHECK bool reset_link_read(const struct act *act, const char *link, struct staff_row *out,
                                struct err *err);
/* Sets the password, which obeys the rules, and ends all sessions: event
 * password_set_by_link. */
MUST_CHECK bool reset_link_use(const struct act *act, const struct procedure *p, const char *link,
                               const char *password, struct err *err);

#endif
