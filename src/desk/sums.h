/*
 * How many cases of each team and class are open, overdue and closed, all or of those received
 * within a range of days. They come from the tally, so they cost the same however many cases
 * there are, and each number is that of the list it opens: what a reader is barred from is in
 * neither. [8.2]
 */
#ifndef DESK_SUMS_H
#define DESK_SUMS_H

#include "base/date.h"
#include "base/record.h"

/* Of one team and class; class "" of those without. */
struct sum_line {
    int64_t team_id;
    const char *class;
    int64_t open, overdue, closed;
};
extern const struct record sum_line_record;

/* Of one channel. */
struct channel_sum {
    const char *channel;
    int64_t open, closed;
};
extern const struct record channel_sum_record;

struct sum {
    int64_t received, open, overdue, closed;
};

struct req;
struct reach;

/* `out`: struct sum_line. A day that is not set leaves that end of the range open. */
MUST_CHECK bool sums_read(struct req *rq, const struct reach *reach, struct date from,
                          struct date to, struct rows *out);

/* By channel, in the order of their codes; `out`: struct channel_sum. */
MUST_CHECK bool sums_channels(struct req *rq, const struct reach *reach, struct date from,
                              struct date to, struct rows *out);

/* Of one team (0: all) and classes divided by blanks (NULL: all; NO_CLASS: those without). */
struct sum sums_of(const struct rows *lines, int64_t team, const char *class);

#endif
