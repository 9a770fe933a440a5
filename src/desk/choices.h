/* Lists to choose from that several forms of the desk have: struct answer for answers_fill. */
#ifndef DESK_CHOICES_H
#define DESK_CHOICES_H

#include "complaint/procedure.h"
#include "complaint/words.h"
#include "web/answer.h"

/* A list of words; `only` (NULL = all) is a NULL-terminated list of codes. */
const struct answer *choices_words(struct req *rq, const struct words *w, const char *chosen,
                                   const char *const *only);
/* A list of codes that the organisation keeps, those that are in use. */
const struct answer *choices_codes(struct req *rq, const struct procedure *p, const char *list);
/* The languages, the reader's own chosen. */
const struct answer *choices_languages(struct req *rq);
/* The currencies that sums may be in. */
const struct answer *choices_currencies(struct req *rq, const struct procedure *p);

#endif
