/*
 * Keeping and letting go: legal holds and erasures, each an act of two people.
 *
 * A hold keeps a case, or a person in all their cases, from being erased or disposed of. It
 * holds from the moment it is put, because evidence cannot be put back; a second person confirms
 * it, and two people lift it. An erasure is asked for by one and approved by another, is refused
 * under a hold and while a case is open, and then keeps nothing that people wrote. [4.9-a] [S15]
 */
#ifndef KEEP_KEEP_H
#define KEEP_KEEP_H

#include "keep/erase.h"

/* -- legal hold -- */

/* Puts a hold on the case, or on its complainant in all cases: event hold_put. */
MUST_CHECK bool hold_put(const struct act *act, const struct procedure *p, int64_t complaint,
                         bool person, const char *why, struct err *err);
/* A second person agrees: event hold_confirmed. */
MUST_CHECK bool hold_confirm(const struct act *act, const struct procedure *p, int64_t complaint,
                             int64_t hold, struct err *err);
/* One person asks that it be lifted (event hold_lift_asked); another lifts it (hold_lifted). A
 * hold that was not confirmed yet is taken back by whoever put it, at once. */
MUST_CHECK bool hold_lift_ask(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t hold, const char *why, struct err *err);
MUST_CHECK bool hold_lift(const struct act *act, const struct procedure *p, int64_t complaint,
                          int64_t hold, struct err *err);
/* Those that stand on a case: struct legal_hold_row, opened. */
MUST_CHECK bool holds_load(const struct act *act, int64_t complaint, struct rows *out,
                           struct err *err);
/* Whether every hold is as its last act left it, and none is gone whose guard is there: whoever can
 * write to the database would rather lift one there than ask a second person. One that is gone
 * with its guard the log knows, which is asked before anything goes (keep/whole.h). [S15] */
MUST_CHECK bool holds_whole(const struct act *act, bool *whole, struct err *err);
/* Refuses because it is not so. */
bool hold_altered(struct err *err);
/* Refuses where a hold stands, in words; and everywhere while one of them was altered. */
MUST_CHECK bool hold_none(const struct act *act, int64_t complaint, const char *reference,
                          struct err *err);

/* -- erasure -- */

/* Why: request, no_need, unlawful. */
extern const struct words erasure_ground_words;

struct erasure_ask {
    int64_t complaint, version; /* version 0: not asked */
    bool person;                /* with all other complaints of the complainant */
    const char *ground;
    struct date requested_on; /* when the person asked; with ground request */
    const char *why;
};

/* Event erasure_asked. `*id` may be NULL. */
MUST_CHECK bool erasure_ask(const struct act *act, const struct procedure *p,
                            const struct erasure_ask *in, int64_t *id, struct err *err);
/* Somebody else refuses it, with the reason: event erasure_refused. */
MUST_CHECK bool erasure_refuse(const struct act *act, const struct procedure *p, int64_t complaint,
                               int64_t erasure, const char *why, struct err *err);
/* Somebody else approves it, and everything goes: events erasure_approved, those of
 * erase_cases, and disposed of the organisation. Afterwards the erased ids are in the erasure
 * journal in `folder` (keep/ journal.h) and the files are clean, or the clerk sees to it. */
MUST_CHECK bool erasure_approve(const struct act *act, const struct procedure *p,
                                const char *folder, int64_t complaint, int64_t erasure,
                                struct erased *out, struct err *err);
/* The erasures of a case, the newest first: struct erasure_row, opened. */
MUST_CHECK bool erasures_load(const struct act *act, int64_t complaint, struct rows *out,
                              struct err *err);

#endif
