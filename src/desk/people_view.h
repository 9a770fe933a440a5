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
    struct rows errors;   /* struct field_error */
    struct rows results;  /* struct bulk_result: of what was just handed over */
    const void *choice;   /* struct answer: choices: who gets them */
    const void *reason;   /* struct answer */
    const void *everyone; /* struct answer: one tick box: also those that are not shown */
};
extern const struct record hand_over_page_record;

#endif
