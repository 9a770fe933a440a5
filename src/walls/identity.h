/*
 * The sealed identity of confidential cases: who complains is opened to one person, for a set
 * time, on a reasoned request that somebody else grants. Every request and every answer is a row of
 * its own and stays; while a grant holds, people/may.h lets that person read the names. [4.10-a]
 * [S48]
 */
#ifndef WALLS_IDENTITY_H
#define WALLS_IDENTITY_H

#include "complaint/history.h"
#include "complaint/procedure.h"
#include "db/tables.h"

/* A request that waits, with its case. */
struct identity_line {
    const char *reference;
    struct instant at;
    int64_t by_id;
};
extern const struct record identity_line_record;

/* Asks: event identity_asked. Refused where nothing is sealed in this way, where it is open to them
 * already and while they wait for an answer. `*id` may be NULL. */
MUST_CHECK bool identity_ask(const struct act *act, const struct procedure *p, int64_t complaint,
                             const char *why, int64_t *id, struct err *err);

/* Agrees, for the hours that the settings say: event identity_granted. Nobody answers their
 * own. `text` is what is to be minded, or NULL. */
MUST_CHECK bool identity_grant(const struct act *act, const struct procedure *p, int64_t complaint,
                               int64_t request, const char *text, struct err *err);

/* Refuses with the reason: event identity_refused. */
MUST_CHECK bool identity_refuse(const struct act *act, const struct procedure *p, int64_t complaint,
                                int64_t request, const char *why, struct err *err);

/* The requests of a case, the newest first: struct identity_request_row, opened. */
MUST_CHECK bool identity_requests(const struct act *act, int64_t complaint, struct rows *out,
                                  struct err *err);

#endif
