/*
 * Keys of other systems: 256 random bits behind "rk_", shown once, stored as a keyed
 * hash, with a scope (read, write, one team or all), a role whose rights they act by within
 * it, an end, and the time of their last use. docs/decisions/0013-keys.md [S29]
 */
#ifndef PEOPLE_API_KEY_H
#define PEOPLE_API_KEY_H

#include "complaint/history.h"
#include "db/tables.h"

struct api_key_new {
    const char *name;
    bool can_read, can_write;
    int64_t team;              /* 0 = all */
    const char *role;          /* code of role_words, not administrator; NULL = handler */
    struct instant expires_at; /* 0 = never */
};

/* A key as lists show it. */
struct api_key_shown {
    int64_t id;
    const char *name, *team; /* NULL = all */
    const char *role;
    bool can_read, can_write;
    struct instant expires_at, revoked_at, used_at;
};
extern const struct record api_key_shown_record;

/* Reads "read,write" into the key. */
MUST_CHECK bool api_key_scope(const char *scope, struct api_key_new *out, struct err *err);
/* Event api_key_added; the key itself is in `*shown` and nowhere else. */
MUST_CHECK bool api_key_add(const struct act *act, const struct api_key_new *in, const char **shown,
                            struct err *err);
/* Event api_key_revoked; harmless when it was before. */
MUST_CHECK bool api_key_revoke(const struct act *act, int64_t id, struct err *err);
/* The key somebody sent, if it holds now; otherwise ERR_UNAUTHORISED. Notes at most once a
 * minute that it is used. */
MUST_CHECK bool api_key_find(const struct act *act, const char *sent, struct api_key_row *out,
                             struct err *err);
MUST_CHECK bool api_key_list(const struct act *act, struct rows *out, struct err *err);

#endif
