/*
 * What became of complaints, as counters: how many of those received on a day and in its month, by
 * team and class, were closed, decided, answered in time and so on. What changes one, an act on the
 * complaint or a clock that runs out, moves it on its lines within its transaction, so that the
 * figures of a period are one short read. Complaints that are set aside are on no line. [8.2-d]
 *
 * A line for each cause of missed dates stands beside the one without: whose causes they are is a
 * setting, which is asked when figures are read.
 */
#ifndef COMPLAINT_OUTCOME_H
#define COMPLAINT_OUTCOME_H

#include "complaint/history.h"
#include "complaint/tally_sum.h"
#include "db/tables.h"
#include "i18n/zone.h"

/* The columns of a line that name it, and then its numbers. */
enum { OUTCOME_KEYS = 5, OUTCOME_NUMBERS = 13 };
int64_t *outcome_number(struct tally_outcome_row *line, int i);

/* A complaint and its clocks. */
struct outcome_of {
    const struct complaint_row *c;
    const struct clock_row *clock;
    size_t n;
};
/* The columns of them that count, as statements load them. */
extern const struct record outcome_case_record, outcome_clock_record;

/* The lines of its day on which one complaint is counted, that without a cause first; `n` 0: on
 * none. Those of its month are the same. */
struct outcome_lines {
    struct tally_outcome_row *line;
    size_t n;
};
struct outcome_lines outcome_lines(struct arena *a, const struct zone *zone, struct outcome_of of);
/* The same line, of the month. */
struct tally_outcome_row outcome_of_month(struct arena *a, const struct tally_outcome_row *line);

/* Whether they are those of a complaint of which nothing is known but that it came and kept
 * `*kept` time limits: it may wait in `tally_new`. */
bool outcome_is_plain(const struct outcome_lines *l, int64_t *kept);
/* The lines of such a row. */
struct tally_outcome_row outcome_new_line(const struct tally_new_row *row);

/* Whether both say the same; and whether one says it elsewhere: of another day, team or class, or
 * nowhere. */
bool outcome_same(struct arena *a, const struct outcome_lines *x, const struct outcome_lines *y);
bool outcome_elsewhere(const struct outcome_lines *x, const struct outcome_lines *y);

/* `before` has no lines for a new complaint. */
MUST_CHECK bool outcome_move(const struct act *act, const struct outcome_lines *before,
                             const struct outcome_lines *after, struct err *err);

/* -- all of them (complaint/outcome_sum.c) -- */

/* Adds to one line of sums so many times what another says. */
void outcome_sum_add(struct tally_sum *sum, const struct tally_outcome_row *line, int64_t times);
struct tally_sum outcome_sum_new(struct arena *a, const struct tally_digest *d);
/* Adds what they say to the lines that are stored. */
MUST_CHECK bool outcome_sum_write(const struct act *act, const struct tally_sum *sum,
                                  struct err *err);

/* Each complaint with its clocks, in the order of their ids; what is handed over lives as long as
 * the call. */
typedef bool outcome_each_fn(void *to, struct arena *a, struct outcome_of of, struct err *err);
MUST_CHECK bool outcome_each(struct db *db, outcome_each_fn *each, void *to, struct err *err);
/* The clocks of each of these complaints, both in the order of the complaints' ids. */
struct outcome_of outcome_next(const struct rows *cases, size_t i, const struct rows *clocks,
                               size_t *at);
/* Counts all complaints anew; those in `tally_new` are counted, too. */
MUST_CHECK bool outcome_recount(const struct act *act, const struct zone *zone, struct err *err);

#endif
