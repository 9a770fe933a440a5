/* A range of days as whole months and two ends, of which tallies have lines. */
#ifndef COMPLAINT_SPAN_H
#define COMPLAINT_SPAN_H

#include "base/arena.h"
#include "base/date.h"

/* Days from `head` up to before `head_end`, months from `first` up to before `last`, days from
 * `tail` up to before `tail_end`; as YYYY-MM-DD and YYYY-MM. */
struct span {
    const char *head, *head_end, *first, *last, *tail, *tail_end;
};
/* Both days belong to it; one that is not set lies at that end of the calendar. */
struct span span_cut(struct arena *a, struct date from, struct date to);

#endif
