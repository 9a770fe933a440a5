/*
 * The second factor of members of staff: codes of an authenticator app, and recovery codes
 * on paper for whoever lost it. [S36]
 *
 * The secret is sealed under the organisation's key; a code is taken once, for the half
 * minute of the last one is kept. Recovery codes are ten, of 80 bits, shown once, stored as
 * keyed hashes, and each opens one login. Every change ends the sessions of the person. [S44]
 * Whose role needs a factor cannot be without one: the next login leads to setting it up.
 */
#ifndef PEOPLE_FACTOR_H
#define PEOPLE_FACTOR_H

#include "complaint/history.h"
#include "complaint/procedure.h"
#include "db/tables.h"
#include "people/may.h"

enum { RECOVERY_CODES = 10 };

/* How long a password or code given is fresh enough for what wants it fresh (S46),
 * in microseconds: the setting `confirm_minutes` may shorten it. */
int64_t factor_fresh_for(const struct procedure *p);
/* Whether one of these roles may not be without: administrators, unless the setting
 * `second_factor` says "optional", and the roles that `second_factor_roles` names. */
bool factor_required(const struct procedure *p, const struct user *user);

/* What somebody has; `out->id` is 0 when they have none. Opened. */
MUST_CHECK bool factor_of(const struct act *act, int64_t staff, struct second_factor_row *out,
                          struct err *err);
/* How many recovery codes are left. */
MUST_CHECK bool factor_codes_left(const struct act *act, int64_t staff, size_t *out,
                                  struct err *err);

/* The secret that a session is offered: always the same for that session and nobody else's,
 * so that nothing is kept of an app that was never set up. */
const char *factor_secret(const struct act *act, const char *session);

/* Takes the app into use once a code proved that it has the secret; one of before ends:
 * event second_factor_added. All sessions end. `codes` are the new recovery codes. */
MUST_CHECK bool factor_add(const struct act *act, int64_t staff, const char *secret,
                           const char *code, const char *codes[RECOVERY_CODES], struct err *err);
/* New recovery codes; those of before are void: event recovery_codes_made. */
MUST_CHECK bool factor_codes_make(const struct act *act, int64_t staff,
                                  const char *codes[RECOVERY_CODES], struct err *err);
/* Without a factor from here on, and out of all sessions: event second_factor_ended when it
 * is their own act, second_factor_reset otherwise. */
MUST_CHECK bool factor_end(const struct act *act, int64_t staff, struct err *err);

/* What wrong codes of this person are counted under (people/wait.h); adding or ending a factor
 * clears it, since they were tried at another secret. */
struct bytes factor_waiting(const struct act *act, int64_t staff);

/* Within the event that is open: notes that the code was used. ERR_UNAUTHORISED when it is
 * none of this person's, or was used before; `*recovery` tells which of both it was. */
MUST_CHECK bool factor_use(struct history *h, int64_t staff, const char *code, bool *recovery,
                           struct err *err);

#endif
