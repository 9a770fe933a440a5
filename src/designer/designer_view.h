/* What the templates of the designer show. */
#ifndef DESIGNER_DESIGNER_VIEW_H
#define DESIGNER_DESIGNER_VIEW_H

#include "base/record.h"

/* One of the three is true. */
struct change {
    bool added, removed, changed;
    const char *what;   /* "Field: Order number" */
    const char *detail; /* "Characters: 40 → 60"; NULL when it was added or removed */
};
extern const struct record change_record;

/* A line of a table. */
struct designer_line {
    const char *a, *b, *c, *d;
};
extern const struct record designer_line_record;

/* A step of the flow: what it asks for, and who stands there. */
struct designer_step_view {
    const char *name;
    const char *here;   /* "12 complaints are here" */
    struct rows parts;  /* struct designer_line, its a: how many there are of one class */
    struct rows gates;  /* its a: a condition before the step */
    struct rows fields; /* its a: what is asked, its b: of whom */
};
extern const struct record designer_step_view_record;

/* desk/designer.html */
struct designer_page {
    const char *title, *about;
    const char *version; /* "service_quality, version 1" */
    const char *done;
    const char *sources;                        /* where the numbers and their sources are */
    bool none;                                  /* no pack is in force */
    struct rows steps;                          /* struct designer_step_view */
    struct rows classes, fields, gates, clocks; /* struct designer_line */
};
extern const struct record designer_page_record;

/* desk/designer_edit.html */
struct designer_edit {
    const char *title, *back;
    struct rows errors;   /* struct field_error */
    struct rows problems; /* struct designer_line: a is the line, b what is wrong with it */
    const char *yaml;
    const char *days;
    const char *reason;
    const char *seen;      /* the mark of the text that was looked at; NULL: not yet */
    bool same;             /* nothing differs */
    struct rows changes;   /* struct change */
    const char *simulated; /* "120 complaints of the last 90 days: …" */
    const char *more;      /* only the newest were looked at */
    struct rows clocks;    /* struct designer_figures */
    struct rows dates;     /* struct designer_line: time limit, was, would be */
    struct rows untold;    /* struct designer_line: time limits of which the past tells nothing */
};
extern const struct record designer_edit_record;

struct designer_figures {
    const char *name;
    const char *clocks, *earlier, *later, *missed_before, *missed_after;
};
extern const struct record designer_figures_record;

/* desk/designer_compare.html */
struct designer_compare {
    const char *title, *back;
    struct rows before, after; /* struct choice: versions */
    bool compared, same;
    struct rows changes; /* struct change */
};
extern const struct record designer_compare_record;

#endif
