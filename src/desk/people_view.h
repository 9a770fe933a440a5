/*
 * What the pages about people show: complaints handed over from one to another, and double
 * persons. A record beside each template.
 */
#ifndef DESK_PEOPLE_VIEW_H
#define DESK_PEOPLE_VIEW_H

#include "base/record.h"

/* Somebody who answers for open complaints. */
struct owner_view {
    const char *name;
    const char *href;
    int open;
    int parts;     /* in cases that somebody else answers for: an investigation, a remedy */
    int tasks;     /* asked of them by name */
    int beside;    /* corrective actions and objectives of theirs, when they left */
    bool left;     /* has no access any more */
    bool role_off; /* has no role that works on complaints */
};
extern const struct record owner_view_record;

/* desk/hand_over.html: who answers for how many [4.12-a] */
struct owners_page {
    struct rows owners; /* struct owner_view: those who left first */
};
extern const struct record owners_page_record;

/* desk/hand_over_from.html: the complaints of one of them */
struct hand_over_page {
    const char *action;
    const char *name;
    bool left;
    int open;             /* open ones within the reader's reach */
    struct rows rows;     /* struct list_row: the first of them */
    int parts;            /* in cases of somebody else */
    struct rows part;     /* struct list_row: the first of those cases */
    bool any;             /* of one or the other */
    int tasks;            /* asked of them by name */
    struct rows asked;    /* struct task_view: the first of those */
    int actions;          /* corrective actions of theirs, when they left */
    int objectives;       /* and objectives */
    struct rows errors;   /* struct field_error */
    struct rows results;  /* struct bulk_result: of what was just handed over */
    const void *choice;   /* struct answer: choices: who gets them */
    const void *reason;   /* struct answer */
    const void *everyone; /* struct answer: one tick box: also those that are not shown */
};
extern const struct record hand_over_page_record;

/* Another record that may be the same person. */
struct double_view {
    const char *name;
    const char *reference; /* of a complaint under that record */
    const char *why;       /* "the same telephone number" */
    const char *detail;    /* "3 complaints" */
    const char *href;      /* to compare */
    const char *value;     /* id, where one of them is chosen */
};
extern const struct record double_view_record;

/* desk/persons.html: who else the complainant of a case may be, and who they were found to be */
struct persons_page {
    const void *head; /* struct act_head */
    const char *name;
    struct rows doubles; /* struct double_view */
    struct rows joined;  /* struct double_view */
    const void *other;   /* struct answer: reference of another complaint */
    const void *person;  /* struct answer: which of the joined is somebody else */
    const void *reason;  /* struct answer */
    const char *compare; /* where the reference is sent */
};
extern const struct record persons_page_record;

/* One thing that is known of both. */
struct compare_line {
    const char *label;
    const char *one, *two; /* NULL = not known */
    bool same;
    bool text; /* of several lines */
};
extern const struct record compare_line_record;

/* desk/persons_compare.html: both side by side */
struct compare_page {
    const void *head;  /* struct act_head */
    const char *other; /* reference */
    const char *other_href;
    struct rows lines;  /* struct compare_line */
    bool joined;        /* they are one already */
    const void *keep;   /* struct answer: choices: whose record stands for both */
    const void *reason; /* struct answer */
};
extern const struct record compare_page_record;

#endif
