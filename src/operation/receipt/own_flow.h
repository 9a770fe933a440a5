/*
 * Own fields of a case: what its pack asks beside the standard. One row for each field that is
 * answered; who answered what before stands in the history. [4.9-a] [4.9-b]
 */
#ifndef OPERATION_RECEIPT_OWN_FLOW_H
#define OPERATION_RECEIPT_OWN_FLOW_H

#include "complaint/case.h"
#include "complaint/own_row.h"

/* What stands for a staged file in a field of files: this and its number. */
#define OWN_STAGED "new-"

/* Answers as they were typed; NULL or "" takes one away. Fields that the case's pack and class do
 * not have are ERR_INVALID. Event fields_changed, when something differs; a field's own event
 * starts and stops clocks when it is answered anew. Files are those of the case, or staged ones of
 * `owner` (NULL: none), which become files of the case in the same event. */
MUST_CHECK bool own_save(const struct act *act, const struct procedure *p, int64_t complaint,
                         int64_t version, const struct own_value *typed, size_t n,
                         const char *owner, struct err *err);

#endif
