/*
 * Members of staff: their logins, passwords and roles.
 *
 * Names and logins are sealed under the organisation's key; a login is found by the
 * keyed hash of its folded form. Every change is an event, and a change of password, role
 * or presence ends the sessions of the person. [S44] [S61]
 */
#ifndef PEOPLE_STAFF_H
#define PEOPLE_STAFF_H

#include "complaint/history.h"
#include "complaint/procedure.h"
#include "people/may.h"

/* A role to be given. */
struct role_given {
    int64_t team;
    const char *role;           /* code of role_words */
    struct instant from, until; /* 0 = now, without end */
    int64_t amount_limit;       /* minor units; 0 = none */
    const char *currency;
};

struct staff_new {
    const char *login, *name;
    const char *password;
    bool must_change; /* the password works once, to choose another */
    const char *language;
    struct role_given role;
};

/* Adds somebody with their first role: events staff_added. `*id` may be NULL. */
MUST_CHECK bool staff_add(const struct act *act, const struct procedure *p,
                          const struct staff_new *in, int64_t *id, struct err *err);

/* By login, in whatever case it is typed; also one who has left. Opened. ERR_NOT_FOUND. */
MUST_CHECK bool staff_by_login(const struct act *act, const char *login, struct staff_row *out,
                               struct err *err);
/* By id, opened. */
MUST_CHECK bool staff_load(const struct act *act, int64_t id, struct staff_row *out,
                           struct err *err);
/* Everybody, opened, in no order. */
MUST_CHECK bool staff_list(const struct act *act, struct rows *out, struct err *err);

/* Sets a password after checking it, and ends all sessions: event password_changed when it
 * is their own act, password_reset otherwise. */
MUST_CHECK bool staff_password(const struct act *act, const struct procedure *p, int64_t id,
                               const char *password, bool must_change, struct err *err);
/* The same by an event of that kind, for somebody loaded and opened. */
MUST_CHECK bool staff_password_set(const struct act *act, const struct procedure *p,
                                   const struct staff_row *before, const char *password,
                                   bool must_change, const char *kind, struct err *err);
/* A new name, login and language (NULL = as their browser says): event staff_changed. */
MUST_CHECK bool staff_change(const struct act *act, int64_t id, const char *login, const char *name,
                             const char *language, struct err *err);
/* What somebody is good at: codes of classes and languages, divided by blanks. The same again is no
 * event; otherwise staff_changed. [6.4] */
MUST_CHECK bool staff_competences(const struct act *act, int64_t id, const char *codes,
                                  struct err *err);
/* Whether keys of one letter act for them: event staff_changed. (WCAG 2.1.4) */
MUST_CHECK bool staff_shortcuts(const struct act *act, int64_t id, bool off, struct err *err);
/* Logged out of one session, by its keyed hash: event session_ended. */
MUST_CHECK bool staff_session_end(const struct act *act, int64_t id, struct bytes mac,
                                  struct err *err);
/* Logged out everywhere: event sessions_ended. */
MUST_CHECK bool staff_log_out(const struct act *act, int64_t id, struct err *err);
/* They have left: no login, no roles, no sessions. Event staff_ended. */
MUST_CHECK bool staff_end(const struct act *act, int64_t id, struct err *err);

/* Events role_given and role_ended. */
MUST_CHECK bool role_give(const struct act *act, int64_t staff, const struct role_given *in,
                          struct err *err);
MUST_CHECK bool role_end(const struct act *act, int64_t role_id, struct err *err);
/* The roles of somebody that were not ended, also those that do not hold yet or any more. */
MUST_CHECK bool roles_of(const struct act *act, int64_t staff, struct rows *out, struct err *err);
/* The same of everybody, by person: for lists. */
MUST_CHECK bool roles_all(const struct act *act, struct rows *out, struct err *err);
/* What holds now, for may(). */
MUST_CHECK bool roles_now(const struct act *act, int64_t staff, struct user *out, struct err *err);

/* The keyed hash a login is found by. */
struct bytes staff_login_mac(const struct act *act, const char *login);

#endif
