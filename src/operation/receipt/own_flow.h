/*
 * Own fields of a case: what its pack asks beside the standard. One row for each field that is
 * answered; who answered what before stands in the history. [4.9-a] [4.9-b]
 */
#ifndef OPERATION_RECEIPT_OWN_FLOW_H
#define OPERATION_RECEIPT_OWN_FLOW_H

#include "complaint/case.h"
#include "complaint/pack_version.h"
#include "complaint/search.h"

/* Lays the answer into the row, sealed or as the fact it is; NULL takes it away. */
void own_put(const struct pack_field *f, const char *value, struct own_field_row *row);

/* The search finds the row by its answer as it is now and no more as it was; NULL = none. */
MUST_CHECK bool own_words_change(const struct act *act, const struct pack_field *f,
                                 const struct own_field_row *row, const char *before,
                                 const char *after, struct err *err);

/* The name of a field in forms, "own-NAME". */
#define OWN_PREFIX "own-"
const char *own_form_name(struct arena *a, const struct pack_field *f);

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
