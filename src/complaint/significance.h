/*
 * Significant complaints: which are, by the rules of their pack, and telling top management.
 *
 * A pack's rules are conditions on what is known of a case; the organisation's signals alert where
 * a pack has none. What is found stands on the case by the codes of its rules, and whenever there
 * is one more, top management is told in the same event and has to confirm that it was read. ISO
 * 10002 [5.4.1-b]
 */
#ifndef COMPLAINT_SIGNIFICANCE_H
#define COMPLAINT_SIGNIFICANCE_H

#include "complaint/dossier.h"
#include "complaint/pack_version.h"

/* A case as it will be saved. */
struct significant_now {
    unsigned signals;  /* bits of enum signal: those set, and those that follow from the facts */
    unsigned alerting; /* which of them alert where the pack has no rules */
    const struct case_facts *f;
    const char *class;
    const struct own_value *values;
    size_t n;
    bool reportable; /* it has to be reported to an authority */
};

/* Codes of the rules that hold, divided by blanks; NULL = none. Pure. */
const char *significance_find(struct arena *a, const struct pack_version *v,
                              const struct significant_now *now);

/* Within the event that is open: lays into `c` whether and why it is significant. One reason more
 * than before: those of top management are told, or those who lead where nobody is, each with a
 * notice to be confirmed; clocks are told "significant" the first time and "alerted" each time. */
MUST_CHECK bool significance_review(struct history *h, const struct procedure *p, struct dossier *d,
                                    struct complaint_row *c, const struct significant_now *now,
                                    struct err *err);

/* The own fields as they are stored, for `values`. */
const struct own_value *significance_values(struct arena *a, const struct dossier *d);
/* Whether a record says that it is reportable. */
bool significance_reportable(const struct dossier *d);

#endif
