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
    const char *group;  /* a group of that name begins with it; NULL = none does */
    const char *within; /* what stands above it, where its label leaves that out */
    bool group_ends;    /* the group ends behind it */
};
extern const struct record choice_record;

struct answer {
    const char *name;    /* of the form field, and its id on the page */
    const char *value;   /* as it was typed */
    const char *error;   /* in the reader's language; NULL = none */
    struct rows choices; /* struct choice */
};
extern const struct record answer_record;

/* A question whose words are data, where `struct answer` has its words in the template: the own
 * fields of a procedure. Exactly one of the shapes is true. */
struct question {
    const char *name, *value, *error;
    struct rows choices;      /* struct choice */
    const char *label, *hint; /* hint NULL = none */
    bool line, area, day, one_of;
    bool file;        /* choices are the files there are */
    bool table;       /* rows of questions, one for each column */
    struct rows rows; /* struct question_row */
    bool more;        /* there may be another row */
    bool required;
    const char *answers;  /* who alone answers it, so that it is only shown; NULL = whoever asks */
    const char *only_for; /* it is asked only when what is complained of is this; NULL = always */
};
extern const struct record question_record;
struct question_row {
    int number;
    struct rows cells; /* struct question */
};

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

/* What is wrong with that field, or NULL. */
const char *field_error(const struct field_errors *errors, const char *name);

#endif
