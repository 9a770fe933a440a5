/*
 * How long somebody has to wait who failed too often: rows of login_wait, so that all
 * nodes count together. One failure is forgiven with each `forgive` that passes. [S37]
 */
#ifndef PEOPLE_WAIT_H
#define PEOPLE_WAIT_H

#include "complaint/history.h"

struct wait_rule {
    int64_t free;    /* failures without waiting */
    int64_t forgive; /* microseconds */
    int64_t longest; /* microseconds */
};

/* How long the next try has to wait at `now`; 0 = not at all. Pure. */
int64_t wait_left(const struct wait_rule *rule, int64_t failures, struct instant last,
                  struct instant now);
/* How many failures still count. Pure. */
int64_t wait_counts(const struct wait_rule *rule, int64_t failures, struct instant last,
                    struct instant now);

/* Whom a row is about: a keyed hash of what is counted and of whom. */
struct bytes wait_mac(const struct act *act, const char *what, const char *one, const char *two);

/* ERR_TOO_MANY while there is something to wait for. */
MUST_CHECK bool wait_over(const struct act *act, const struct wait_rule *rule, struct bytes mac,
                          struct err *err);
MUST_CHECK bool wait_add(const struct act *act, const struct wait_rule *rule, struct bytes mac,
                         struct err *err);
MUST_CHECK bool wait_clear(const struct act *act, struct bytes mac, struct err *err);

#endif
