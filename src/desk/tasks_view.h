/* What the pages of tasks show: desk/tasks.html. */
#ifndef DESK_TASKS_VIEW_H
#define DESK_TASKS_VIEW_H

#include "keep/keep_view.h"

struct task_view {
    const char *title; /* what the pack calls it, or the team */
    const char *href;
    const char *reference; /* in a list of several cases */
    const char *text;      /* the first words of what is asked */
    const char *whom;      /* "Rooms · Anna" */
    const char *state;
    bool waits, ended; /* for somebody's act; for nobody's */
    const void *clock; /* struct clock_view or NULL */
};
extern const struct record task_view_record;

struct task_group {
    const char *title, *empty;
    struct rows tasks; /* struct task_view */
    const char *more;  /* the next page; NULL = there is none */
};
extern const struct record task_group_record;

struct task_page {
    const char *title;
    const char *back, *back_words;
    const char *about, *about_lang;
    const char *intro, *done;
    struct rows errors;   /* struct field_error */
    struct rows sections; /* struct task_group */
    struct rows forms;    /* struct keep_form */
    int64_t version;
    const char *outside; /* where somebody outside is asked; NULL = not by this reader */
};
extern const struct record task_page_record;

#endif
