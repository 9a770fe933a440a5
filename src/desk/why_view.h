/* "Why these dates?": each date of a case with its sum. */
#ifndef DESK_WHY_VIEW_H
#define DESK_WHY_VIEW_H

#include "base/record.h"

/* desk/dates.html */
struct case_date {
    const char *id;    /* of its place on the page; a list leads there */
    const void *clock; /* struct clock_view with its sum */
};
struct case_dates_page {
    const char *back, *back_words;
    struct rows next;   /* struct case_date: the date that lists show, one or none */
    struct rows others; /* struct case_date: those that run, then those that stopped */
};
extern const struct record case_dates_record;

#endif
