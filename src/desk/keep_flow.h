/*
 * Keeping cases in order: who answers for one, whom it waits for, what kind of contact it
 * is, what it belongs to, and setting aside what is spam or abuse. Each is one event with
 * its reason. [4.12-a] [3-a] [3-b]
 */
#ifndef DESK_KEEP_FLOW_H
#define DESK_KEEP_FLOW_H

#include "base/code.h"
#include "complaint/case.h"

struct keep {
    int64_t complaint;
    int64_t version;    /* of the case when the form was shown; 0 = do not ask */
    const char *choice; /* what was chosen: a person, a word, a reference */
    const char *reason;
    int64_t from; /* who answers for it must be this one; 0 = whoever does */
};

/* Gives the case to the member of staff whose id `choice` is, or to who stands in for them while
 * they are away, with the remedies that the former one saw to. "0" puts it back for anybody to take
 * up, which needs a reason. Who may not have a part in it is refused, and that is logged. [4.7-a]
 * [4.7-b] */
MUST_CHECK bool keep_assign(const struct act *act, const struct procedure *p, const struct keep *k,
                            struct err *err);
/* Open cases of `k->from`, who leaves or is away, each an act of its own, and their part in those
 * of others, which they investigate or see to a remedy of (event part_handed_over): what one of
 * them is kept from stays where it is, with the reason in its place of `whys`; ERR_NONE there says
 * that it was handed over. False only when nothing can go on. [4.12-a] */
MUST_CHECK bool keep_hand_over(const struct act *act, const struct procedure *p,
                               const struct keep *k, const int64_t *ids, size_t n, struct err *whys,
                               struct err *err);
/* `choice` is complainant or others: the clocks stand still. */
MUST_CHECK bool keep_wait(const struct act *act, const struct procedure *p, const struct keep *k,
                          struct err *err);
MUST_CHECK bool keep_resume(const struct act *act, const struct procedure *p, const struct keep *k,
                            struct err *err);
/* `choice` is a kind of contact. */
MUST_CHECK bool keep_retype(const struct act *act, const struct procedure *p, const struct keep *k,
                            struct err *err);
/* `choice` is a class. A case that nobody took up goes to the team of its class, if that has one.
 */
MUST_CHECK bool keep_reclass(const struct act *act, const struct procedure *p, const struct keep *k,
                             struct err *err);
/* `choice` is spam or abusive. */
MUST_CHECK bool keep_set_aside(const struct act *act, const struct procedure *p,
                               const struct keep *k, struct err *err);
MUST_CHECK bool keep_take_back(const struct act *act, const struct procedure *p,
                               const struct keep *k, struct err *err);
/* To the case `other`; `choice` is repeat, handling, duplicate or related. */
MUST_CHECK bool keep_link(const struct act *act, const struct procedure *p, const struct keep *k,
                          int64_t other, struct err *err);
/* A new code for the complainant, after `reason` says how it was made sure who asks. The old
 * one opens nothing any more, neither here nor in what was split off with it. */
MUST_CHECK bool keep_new_code(const struct act *act, const struct procedure *p,
                              const struct keep *k, char out[CODE_TEXT], struct err *err);

#endif
