/*
 * Which passwords are taken: long ones that nobody guesses first. No rules of
 * composition: length is what helps (NIST SP 800-63B 3.1.1.2, ASVS 6.2). [S35]
 */
#ifndef PEOPLE_PASSWORD_RULES_H
#define PEOPLE_PASSWORD_RULES_H

#include "base/arena.h"
#include "base/err.h"

enum { PASSWORD_LEAST = 15, PASSWORD_MOST = 256 }; /* characters */

/* Whether it may be chosen; if not, err says why, on the field "new_password". `site` are the
 * words somebody who knows the place would try: login, name, organisation; NULL ends it. */
MUST_CHECK bool password_allowed(struct arena *a, const char *password, const char *const *site,
                                 struct err *err);

/* A password for once: easy to read out, 80 bits. */
const char *password_one_time(struct arena *a);

#endif
