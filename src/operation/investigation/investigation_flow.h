/*
 * Investigating: begin, plan, allegations, findings, causes, hearing, end.
 *
 * One form holds whatever is known by now; an act writes what is given and leaves the
 * rest. Evidence and interviews are acts of their own (evidence_flow.h), and so is
 * what the person complained about is shown (disclosure_flow.h).
 * ISO 10002 [7.6-a] [7.6-b] [7.6-c] [7.6-d]
 */
#ifndef OPERATION_INVESTIGATION_FLOW_H
#define OPERATION_INVESTIGATION_FLOW_H

#include "complaint/case.h"
#include "complaint/missing.h"

/* Something to be found out, got or asked; or what became of it. */
struct plan_form {
    int64_t id;       /* 0 = a new one */
    const char *kind; /* question, evidence, interview */
    const char *text;
    int64_t party; /* of an interview */
    struct date due_on;
    bool done;
    const char *waived_why; /* left out, because */
};

/* One point the complainant raises, and what was found. NULL = as it stands. */
struct allegation_form {
    int64_t id; /* 0 = a new one */
    const char *text;
    const char *finding; /* code of finding_words */
    const char *finding_why;
};

struct cause_form {
    int64_t id;       /* 0 = a new one */
    const char *code; /* of the list cause */
    const char *analysis;
    bool ended; /* it was none after all */
};

/* A text that is NULL stays as it is; "" takes it away. */
struct investigation_form {
    const struct plan_form *plan;
    size_t n_plan;
    const struct allegation_form *allegations;
    size_t n_allegations;
    const struct cause_form *causes;
    size_t n_causes;
    const char *cause_none;     /* why no root cause was found */
    const char *hearing_waived; /* why the complainant need not be heard */
    int64_t investigator;       /* 0 = as it stands */
};

/* Event investigation_begun. */
MUST_CHECK bool investigation_begin(const struct act *act, const struct procedure *p,
                                    int64_t complaint, int64_t version, struct err *err);
/* Event investigation_written. With `end` the investigation ends in the same act, or
 * nothing is written and the first thing that is missing is said: event investigated. */
MUST_CHECK bool investigation_write(const struct act *act, const struct procedure *p,
                                    int64_t complaint, int64_t version,
                                    const struct investigation_form *form, bool end,
                                    struct err *err);

/* What the investigation of this case lacks, by its depth. */
void investigation_lacks(const struct procedure *p, const struct dossier *d, struct missing *out);

#endif
