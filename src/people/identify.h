/*
 * Who asks, and what they may: the hooks of app.h. A person is known by the session
 * cookie, another system by its key; a request with a key never counts as a person's.
 *
 * Public pages are for everybody alike: there the cookie is not even looked at, so that a
 * member of staff who complains anonymously stays so.
 */
#ifndef PEOPLE_IDENTIFY_H
#define PEOPLE_IDENTIFY_H

#include "people/session.h"
#include "web/app.h"

bool people_identify(struct req *rq);
bool people_allowed(struct req *rq, int right);
bool people_form_token_valid(struct req *rq);

/* The steps of the way in, and saying once more that it is oneself. */
#define LOGIN_CODE "/login/code"
#define SECOND_FACTOR "/desk/second-factor"
#define CONFIRM "/desk/confirm"
/* The one page that is open to who has not come in all the way; NULL = they have. */
const char *people_door(const struct user *user);

/* For /login alone: the session of the cookie, whatever the route; false = none. */
bool people_session(struct req *rq, struct session_found *out);

/* Where to go after a login: a page of the desk, never another site. */
const char *people_way_back(const char *back);
/* What changed ended all sessions of the user; here a new one begins. [S42] [S44] */
MUST_CHECK bool people_session_renew(struct req *rq, bool factor);

/* For the clerk: sessions and failed logins that no longer count are forgotten. */
bool people_sweep(struct app *app, struct err *err);
/* For the clerk: whether rows that give rights are as acts made them; an error in the log if not.
 */
bool people_guard(struct app *app, struct err *err);

#endif
