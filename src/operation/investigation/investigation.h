/*
 * Investigation.
 *
 * As deep as severity and frequency ask for: a plan, evidence, both sides heard,
 * a finding with reasons on each allegation, the root cause. What each depth
 * asks for is data. ISO 10002 [7.6-a] [7.6-b] [7.6-c] [7.6-d] [D-a]
 */
#ifndef OPERATION_INVESTIGATION_H
#define OPERATION_INVESTIGATION_H

#include "base/err.h"
#include "complaint/facts.h"
#include "complaint/missing.h"

/* One row of data/depth.yaml, the deepest first: it fires from this severity and
 * this number of similar cases on. */
struct depth_rule {
    const char *id;
    enum severity severity;
    int similar;
    enum depth depth;
};

/* The first row that fires; NULL when none does. */
const struct depth_rule *investigation_depth(const struct depth_rule *rules, size_t n,
                                             enum severity severity, int similar);

/* What an investigation of some depth has to have. */
struct depth_needs {
    bool plan;             /* questions written down */
    bool hear_complainant; /* or why not */
    bool hear_staff;       /* the person complained about, or why not */
    int evidence;          /* pieces on file */
    bool cause;            /* root cause, or why none was found */
};

/* What is missing until the investigation may end. */
void investigation_missing(const struct case_facts *f, const struct depth_needs *needs,
                           struct missing *m);

/* Whether `who` may begin it: assessed, owned by somebody, nobody in conflict. */
MUST_CHECK bool investigation_begin_allowed(const struct case_facts *f, const struct actor *who,
                                            struct err *err);
/* Whether `who` may add questions, evidence, interviews and findings now. */
MUST_CHECK bool investigation_work_allowed(const struct case_facts *f, const struct actor *who,
                                           struct err *err);
MUST_CHECK bool investigation_end_allowed(const struct case_facts *f, const struct actor *who,
                                          const struct depth_needs *needs, struct err *err);

/* Whether `who` may release the details to the person complained about: an
 * investigator of this case or its owner, and each person once. [D-a] */
MUST_CHECK bool investigation_disclose_allowed(const struct case_facts *f, const struct actor *who,
                                               int64_t user, struct err *err);

/* Whether `user` may own the case, and so answers for it. [4.12-a] [4.7-a] */
MUST_CHECK bool investigation_own_allowed(const struct case_facts *f, int64_t user,
                                          struct err *err);

#endif
