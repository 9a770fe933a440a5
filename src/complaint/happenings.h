/*
 * What happens to a case and can start or stop a clock, or send a copy: the events of the
 * standard's own steps, as packs call them and as people read them. Own fields of a pack add
 * others.
 */
#ifndef COMPLAINT_HAPPENINGS_H
#define COMPLAINT_HAPPENINGS_H

#include "complaint/words.h"

extern const struct words happening_words;

#endif
