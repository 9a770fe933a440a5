/* What the pages of this folder show that have a template of their own. */
#ifndef GROUP_GROUP_VIEW_H
#define GROUP_GROUP_VIEW_H

#include "desk/desk_view.h"

/* desk/several.html: what is to be done, and what became of each */
struct several_page {
    const char *title, *what;
    const char *back, *back_words;
    const char *action, *act, *state; /* the state is signed: sent twice, it is done once */
    const char *submit;
    struct rows errors;  /* struct field_error */
    struct rows cases;   /* struct list_row: those it is done to; empty once it was done */
    struct rows inputs;  /* struct setting_input */
    struct rows results; /* struct bulk_result */
    int chosen, done, failed;
    int left; /* of the group, more than fit */
};
extern const struct record several_page_record;

/* desk/act/split.html: what the new complaint takes along */
struct act_split {
    const void *head;        /* struct act_head */
    const void *subject;     /* struct answer */
    const void *description; /* struct answer: the words of the first one, to be cut down */
    const void *class_code;  /* struct answer: choices */
    const void *files;       /* struct answer: choices */
    const void *reason;      /* struct answer */
};
extern const struct record act_split_record;

/* What stands in the form before something is typed. */
struct split_values {
    const char *description;
};
extern const struct record split_values_record;

#endif
