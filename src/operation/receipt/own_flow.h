/*
 * Own fields of a case: what its pack asks beside the standard. One row for each field that is
 * answered; who answered what before stands in the history. [4.9-a] [4.9-b]
 */
#ifndef OPERATION_RECEIPT_OWN_FLOW_H
#define OPERATION_RECEIPT_OWN_FLOW_H

#include "base/buf.h"
#include "complaint/case.h"
#include "complaint/pack_version.h"

/* Lays the answer into the row, sealed or as the fact it is; NULL takes it away. */
void own_put(const struct pack_field *f, const char *value, struct own_field_row *row);
/* Whether this answer is an event that clocks are told of. */
bool own_happens(const struct pack_field *f, const char *value);

/* What the search is to know of answers that were written. Names of people are a document of
 * their own, found by whoever may read them; codes of choices are not looked for. */
struct own_words {
    struct buf text, names;
};
struct own_words own_words_new(struct arena *a);
void own_words_note(struct own_words *w, const struct pack_field *f, const char *value);
MUST_CHECK bool own_words_add(struct history *h, struct own_words *w, struct err *err);

/* The name of a field in forms, "own-NAME". */
const char *own_form_name(struct arena *a, const struct pack_field *f);

/* Answers as they were typed; NULL or "" takes one away. Fields that the case's pack and class do
 * not have are ERR_INVALID. Event fields_changed, when something differs; a field's own event
 * starts and stops clocks when it is answered anew. */
MUST_CHECK bool own_save(const struct act *act, const struct procedure *p, int64_t complaint,
                         int64_t version, const struct own_value *typed, size_t n, struct err *err);

#endif
