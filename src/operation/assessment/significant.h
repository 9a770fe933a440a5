/*
 * Significant complaints, of which top management is told rapidly.
 *
 * What makes a complaint significant is data: which signals alert, from which
 * impact on many are affected, from which sum on. Some signals follow from the
 * facts, others somebody sets. ISO 10002 [5.4.1-b]
 */
#ifndef OPERATION_ASSESSMENT_SIGNIFICANT_H
#define OPERATION_ASSESSMENT_SIGNIFICANT_H

#include "base/err.h"
#include "complaint/facts.h"

struct significance {
    unsigned alerting; /* bits of enum signal that alert */
    enum impact many;  /* from this impact on, many are affected */
    int64_t amount;    /* minor units of all remedies together; 0 = no limit */
    const char *currency;
    int64_t affected; /* from so many people on, as somebody counted them; 0 = no limit */
};

/* The signals that were set, with those that follow from the facts. */
unsigned significant_signals(const struct case_facts *f, const struct significance *s);
/* Whether any of them alerts. */
bool significant(const struct case_facts *f, const struct significance *s);
/* Whether top management has to be told now. */
bool significant_alert_due(const struct case_facts *f, const struct significance *s);

/* The name of a signal by its place (bit), as stored, and its label (message id). */
const char *signal_code(int place);
const char *signal_label(int place);
enum { SIGNALS = SIGNAL_CODES };

#endif
