/* What the lists of notices, of dates to keep and of significant complaints show. */
#ifndef DESK_ALERTS_VIEW_H
#define DESK_ALERTS_VIEW_H

#include "base/record.h"

struct alert_line {
    const char *text; /* what is told */
    const char *href;
    const char *about;  /* reference and class */
    const char *why;    /* where the sum of its date stands; NULL = nowhere */
    const char *detail; /* why, who, for whom */
    const char *when;
    bool unread;
    bool grave;         /* ran out, or a danger */
    bool late, today;   /* the shape of its date */
    const char *id;     /* travels with the button */
    const char *submit; /* NULL = there is none */
};
extern const struct record alert_line_record;

struct alert_group {
    const char *title; /* NULL = the only one */
    const char *note;  /* "3 complaints" */
    const char *empty; /* when there are none */
    const char *next_href;
    struct rows lines; /* struct alert_line */
};
extern const struct record alert_group_record;

/* desk/alerts.html */
struct alerts_page {
    const char *title, *intro;
    const char *done;
    struct rows errors;   /* struct field_error */
    const char *action;   /* where buttons of lines are sent */
    const char *all;      /* the button for all of them; NULL = none */
    const char *last;     /* the newest one shown, for that button */
    struct rows sections; /* struct alert_group */
    struct rows links;    /* struct act_link */
};
extern const struct record alerts_page_record;

#endif
