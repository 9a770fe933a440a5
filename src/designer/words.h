/* Names that the pages of the designer share. */
#ifndef DESIGNER_WORDS_H
#define DESIGNER_WORDS_H

#include "complaint/pack_version.h"
#include "complaint/words.h"
#include "i18n/lang.h"

/* The message id of a step of clause 7. */
const char *designer_step(enum gate_step step);
/* What a time limit is called; its name when the pack has no words. */
const char *designer_clock(const struct clock_rule_row *clock, const struct lang *lang);

#endif
