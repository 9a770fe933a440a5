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
    const char *trial;     /* where its figures are */
    bool going;            /* not all complaints were looked at yet */
    const char *kept;      /* when this text was kept; NULL: it is the one in force */
};
extern const struct record designer_edit_record;

/* A number that opens its list, unless it is 0. */
struct designer_cell {
    const char *text, *href;
};
extern const struct record designer_cell_record;

/* What a trial does to the time limits of one name. */
struct designer_figures {
    const char *name;
    struct rows cells; /* struct designer_cell, in the order of enum simulated_what */
};
extern const struct record designer_figures_record;

/* desk/designer_trial.html */
struct designer_trial {
    const char *title, *back;
    bool none;             /* nothing is tried */
    bool going;            /* it is still looked at complaints; the page comes again by itself */
    const char *simulated; /* "120 complaints of the last 90 days: …" */
    const char *unlike;    /* complaints that do not count; NULL: there are none */
    struct rows heads;     /* struct designer_cell */
    struct rows clocks;    /* struct designer_figures */
    struct rows untold;    /* struct designer_line: time limits of which the past tells nothing */
};
extern const struct record designer_trial_record;

/* A date of a complaint in a trial. */
struct designer_date {
    const char *clock, *class, *received, *was, *would_be;
    const char *reference; /* NULL: who reads this does not read that complaint */
};
extern const struct record designer_date_record;

/* desk/designer_dates.html */
struct designer_dates {
    const char *title, *back;
    struct rows dates; /* struct designer_date */
    bool more;         /* there may be more of them */
    const char *next;
};
extern const struct record designer_dates_record;

/* desk/designer_compare.html */
struct designer_compare {
    const char *title, *back;
    struct rows before, after; /* struct choice: versions */
    bool compared, same;
    struct rows changes; /* struct change */
};
extern const struct record designer_compare_record;

#endif
