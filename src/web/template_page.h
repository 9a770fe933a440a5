/*
 * Tests only: a record with a field of every kind, and a row of it with text that
 * must not get onto a page as it is.
 */
#ifndef WEB_TEMPLATE_PAGE_H
#define WEB_TEMPLATE_PAGE_H

#include "web/template.h"

struct page {
    const char *subject;
    bool open, shut;
    int n, one, zero;
    int64_t size;
    struct date due, no_day;
    struct instant received, never;
    struct secret story, sealed_story;
    struct html body;
    struct bytes raw;
    struct rows files, none;
    struct rows below; /* of the same record */
    const void *first, *nothing;
};

struct layout {
    const char *organisation;
    const char *subject; /* hidden behind the page's own */
};

extern const struct record page_record, layout_record;
extern const struct page page;
extern const struct layout layout;

/* The page "t.html" of these templates for page and layout, in English, or the reason
 * why there is none. `checked`: it passes template_check_with before. */
const char *page_of(struct arena *a, const char *const *pairs, bool checked,
                    const struct lang *lang);

#endif
