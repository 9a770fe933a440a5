/* The lines of a clock's sum in a reader's language: "why this date?" [4.4-b] */
#ifndef COMPLAINT_CLOCK_WORDS_H
#define COMPLAINT_CLOCK_WORDS_H

#include "complaint/clock.h"
#include "i18n/lang.h"

/* "holiday", "end" …: what other systems call it. */
const char *clock_line_code(enum clock_line_kind kind);
/* One sentence; days and times are those of the zone. */
const char *clock_line_words(struct arena *a, const struct lang *l, const struct zone *zone,
                             const struct clock_line *line, struct date today);
/* Who can be told at a share of a clock's time: "owner" and the roles; and what they are called. */
bool clock_tells_known(const char *whom, size_t n);
const char *clock_tells_words(const struct lang *l, const char *whom, size_t n);
/* "3 working days", "1 month". */
const char *clock_length_words(struct arena *a, const struct lang *l, enum clock_unit unit,
                               int64_t n);

#endif
