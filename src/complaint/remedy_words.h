/*
 * What a complainant reads of a remedy: kind, sum and what it consists of. What stays inside (cost,
 * source, who is trained) is never in it. The same words stand in the letter and on the page where
 * they follow their complaint. [7.8-b]
 */
#ifndef COMPLAINT_REMEDY_WORDS_H
#define COMPLAINT_REMEDY_WORDS_H

#include "complaint/dossier.h"

/* One line for one remedy. */
const char *remedy_words(struct arena *a, const struct procedure *p, const struct lang *lang,
                         const struct remedy_row *r);
/* Whether it is done for everybody rather than given to this complainant: training, improvement,
 * recall. */
bool remedy_measure(const struct remedy_row *r);

#endif
