/*
 * How long closed cases are kept: a schedule by class, in months after closing, that two people
 * change; runs that dispose of what is due, in steps that can be stopped after each; and for
 * each rule of a run a certificate with numbers, under which rule, approved by whom, in the log.
 * Without a rule nothing is disposed of, and nothing under a legal hold ever is. [8.1-a] [S15]
 * [S57]
 */
#ifndef KEEP_RETENTION_H
#define KEEP_RETENTION_H

#include "keep/erase.h"

/* Asks that cases of a class (NULL = all without a rule of their own) are kept so many months:
 * event retention_asked. Months 0 = the rule is to end. */
MUST_CHECK bool retention_ask(const struct act *act, const char *class, int64_t months,
                              struct err *err);
/* Another person approves or refuses it: event retention_decided. */
MUST_CHECK bool retention_decide(const struct act *act, int64_t rule, bool yes, struct err *err);
/* Everything that was ever asked, the newest first: struct retention_rule_row. */
MUST_CHECK bool retention_rules(const struct act *act, struct rows *out, struct err *err);

/* What a run did under one rule, or would do. */
struct retention_done {
    const struct retention_rule_row *rule;
    int64_t disposal;   /* its certificate; 0 = nothing was due, or it was only asked */
    int64_t complaints; /* disposed of, or due */
    int64_t held;       /* due, and under a hold */
    int64_t altered;    /* due, and kept, since they are not as the history says */
    bool more;          /* it was stopped before all was done */
};
enum { RETENTION_RULES = 200 };
struct retention_report {
    struct retention_done rule[RETENTION_RULES];
    size_t n;
    bool refused; /* nothing was disposed of: the history, or a hold, is not as it was written */
};

/* Disposes of what is due, at most `steps` steps of a few cases, each a transaction; with `dry`
 * only counts. Done again it goes on where it was. What is not as its history says is kept
 * (keep/whole.h). */
MUST_CHECK bool retention_run(const struct act *act, const struct procedure *p, const char *folder,
                              bool dry, int steps, struct retention_report *out, struct err *err);

/* Closed cases of that rule are due that were closed before then. */
struct instant retention_before(const struct procedure *p, const struct retention_rule_row *rule,
                                struct instant now);

/* The clerk's, when the setting retention_by_clerk says so. */
MUST_CHECK bool retention_job(struct app *app, struct err *err);

#endif
