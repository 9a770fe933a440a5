/*
 * Likely repeats: which earlier cases a new complaint may be the same as.
 *
 * The rule only weighs what two cases have in common; the receiver decides.
 * Weights are data. ISO 10002 [4.9-a], statistic S7
 */
#ifndef OPERATION_RECEIPT_REPEAT_H
#define OPERATION_RECEIPT_REPEAT_H

#include "base/base.h"

/* What an earlier case has in common with the new one. */
struct repeat_candidate {
    int64_t id;
    bool same_complainant; /* the same person record, mail address or telephone number */
    bool same_product;     /* the same order, contract or product number */
    bool same_class;       /* the same subject matter */
    int days_apart;        /* between the receipts, 0 or more */
    int words_shared;      /* of the statements */
    int words;             /* of the shorter statement */
    int score;             /* 0 to 100; written by repeat_rank */
};

/* How much each counts, and from which score on a case is shown. */
struct repeat_weights {
    int complainant, product, subject, words; /* points; they add up to 100 */
    int days;                                 /* beyond which a case is too old */
    int shown_from;
};

/* 0 when nothing but time or subject matter agrees. */
int repeat_score(const struct repeat_candidate *c, const struct repeat_weights *w);

/* Scores all, puts those to be shown first, best first, and gives their number. */
size_t repeat_rank(struct repeat_candidate *c, size_t n, const struct repeat_weights *w);

#endif
