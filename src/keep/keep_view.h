/* What the pages of keeping and letting go show: one record, one template, desk/keep.html. */
#ifndef KEEP_KEEP_VIEW_H
#define KEEP_KEEP_VIEW_H

#include "desk/act_view.h"
#include "desk/desk_view.h"

/* One thing that can be done, with its button. */
struct keep_form {
    const char *action, *act, *id; /* `act` and `id` travel with it */
    const char *title, *intro, *submit;
    bool grave;         /* it cannot be taken back */
    struct rows inputs; /* struct setting_input */
    const void *files;  /* struct answer: files come with it; NULL = none */
    int files_max;
    int64_t file_bytes;
    struct rows carried; /* struct carried: travels with it unseen */
};
extern const struct record keep_form_record;

/* desk/keep.html: a hold, an erasure, what was erased, a schedule, a certificate */
struct keep_page {
    const char *title;
    const char *back, *back_words;
    const char *about; /* what it is about: the subject of the case */
    const char *about_lang;
    const char *intro;
    const char *block;  /* why nothing can be done now */
    const char *done;   /* what was just done */
    struct rows errors; /* struct field_error */
    struct rows facts;  /* struct sheet_line */
    struct rows parts;  /* struct sheet_group: more of them, each with a heading */
    struct rows forms;  /* struct keep_form */
    struct rows above;  /* struct act_link: before the forms */
    struct rows links;  /* struct act_link */
    int64_t version;
    bool print; /* it is meant to be printed */
};
extern const struct record keep_page_record;

#endif
