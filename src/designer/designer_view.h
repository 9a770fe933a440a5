/* What the templates of the designer show. */
#ifndef DESIGNER_DESIGNER_VIEW_H
#define DESIGNER_DESIGNER_VIEW_H

#include "base/record.h"

/* What differs in a part: one line, or for long texts where they differ. */
struct change_detail {
    const char *what;
    const char *text;           /* "Characters: 40 → 60."; NULL: the two below */
    const char *before, *after; /* "" = nothing */
};
extern const struct record change_detail_record;

/* One of the three is true. */
struct change {
    bool added, removed, changed;
    const char *what;    /* "Field: Order number" */
    struct rows details; /* struct change_detail */
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

/* A decision on the way: its answers, a the answer (NULL: none is given), b where it leads, c how
 * many stand there. */
struct designer_branch {
    const char *question;
    struct rows ways; /* struct designer_line */
};
extern const struct record designer_branch_record;

/* desk/designer.html */
struct designer_page {
    const char *title, *about;
    const char *version; /* "service_quality, version 1" */
    const char *done;
    const char *sources;  /* where the numbers and their sources are */
    const char *others;   /* how many open ones follow another version */
    bool none;            /* no pack is in force */
    struct rows teams;    /* struct settings_line: teams that it names and that do not exist */
    struct rows steps;    /* struct designer_step_view */
    struct rows branches; /* struct designer_branch */
    struct rows classes, fields, gates, clocks; /* struct designer_line */
    struct rows tables;                         /* struct designer_table: the other parts */
    struct rows stages; /* struct designer_line: its a: heads of the table */
    struct rows here;   /* struct designer_here */
};
extern const struct record designer_page_record;

/* Open complaints of one class, stage by stage. */
struct designer_here {
    const char *class;
    struct rows cells; /* struct designer_cell */
};
extern const struct record designer_here_record;

/* desk/designer_edit.html */
struct designer_edit {
    const char *title, *back;
    struct rows errors;   /* struct field_error */
    struct rows problems; /* struct designer_line: a is the line, b what is wrong with it */
    const char *yaml;
    bool folded; /* what changes is shown, and the text on demand */
    const char *days;
    const char *reason;
    const char *seen;     /* the mark of the text that was looked at; NULL: not yet */
    bool same;            /* nothing differs */
    struct rows teams;    /* struct settings_line: teams that it names and that do not exist */
    struct rows subjects; /* struct designer_line, its a: what people can choose before and after */
    struct rows changes;  /* struct change */
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

/* A thing of a part, as a row. */
struct designer_thing {
    const char *name, *says;
    const char *href;       /* its form; NULL: there is none */
    const char *part, *key; /* for its buttons */
    const char *below;      /* it belongs to one above: a mark for each level; NULL = at the top */
    const char *add_href;   /* the form of a new one below it; NULL: there is none */
    bool up;                /* another one stands before it */
    const char *code;       /* what it is called in the text, or NULL */
};
extern const struct record designer_thing_record;

struct designer_table {
    const char *title, *add; /* add: the form of a new one, or NULL */
    const char *name;        /* of the part, by which a link leads to it */
    struct rows things;      /* struct designer_thing */
};
extern const struct record designer_table_record;

/* desk/designer_parts.html */
struct designer_parts {
    const char *title, *back, *done;
    struct rows errors; /* struct field_error */
    const char *kept;   /* when it was kept; NULL: it is the version in force */
    bool none;          /* there is nothing to be changed */
    const char *seen;   /* of the text that is shown, for the buttons */
    bool unsound;       /* the text cannot be read as tables */
    struct rows tables; /* struct designer_table */
};
extern const struct record designer_parts_record;

/* One language of a text in four. */
struct designer_language {
    const char *name, *label, *lang, *value, *error;
    bool area; /* a long text */
};
extern const struct record designer_language_record;

/* A share of a time, and who is told then. */
struct designer_tell {
    const char *share, *percent; /* name and value of the number */
    const char *whom;            /* name of the choice */
    struct rows choices;         /* struct choice */
    const char *label;
};
extern const struct record designer_tell_record;

/* One of the two inputs of a value. */
struct designer_half {
    const char *name, *label, *value;
    bool number;
    struct rows choices; /* struct choice; none: it is typed */
};
extern const struct record designer_half_record;

/* From when until when in a day: names and values of the two. */
struct designer_period {
    const char *from, *from_value, *to, *to_value, *number;
};
extern const struct record designer_period_record;
struct designer_weekday {
    const char *label;
    struct rows periods; /* struct designer_period */
};
extern const struct record designer_weekday_record;

/* An empty row for a thing in the thing. */
struct designer_blank {
    const char *label;
    struct rows inputs; /* struct designer_input */
};
extern const struct record designer_blank_record;

/* An input of the form of one thing. One of the shapes is true. */
struct designer_input {
    const char *name, *label, *hint, *value, *error;
    bool line, number, team, area, select, ticks, yes, languages, tells, pair, week, things;
    bool below;          /* its things stand below the form; the value is how many */
    bool open;           /* of things: they are wanted */
    bool room;           /* of things: there may be more rows */
    const char *absent;  /* of teams: those that are not there … */
    const char *later;   /* … the name of the box that says so … */
    bool later_on;       /* … and it is ticked */
    struct rows choices; /* struct choice; of ticks its hint is the code, or NULL */
    struct rows texts;   /* struct designer_language */
    struct rows rows;    /* struct designer_tell */
    struct rows halves;  /* struct designer_half */
    struct rows days;    /* struct designer_weekday */
    struct rows blanks;  /* struct designer_blank; the value is how many */
};
extern const struct record designer_input_record;

/* desk/designer_part.html */
struct designer_part {
    const char *title, *code, *action, *back, *seen, *done;
    const char *within; /* what it stands in; NULL = it is of the pack itself */
    struct rows tables; /* struct designer_table: things in it */
    struct rows errors; /* struct field_error */
    struct rows inputs; /* struct designer_input */
    struct rows teams;  /* struct choice */
};
extern const struct record designer_part_record;

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

/* A version that is stored. */
struct designer_version {
    const char *which, *title, *at, *by, *digest;
    bool in_force;
};
extern const struct record designer_version_record;

/* desk/designer_versions.html */
struct designer_versions {
    const char *title, *back;
    struct rows versions; /* struct designer_version, the newest first */
    struct rows taken;    /* struct designer_line: when, by whom, why, number of the event */
};
extern const struct record designer_versions_record;

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
