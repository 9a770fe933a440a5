/*
 * The day of receipt is corrected: it was received before, by somebody else or without being
 * written down. All that counts from the receipt counts from the true day, as if it had been filed
 * so, and says so. It only moves back: who received it is not given time by a later day.
 * C2 C9 [4.9-a] [7.2-c]
 */
#ifndef OPERATION_RECEIPT_CORRECT_FLOW_H
#define OPERATION_RECEIPT_CORRECT_FLOW_H

#include "complaint/case.h"
#include "complaint/pack_version.h"

struct receipt_correction {
    struct date received_on;
    const char *reason;
};

/* The day that the own field of the case's procedure gives as that of the first receipt, when it is
 * another one than that of the receipt; not set otherwise. `typed` stands for what is stored. */
struct date receipt_first(const struct procedure *p, const struct dossier *d,
                          const struct own_value *typed, size_t n);
/* Event receipt_corrected. */
MUST_CHECK bool receipt_correct(const struct act *act, const struct procedure *p, int64_t complaint,
                                int64_t version, const struct receipt_correction *form,
                                struct err *err);

#endif
