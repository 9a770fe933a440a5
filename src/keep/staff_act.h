/* Acting as a member of staff outside a request: on the command line, by password. */
#ifndef KEEP_STAFF_ACT_H
#define KEEP_STAFF_ACT_H

#include "complaint/dossier.h"
#include "people/may.h"

/* Whoever has this login and password, and may do `what` on the case `d` (NULL: at all), acts in
 * `*out` from now on. Refused are a wrong login and a wrong password alike. */
MUST_CHECK bool staff_act(const struct act *act, const char *login, const char *password,
                          enum may what, const struct dossier *d, struct act *out, struct err *err);

/* The same on everything: `what` has to reach every team there is. */
MUST_CHECK bool staff_act_everywhere(const struct act *act, const char *login, const char *password,
                                     enum may what, struct act *out, struct err *err);

/* Whether whoever acts may do `what` on the case, by roles that hold now. */
MUST_CHECK bool staff_may(const struct act *act, enum may what, const struct dossier *d, bool *out,
                          struct err *err);

#endif
