/*
 * Answers in forms: what stands in a field of a page, with its error and the
 * choices it has. Templates write the question; this is the rest.
 */
#ifndef WEB_ANSWER_H
#define WEB_ANSWER_H

#include "web/req.h"

/* One of several answers to choose from; words in the reader's language. */
struct choice {
    const char *value;
    const char *label;
    const char *hint;
    bool chosen;
};
extern const struct record choice_record;

struct answer {
    const char *name;    /* of the form field, and its id on the page */
    const char *value;   /* as it was typed */
    const char *error;   /* in the reader's language; NULL = none */
    struct rows choices; /* struct choice */
};
extern const struct record answer_record;

/* An answer that has choices and nothing else yet, for answers_fill. What is `chosen`
 * in the list stays so until the form or the row says otherwise. */
const struct answer *answer_choices(struct arena *a, const struct choice *list, size_t n);

/* Fills every answer of a view: the field of that name from `row` (a record with
 * plain fields; NULL = empty), over it what was typed in `form` (NULL = nothing yet), and the
 * error from `errors` (NULL = none). An answer the caller set keeps what it has
 * where nothing else is known; its choices are marked. */
void answers_fill(struct arena *a, const struct record *view, void *view_row,
                  const struct record *r, const void *row, const struct form *form,
                  const struct field_errors *errors);

#endif
