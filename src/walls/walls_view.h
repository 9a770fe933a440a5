/* What the pages about walls show. */
#ifndef WALLS_WALLS_VIEW_H
#define WALLS_WALLS_VIEW_H

#include "base/record.h"

struct look_view {
    const char *when, *what;
    const char *who; /* NULL = a person that this reader is not told */
    bool sealed, blocked;
    const char *why; /* NULL = no reason was given, or it is not for this reader */
};
extern const struct record look_view_record;

/* desk/readers.html */
struct readers_page {
    const char *back, *back_words;
    const char *about; /* the subject of the case */
    const char *about_lang;
    struct rows looks;      /* struct look_view, the newest first */
    const char *older_href; /* NULL = there are none */
    const char *newest_href;
};
extern const struct record readers_page_record;

#endif
