/*
 * Logging in.
 *
 * Unknown and known logins are refused with the same words, after the same work. Ten
 * failures of an account (thirty of a source) are free; then each further one makes
 * the next wait longer, up to a quarter of an hour, and waiting wears off by itself: an
 * account is never locked for good. A source from which the account logged in before
 * does not wait for the failures of others. Each worker hashes one password at a time,
 * so there are never more at once than workers, and THROTTLE_LOGIN bounds how many there are
 * in a minute, so that the public form keeps its processors. [S37] [S38] [S61]
 */
#ifndef PEOPLE_LOGIN_H
#define PEOPLE_LOGIN_H

#include "people/session.h"

struct login_given {
    const char *login, *password;
    const char *source; /* the network of the address, web/source.h */
    const char *device; /* device_name(), or NULL */
};

struct login_done {
    int64_t staff;
    char session[SESSION_ID];
    bool must_change;
    bool must_prove; /* the session opens nothing before the code of the second factor */
};

/* Opens a session: event login. Otherwise ERR_UNAUTHORISED (event login_refused) or
 * ERR_TOO_MANY with how long to wait. */
MUST_CHECK bool login_try(const struct act *act, const struct procedure *p,
                          const struct login_given *in, struct login_done *out, struct err *err);

/* The code of the app, or a recovery code, for a session that still lacks it: a new session
 * takes its place. Event login or login_by_recovery_code. Otherwise ERR_UNAUTHORISED (event
 * login_code_refused) or ERR_TOO_MANY: five tries are free, then each further one waits
 * longer. [S36] [S42] */
struct login_code_given {
    const char *session; /* of the cookie */
    const char *code;
    const char *source, *device;
};
MUST_CHECK bool login_code(const struct act *act, const struct procedure *p,
                           const struct login_code_given *in, struct login_done *out,
                           struct err *err);

/* Whether this is the password of somebody logged in; the same waiting as login_try. */
MUST_CHECK bool login_confirm(const struct act *act, int64_t staff, const char *password,
                              const char *source, struct err *err);

/* Ends the session: event logout. */
MUST_CHECK bool login_end(const struct act *act, const char *session, struct err *err);

/* What a session keeps of where it is used from. */
struct bytes login_source(const struct act *act, const char *source);

/* For the clerk: forgets failures that no longer count. */
MUST_CHECK bool login_sweep(const struct act *act, struct err *err);

#endif
