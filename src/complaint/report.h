/*
 * The records of reportability of a case, as they stand: what the rules and pages ask of them.
 * Any act by which one becomes due opens it; operation/reportability/report_flow.h does the rest.
 */
#ifndef COMPLAINT_REPORT_H
#define COMPLAINT_REPORT_H

#include "complaint/case.h"
#include "complaint/pack_version.h"

enum report_decision { REPORT_UNDECIDED, REPORT_NEEDED, REPORT_NOT_NEEDED };
extern const struct words report_decision_words;
/* What was decided so far. */
enum report_decision report_decision(const struct reportability_row *r);

/* The record of that regime, or NULL. */
const struct reportability_row *report_row(const struct dossier *d, const char *regime);
/* "Not reportable", and nobody confirmed it yet. [REG-S2] */
bool report_awaits_second(const struct reportability_row *r);
/* Reported, or confirmed that it need not be. */
bool report_settled(const struct reportability_row *r);
/* Any that is not settled; a closed complaint would hide it. */
bool report_unsettled(const struct dossier *d);

/* What clocks of a pack are told: "eu_gpsr_open" and "eu_gpsr_done" of a regime eu_gpsr. */
const char *report_event(struct arena *a, const struct pack_regime *g, bool done);

/* Within the event that is open: opens what is due under the pack and not there yet. `safety` and
 * `class` as they will be saved, `values` the own fields as they will be. [REG-S1] */
MUST_CHECK bool report_open_due(struct history *h, const struct procedure *p, struct dossier *d,
                                enum safety safety, const char *class,
                                const struct own_value *values, size_t n, struct err *err);
/* The same with the own fields as they are stored. */
MUST_CHECK bool report_open_stored(struct history *h, const struct procedure *p, struct dossier *d,
                                   enum safety safety, const char *class, struct err *err);

#endif
