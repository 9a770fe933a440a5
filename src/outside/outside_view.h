/* What somebody outside sees of a request: portal/outside.html. */
#ifndef OUTSIDE_OUTSIDE_VIEW_H
#define OUTSIDE_OUTSIDE_VIEW_H

#include "desk/desk_view.h"
#include "portal/portal_view.h"

/* What was written about it, the oldest first. */
struct outside_said {
    struct instant at;
    const char *who;
    const char *text;
    const char *lang;
    struct rows files; /* struct file_view */
};
extern const struct record outside_said_record;

struct outside_page {
    bool gone; /* the link opens nothing: nothing else is filled */
    const char *title, *reference;
    struct rows carried; /* struct carried */
    struct rows errors;  /* struct field_error */
    const char *done;    /* what was just done */
    const char *state;   /* while nothing is asked: what they did */
    const char *due;     /* the day in words */
    bool late;
    const char *later;  /* they said that it takes longer */
    struct rows why;    /* struct sheet_line: how the day is counted */
    struct rows said;   /* struct outside_said */
    struct rows shown;  /* struct sheet_line */
    struct rows people; /* struct sheet_line */
    struct rows files;  /* struct file_view */
    bool open;          /* an answer is asked */
    int files_max;
    int64_t file_bytes, total_bytes;
    const void *answer, *sent; /* struct answer: the words and the files */
    const void *longer, *day;  /* struct answer: why it takes longer, until when */
    const void *refuse;        /* struct answer: why it is not theirs */
};
extern const struct record outside_page_record;

#endif
