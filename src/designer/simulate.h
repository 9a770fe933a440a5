/*
 * A change of time limits tried on cases of the past: what their dates would have been, and which
 * would have been missed, had the procedure been like that when they came. Nothing is written.
 * Each clock of a case is counted again from its own start, with the rule of the other procedure;
 * what was done, and when, stays as it was. A date that somebody named by hand stays too. So the
 * numbers are those that one finds when the same complaints are filed and handled under it. [6.1-c]
 */
#ifndef DESIGNER_SIMULATE_H
#define DESIGNER_SIMULATE_H

#include "complaint/history.h"
#include "complaint/procedure.h"

/* A page looks at the newest of them; who wants more, at fewer days. */
enum { SIMULATE_CASES = 5000, SIMULATE_SHOWN = 20, SIMULATE_CLOCKS = 80 };

/* A case that is looked at. */
struct past_case {
    int64_t id;
    const char *class;
    struct instant received_at;
};
extern const struct record past_case_record;

/* What it does to the clocks of one name. */
struct simulated {
    const char *name; /* of the clock */
    int64_t clocks;   /* that were looked at */
    int64_t earlier, later;
    int64_t missed_before, missed_after;
};

/* Not of which case: who administers does not read cases. */
struct simulated_date {
    const char *name; /* of the clock */
    struct instant due, would_be;
    bool missed, would_miss;
};

struct simulation {
    int64_t cases;
    bool more; /* there are older ones in the days asked for */
    struct simulated all, clock[SIMULATE_CLOCKS];
    size_t n_clocks;
    struct simulated_date shown[SIMULATE_SHOWN]; /* the newest that differ */
    size_t n_shown;
};

/* With `pack` in force, over the cases received since then. */
MUST_CHECK bool simulate(const struct act *act, const struct procedure *p,
                         const struct pack_version *pack, struct instant since,
                         struct simulation *out, struct err *err);

#endif
