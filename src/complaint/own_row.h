/*
 * The row of an answer to an own field: sealed, or the fact it is, and found by the search. [4.9-a]
 */
#ifndef COMPLAINT_OWN_ROW_H
#define COMPLAINT_OWN_ROW_H

#include "complaint/dossier.h"
#include "complaint/history.h"
#include "complaint/pack_version.h"
#include "complaint/search.h"

/* Lays the answer into the row, sealed or as the fact it is; NULL takes it away. */
void own_put(const struct pack_field *f, const char *value, struct own_field_row *row);

/* The words of a row that is new wait for the index beside those of the filing. [D10] */
MUST_CHECK bool own_words_add(const struct act *act, const struct pack_field *f,
                              const struct own_field_row *row, const char *value, struct err *err);
/* The search finds the row by its answer as it is now and no more as it was; NULL = none. */
MUST_CHECK bool own_words_change(const struct act *act, const struct pack_field *f,
                                 const struct own_field_row *row, const char *before,
                                 const char *after, struct err *err);

/* The name of a field in forms, "own-NAME". */
#define OWN_PREFIX "own-"
const char *own_form_name(struct arena *a, const struct pack_field *f);
/* Writes the answer to a field of the case within the event of `h`, in the place of an earlier one;
 * NULL takes it away. */
MUST_CHECK bool own_row_write(struct history *h, const struct dossier *d,
                              const struct pack_field *f, const char *value, struct err *err);

#endif
