/*
 * Closing a case, and what keeps it open.
 *
 * The gate: accepted, carried out, verified and recorded; or withdrawn; or
 * rejected after every option was told, every level inside was used and the
 * final decision was sent. No answer after reminders is a reason of its own.
 * ISO 10002 [7.9-a] [7.9-c] [7.9-d] [7.9-e] [3.3-d]
 */
#ifndef OPERATION_CLOSING_H
#define OPERATION_CLOSING_H

#include "base/err.h"
#include "complaint/facts.h"
#include "complaint/missing.h"

/* What the procedure says about closing, and the present moment. */
struct closing_policy {
    int reminders; /* sent before silence may close a case */
    struct instant now;
};

/* The reason towards which the case is moving, by what the complainant did;
 * CLOSING_NONE before there is anything to close on. */
enum closing_reason closing_path(const struct case_facts *f);

/* What is missing before the case may be closed for that reason. */
void closing_missing(const struct case_facts *f, enum closing_reason reason,
                     const struct closing_policy *p, struct missing *m);
MUST_CHECK bool closing_allowed(const struct case_facts *f, enum closing_reason reason,
                                const struct closing_policy *p, struct err *err);

/* Whether the case may be opened again; `reason` says whether one is given. [7.9-d] */
MUST_CHECK bool closing_reopen_allowed(const struct case_facts *f, bool reason, struct err *err);

/* Whether every remedy was carried out and verified, or dropped with a reason. */
bool closing_remedies_done(const struct case_facts *f);

#endif
