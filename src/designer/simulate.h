/*
 * A change of a procedure tried on cases of the past: what the dates of their time limits would
 * have been, and which would have been missed, had it been like that when they came. Nothing is
 * written.
 *
 * What moved the clocks of a case is kept in the order in which it happened (complaint/case.h). It
 * is played again under the version that the case was filed with and under the other one, by the
 * board that moves the clocks of real cases (complaint/board.h); what was done, and when, stays as
 * it was. So the figures are those that one finds when the same complaints are filed and handled
 * under the other version. A date that was moved beside the rules, as by a calendar published
 * later, stays. [6.1-c]
 */
#ifndef DESIGNER_SIMULATE_H
#define DESIGNER_SIMULATE_H

#include "complaint/history.h"
#include "complaint/procedure.h"

/* A case that is looked at. */
struct past_case {
    int64_t id, pack_id, team_id;
    const char *reference, *class;
    struct instant received_at;
};
extern const struct record past_case_record;

/* What moved the clocks of a case in one event. */
struct past_told {
    int64_t complaint_id;
    const char *told;
};
extern const struct record past_told_record;

/* A clock as it is stored. */
struct past_clock {
    int64_t complaint_id;
    const char *name, *state;
    struct instant due_at;
};
extern const struct record past_clock_record;

/* What it does to the clocks of one name. */
enum simulated_what {
    SIMULATED_ALL, /* that run or ran as it is, or with the change */
    SIMULATED_SAME,
    SIMULATED_EARLIER,
    SIMULATED_LATER,
    SIMULATED_NEW,  /* only with the change */
    SIMULATED_GONE, /* only as it is */
    SIMULATED_MISSED_BEFORE,
    SIMULATED_MISSED_AFTER,
    SIMULATED_WHATS
};
struct simulated {
    const char *name; /* of the clock */
    int64_t n[SIMULATED_WHATS];
};

/* A clock of a case, as it was and as it would be; not set: it does not run. */
struct tried {
    const char *name;
    struct instant due, would_be;
    bool missed, would_miss;
};
bool tried_is(const struct tried *t, enum simulated_what what);

/* Cases are looked at in pieces, the newest first. Set at, id to INT64_MAX to begin. */
struct simulate_place {
    struct instant at;
    int64_t id;
};

enum { SIMULATE_CLOCKS = 120 };

/* May be kept between pieces; begins as { 0 }. */
struct simulation {
    int64_t cases;  /* that have time limits */
    int64_t unlike; /* whose clocks cannot be played again, and which do not count */
    struct simulated all, clock[SIMULATE_CLOCKS];
    size_t n_clocks;
};

struct simulate {
    const struct act *act;
    const struct procedure *p;
    const struct pack_version *before; /* in force: cases of any of its versions; NULL = none */
    const struct pack_version *after;
    struct instant since, now; /* received since then; clocks that run end now */
    /* Called for each clock of a case; may be NULL. Texts live as long as the case is looked at. */
    bool (*see)(void *with, const struct past_case *c, const struct tried *t);
    void *with;
};

/* Looks at up to `most` cases behind the place, which moves on; `*done` when there are no more.
 * Ends behind a case of which `see` said false. */
MUST_CHECK bool simulate(const struct simulate *s, struct simulate_place *place, size_t most,
                         struct simulation *sum, bool *done, struct err *err);

#endif
