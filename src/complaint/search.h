/*
 * The search index over sealed text: words as keyed hashes (i18n/words.h), one
 * document for each text, written in the transaction of the text itself. A
 * document belongs to a part, so that what a reader may not see cannot be found
 * either. [S50]
 */
#ifndef COMPLAINT_SEARCH_H
#define COMPLAINT_SEARCH_H

#include "complaint/history.h"

enum search_part {
    SEARCH_CONTENT,  /* story, messages with the complainant, reference */
    SEARCH_IDENTITY, /* names, addresses, contacts */
    SEARCH_INTERNAL, /* notes */
};

/* Adds the words of `text` as document `id` (the id of the row it comes from). */
MUST_CHECK bool search_add(const struct act *act, int64_t id, int64_t complaint,
                           enum search_part part, const char *text, struct err *err);

/* The stored word of a part, "content". */
const char *search_part_code(enum search_part part);

#endif
