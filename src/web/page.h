/*
 * What every page shows around its own content: the reader's language, the
 * organisation, who is logged in, the queues at the left of the desk.
 *
 * One row of `page_record` is the layout record of every template of pages. Plain
 * data: whoever fills it has translated what comes from codes and settings.
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "base/record.h"

/* One link of the language switch. On pages that hold answers it is a button of
 * the form, so that what was typed is kept. */
struct page_language {
    const char *tag;  /* "zh-Hans" */
    const char *name; /* in itself */
    const char *href; /* NULL: this page is there in one language alone */
    bool current;
};
extern const struct record page_language_record;

/* One view at the left of the desk, with its live count. At most one shape. */
struct page_queue {
    const char *label;
    const char *href;
    int count;
    bool current;
    bool overdue, today, paused, safety; /* which shape stands before the count */
    const char *key;                     /* the letter that opens it after g; NULL = none */
};
extern const struct record page_queue_record;

struct page_queue_group {
    const char *label;  /* "Work", "Waiting" */
    struct rows queues; /* struct page_queue */
};
extern const struct record page_queue_group_record;

/* A sentence about the reader's own login. */
struct page_told {
    const char *text;
};
extern const struct record page_told_record;

struct page {
    const char *tag;          /* BCP 47 tag of the page's language */
    const char *base;         /* "" or "/zh-Hans": stands before every link of the portal */
    const char *organisation; /* its name */
    const char *mark;         /* URL of its sign, NULL = a plain one */
    const char *hotline;      /* free telephone, as people read it; NULL = none */
    const char *hotline_hours;
    const char *stylesheet; /* URL with the version of the file in it */
    const char *script;     /* the same, NULL = none; only adds comfort */
    const char *brand;      /* URL of the organisation's colours, NULL = ours */
    struct rows languages;  /* struct page_language */

    /* portal */
    bool holds_answers; /* the page has the form with id "answers" */
    bool confidential;  /* the mode line in the head */
    bool anonymous;

    /* desk */
    const char *user_name; /* NULL = nobody is logged in */
    const char *user_initials;
    const char *form_token; /* goes into every form of the desk */
    const char *theme;      /* "dark", "light"; NULL = as the reader's system */
    const char *query;      /* what stands in the search field */
    int notices;
    bool may_receive; /* "New complaint" is offered */
    bool may_see_figures;
    bool may_see_retention;
    bool may_see_refusals;
    bool may_administer;
    bool may_assign;
    struct rows groups;   /* struct page_queue_group */
    struct rows searches; /* struct page_queue: searches the reader saved, without counts */
    bool shortcuts_off;   /* no single-letter keys */
    struct rows told;     /* struct page_told: about the reader's own login, not seen yet */
    int64_t told_until;   /* the moment of the latest, in microseconds */
    bool may_search;      /* cases can be looked for */
    bool days_move;       /* figures are being counted by the days of another time zone */

    /* pages that say what did not work */
    bool at_desk;           /* they are drawn as pages of the desk */
    const char *back_href;  /* the page above, which the reader may open */
    const char *back_label; /* what it is */
};
extern const struct record page_record;

#endif
