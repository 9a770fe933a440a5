/*
 * What is known of the problem beside the statement: product, when and where, whether it happened
 * before, who passed it on, what was done at once, and the problem codes. The form of the
 * complainant asks little of it and the receiver may not know it yet, so whoever handles the case
 * writes it down later; the statement itself stays as it is. ISO 10002 [7.2-b] [7.2-d] [Annex E]
 */
#ifndef OPERATION_RECEIPT_MATTER_FLOW_H
#define OPERATION_RECEIPT_MATTER_FLOW_H

#include "complaint/case.h"
#include "operation/receipt/filing.h"

/* A text that is NULL stays as it is; "" takes it away. */
struct matter {
    const char *product, *product_reference;
    struct date happened_on, happened_until; /* not set: as it is */
    bool no_day, no_last_day;                /* takes the day away */
    const char *happened_text, *place;
    const char *recurrent; /* yes, no */
    const char *segment, *referred_by, *immediate_action;
    bool codes; /* the codes are these and no others; false: they stay */
    const char *problems[FILING_PROBLEMS];
    size_t n_problems;
    const char *problem_detail; /* what the codes leave open: how late, in what way */
};

/* What complainants wrote themselves stays: only what they left open is filled in. What staff took
 * down, and what came from another register, staff may correct. `told` is what the filing says. */
MUST_CHECK bool matter_told(const struct act *act, const struct complaint_row *c, struct rows *told,
                            struct err *err);
/* `field` is one of product, product_reference, happened_on, happened_until, happened_text, place,
 * recurrent. */
bool matter_stays(const struct rows *told, const char *field);

/* The problem codes that stand, in their order, divided by blanks; NULL = none. */
const char *matter_problems(struct arena *a, const struct dossier *d);

/* What the codes leave open, as it stands with the last of them; NULL = nothing. */
const char *matter_detail(const struct dossier *d);

/* Event matter_changed; no change writes none. */
MUST_CHECK bool matter_change(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t version, const struct matter *m, struct err *err);

#endif
