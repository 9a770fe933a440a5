/*
 * The templates of pages and the record each is shown with.
 */
#ifndef EDGE_PAGES_H
#define EDGE_PAGES_H

#include "web/template.h"

struct page_of {
    const char *template; /* below templates/ */
    const struct record *record;
};
/* Ends with { 0 }: a line for each page that is answered with. */
extern const struct page_of pages[];

/* Holds every template against its record and the layout's; what does not fit is in `err`.
 * Before the workers serve. */
MUST_CHECK bool pages_check(const struct templates *t, struct err *err);

#endif
