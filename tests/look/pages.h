/*
 * The templates of pages and the record each is shown with.
 */
#ifndef LOOK_PAGES_H
#define LOOK_PAGES_H

#include "base/record.h"

struct look_page {
    const char *template; /* below templates/ */
    const struct record *record;
};
extern const struct look_page look_pages[];
extern const size_t look_pages_count;

#endif
