/*
 * Assessing: the six criteria, the priority they propose, what has to happen at once.
 *
 * Danger and significance alert top management in the same transaction, whatever the
 * priority. Every assessment stays; the newest counts.
 * ISO 10002 [7.5-a] [7.5-b] [7.5-c] [7.6-b] [7.7-d] [5.4.1-b]
 */
#ifndef OPERATION_ASSESSMENT_ASSESS_FLOW_H
#define OPERATION_ASSESSMENT_ASSESS_FLOW_H

#include "complaint/case.h"

struct assess_form {
    const char *scope; /* code of scope_words; NULL = as it stands */
    const char *severity, *safety, *complexity, *impact; /* codes of their words */
    const char *need, *possible;                         /* immediate action: yes, no */
    const char *validity;
    const char *compensation_likely; /* yes, no; may stay open */
    const char *reasons;
    const char *priority; /* NULL = as proposed */
    const char *override_why;
    const char *measure;       /* what is done at once */
    const char *immediate_why; /* why nothing can be done at once */
    bool immediate_escalated;  /* somebody higher is told of that now */
    bool former_wrong;         /* the assessment before was wrong */
    const char *signals;       /* codes of signal_code(), divided by blanks; NULL = as they stand */
};
extern const struct record assess_form_record;

/* Event assessed, or reassessed. */
MUST_CHECK bool assess_give(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t version, const struct assess_form *form, struct err *err);

/* All that the rule still asks of this form for the case `d`, beside what follows by itself. */
struct missing;
void assess_form_missing(const struct act *act, const struct procedure *p, const struct dossier *d,
                         const struct assess_form *form, struct missing *out);

/* The answers of the form as the rules read them. */
struct assessment assess_answers(const struct assess_form *form);
/* Codes of signals, divided by blanks, as bits of enum signal. */
unsigned assess_signals(const char *codes);

#endif
