/*
 * Values of a thing of a pack as a form shows them, and back as they are written in YAML. A value
 * that comes back as it was shown is not written, so that a thing that is saved unchanged stays
 * byte for byte.
 */
#ifndef DESIGNER_PART_VALUES_H
#define DESIGNER_PART_VALUES_H

#include "designer/parts.h"
#include "web/form.h"

enum { PART_TELLS_MOST = 10, PART_HALVES = 2, PART_PERIODS = 6, PART_WEEKDAYS = 7 };

/* A share of a time, and who is told then. */
struct part_tell {
    const char *percent, *whom;
};

/* The words of a list, or the one text; `room` is at least part_listed_n. */
size_t part_listed_n(const struct node *n);
size_t part_listed(const struct node *n, const char **out);
/* A text as a form shows it; of a list its words, one in a line. NULL is "". */
const char *part_text(struct arena *a, const struct node *n);
/* "50:owner 100:manager"; what does not fit is left out, and `*all` says whether nothing was. */
size_t part_tells(struct arena *a, const char *text, struct part_tell out[PART_TELLS_MOST],
                  bool *all);
/* What was sent for the nth of them: "tells.1.share". */
struct part_tell part_tell_sent(struct arena *a, const struct form *form, const char *key,
                                size_t n);

/* The two halves of a text of PART_SPAN, PART_MONEY or PART_LONGER; false when it has others. */
bool part_halves(struct arena *a, const struct part_key *k, const char *text,
                 const char *half[PART_HALVES]);
/* What each of them is called: "within.number". */
const char *part_half_name(struct arena *a, enum part_kind kind, const char *name, size_t i);

/* "09:00" and "12:00", or "" */
struct part_period {
    const char *from, *to;
};
/* Office hours day by day, Monday first; false when a day has more, or they are none. */
bool part_week(struct arena *a, const char *text,
               struct part_period out[PART_WEEKDAYS][PART_PERIODS]);
/* "hours.1.1.from", and to */
const char *part_period_name(struct arena *a, const char *name, size_t day, size_t period, bool to);

/* Whether what was sent says the same as `now` (NULL = the key is not there). `name` is that of the
 * input. */
bool part_unchanged(struct arena *a, const struct part_key *k, const struct form *form,
                    const char *name, const struct node *now);
/* As it is to be written; NULL for nothing. Words of a list that were there stay in their order. */
const char *part_written(struct arena *a, const struct part_key *k, const struct form *form,
                         const char *name, const struct node *now);

#endif
