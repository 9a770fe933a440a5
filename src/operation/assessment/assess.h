/*
 * Initial assessment.
 *
 * A person answers the six criteria and whether the complaint is about us at
 * all; a table of rules proposes the priority and says which of its rows did,
 * and the person may override it with a reason. Where something has to be done
 * at once, it is done or escalated before the step is left. Safety alerts
 * whatever the priority. ISO 10002 [7.5-a] [7.5-b] [7.5-c] [7.7-d]
 */
#ifndef OPERATION_ASSESSMENT_ASSESS_H
#define OPERATION_ASSESSMENT_ASSESS_H

#include "base/err.h"
#include "complaint/facts.h"
#include "complaint/missing.h"

/* One row: it fires when every criterion is at least as high; what is not set
 * does not matter. Rows stand in data/priority.yaml, the most urgent first. */
struct priority_rule {
    const char *id;
    enum severity severity;
    enum safety safety;
    enum complexity complexity;
    enum impact impact;
    enum yes_no need;
    enum priority priority;
};

/* The first row that fires; NULL when none does. Its id explains the proposal. */
const struct priority_rule *assess_rule(const struct priority_rule *rules, size_t n,
                                        const struct assessment *a);

/* What is missing until the assessment is complete. */
void assess_missing(const struct case_facts *f, struct missing *m);

/* Whether `who` may assess it now, for the first time or again. */
MUST_CHECK bool assess_allowed(const struct case_facts *f, const struct actor *who,
                               struct err *err);

/* Whether the former priority counts as wrong: it changed and the assessor says
 * that the former assessment, not the facts, was the reason. [7.5-c] */
bool assess_was_wrong(enum priority before, enum priority after, bool assessor_says_so);

/* Whether top management has to be told of a danger now, whatever the priority. */
bool assess_safety_alert_due(const struct case_facts *f);

#endif
