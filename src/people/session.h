/*
 * Sessions: who is logged in, where, and for how long.
 *
 * The browser holds 256 random bits; the database holds their keyed hash, so a
 * stolen database logs nobody in. A session ends after half an hour without a request,
 * twelve hours after it began at the latest, at logout, when the password or a role
 * changes and when its person leaves: on all nodes, for it is a row that all of them
 * read. [S42] [S43] [S44] [S45]
 */
#ifndef PEOPLE_SESSION_H
#define PEOPLE_SESSION_H

#include "complaint/history.h"
#include "complaint/procedure.h"

#define SESSION_COOKIE "__Host-redress"

enum { SESSION_ID = 64 + 1 };

/* A session with the person it belongs to, as one query finds them; opened. */
struct session_found {
    struct bytes mac;
    int64_t staff_id;
    struct instant made_at, seen_at, ends_at;
    struct bytes source, proof;
    const char *device;
    bool factor;                 /* the second factor was given */
    struct instant confirmed_at; /* when password or factor were last given */
    int64_t factors;             /* how many second factors the person has: 0 or 1 */
    int64_t told;                /* how much about their login they have not seen yet */
    struct secret login, name;
    bool must_change, shortcuts_off;
    const char *language;
    struct bytes wrapped; /* the key that seals login and name */
};
extern const struct record session_found_record;

/* How long: the settings `session_idle_minutes` and `session_hours` may shorten it. */
struct session_limits {
    int64_t idle, most; /* microseconds */
};
struct session_limits session_limits(const struct procedure *p);

/* Whose, and from where. */
struct session_new {
    int64_t staff;
    struct bytes source; /* login_source() */
    const char *device;  /* device_name() */
    bool factor;
};

/* A new one, in the transaction that is open; `id` is for the cookie. */
MUST_CHECK bool session_open(const struct act *act, const struct session_new *in,
                             const struct session_limits *limits, char id[SESSION_ID],
                             struct err *err);
/* Whoever uses it has just given their password or a code once more. [S46] */
MUST_CHECK bool session_confirm(const struct act *act, const struct session_found *s,
                                struct err *err);

/* The session of that cookie, if it holds now; otherwise ERR_NOT_FOUND. A clock that
 * stepped back by more than a minute ends it too. A row that no login made is
 * ERR_UNAUTHORISED, with a detail for the log. Notes at most once a minute that it is used. */
MUST_CHECK bool session_find(const struct act *act, const char *id,
                             const struct session_limits *limits, struct session_found *out,
                             struct err *err);

/* Ends the one of that cookie; harmless when there is none. */
MUST_CHECK bool session_end(const struct act *act, const char *id, struct err *err);
/* Ends one of that person, by its keyed hash. */
MUST_CHECK bool session_end_of(const struct act *act, int64_t staff, struct bytes mac,
                               struct err *err);
/* Ends all of a person. */
MUST_CHECK bool sessions_end(const struct act *act, int64_t staff, struct err *err);
/* All of a person, the latest first. */
MUST_CHECK bool sessions_list(const struct act *act, int64_t staff, struct rows *out,
                              struct err *err);
/* For the clerk: rows of sessions that ended by themselves. */
MUST_CHECK bool sessions_sweep(const struct act *act, const struct session_limits *limits,
                               struct err *err);

/* The token of the forms of a session: a keyed hash of its id. [S22] */
const char *session_form_token(struct arena *a, const struct vault *v, const char *id);

#endif
