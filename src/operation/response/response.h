/*
 * Response.
 *
 * The proposal answers each allegation and says what will be put right, by whom
 * and until when; sums above a person's limit need a second person whose limit
 * reaches. It also says what prevents recurrence, or why nothing is needed.
 * ISO 10002 [7.7-a] [7.7-b] [7.7-c] [3.3-c] [3.3-d]
 */
#ifndef OPERATION_RESPONSE_H
#define OPERATION_RESPONSE_H

#include "base/err.h"
#include "complaint/facts.h"
#include "complaint/missing.h"

/* Up to what sum a person decides alone, one row for each currency and role. */
struct amount_limit {
    int64_t amount; /* minor units */
    const char *currency;
};
struct limits {
    const struct amount_limit *limit;
    size_t n;
};

/* What a kind of remedy has to hold, as bits of enum remedy_data. */
struct remedy_needs {
    unsigned proposed; /* before it is proposed */
    unsigned done;     /* before it counts as carried out */
    unsigned may;      /* asked as well, in either of the two, and may stay open */
};
const struct remedy_needs *response_needs(enum remedy_kind kind);
/* The form field of one bit, "amount"; NULL when it is none. */
const char *response_field(enum remedy_data bit);
/* Whether all of `needed` is held; the first that is not becomes `err`, at its field. */
MUST_CHECK bool response_data_allowed(unsigned needed, unsigned held, struct err *err);

/* What is missing until the response may be decided on. */
void response_missing(const struct case_facts *f, struct missing *m);

/* Whether `who` may write the response now, whole or not yet. */
MUST_CHECK bool response_write_allowed(const struct case_facts *f, const struct actor *who,
                                       struct err *err);
/* Whether `who` may propose the response now: it is whole. */
MUST_CHECK bool response_propose_allowed(const struct case_facts *f, const struct actor *who,
                                         struct err *err);

/* Whether, with it, what is promised on the case without a second person is worth more, or costs us
 * more, than the person decides alone: a second one approves. A limit that held for each remedy by
 * itself would be none, since a sum can be promised in parts. */
bool response_needs_second(const struct case_facts *f, const struct case_remedy *r,
                           const struct limits *mine);

/* Whether `who` may approve a remedy that somebody else proposed: their limit reaches over all that
 * waits on the case, with what they approved before and what nobody did. */
MUST_CHECK bool response_approve_allowed(const struct case_facts *f, const struct case_remedy *r,
                                         const struct actor *who, const struct limits *mine,
                                         struct err *err);

/* Whether one remedy holds what it must to be added or changed. */
MUST_CHECK bool response_remedy_allowed(const struct case_facts *f, const struct case_remedy *r,
                                        struct err *err);

/* Whether it may be recorded as carried out: approved, told, and proved. What
 * was solved on the spot is carried out without a decision. */
MUST_CHECK bool response_done_allowed(const struct case_facts *f, const struct case_remedy *r,
                                      struct err *err);
MUST_CHECK bool response_verify_allowed(const struct case_remedy *r, const struct actor *who,
                                        struct err *err);
/* Whether it may be dropped: not carried out yet, with a reason. */
MUST_CHECK bool response_drop_allowed(const struct case_remedy *r, struct err *err);

#endif
