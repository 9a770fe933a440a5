/* What the pages of looking back show: one record, one template, desk/look.html. */
#ifndef DESK_LOOK_VIEW_H
#define DESK_LOOK_VIEW_H

#include "keep/keep_view.h"

struct look_cell {
    const char *text;
    const char *head; /* of its column; NULL in a head itself */
};
extern const struct record look_cell_record;

struct look_row {
    const char *label, *href;
    const char *note; /* below the label */
    bool late;
    struct rows cells; /* struct look_cell */
};
extern const struct record look_row_record;

struct look_table {
    const char *title, *intro;
    const char *head;  /* of the labels */
    const char *empty; /* when there are no rows */
    bool numbers;
    struct rows heads; /* struct look_cell */
    struct rows rows;  /* struct look_row */
};
extern const struct record look_table_record;

/* A weak point with what is done about it. */
struct look_point {
    const char *text, *by, *none; /* none: that there is no measure yet */
    struct rows actions;          /* struct look_row: owner, until when, how far */
};
extern const struct record look_point_record;

struct look_page {
    const void *keep;    /* struct keep_page: title, facts, forms, links */
    const char *warning; /* something is due */
    const char *warning_href;
    struct rows adds;         /* struct act_link: buttons below the heading */
    const char *points_title; /* NULL = the page has none */
    const char *points_empty;
    struct rows points; /* struct look_point */
    struct rows tables; /* struct look_table */
    struct rows texts;  /* struct sheet_line: longer texts below their headings */
};
extern const struct record look_page_record;

#endif
