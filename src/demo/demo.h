/*
 * A demonstration: an organisation that does not exist, its people, and some sixty complaints of
 * the last year, made through the same flows as people use, each act at its own moment.
 *
 * Everything happens in the order of time: filings, acts of staff, answers of complainants and of
 * firms outside, what the organisation does for itself, and the clerk's daily look at clocks that
 * ran out and at what came back.
 */
#ifndef DEMO_DEMO_H
#define DEMO_DEMO_H

#include "complaint/history.h"
#include "complaint/procedure.h"
#include "demo/demo_data.h"
#include "web/template.h"

struct demo_team_made {
    const char *name;
    int64_t id;
};
struct demo_staff {
    const struct demo_person *person;
    int64_t id;
};

/* One complaint on its road. */
struct demo_case {
    const struct demo_complaint *c;
    const struct demo_road *road;
    unsigned step;       /* the next on the road; the filing comes before the first */
    struct instant next; /* when */
    int64_t id;          /* 0 = not filed yet */
};

struct demo {
    struct act act; /* of the step: arena, moment, actor */
    struct procedure *p;
    const struct templates *templates;
    struct demo_data data;
    struct demo_team_made *team;
    struct demo_staff *staff;
    struct demo_case *cases;
    size_t n_teams, n_staff, n_cases;
    struct arena *whole;       /* what lives as long as the making */
    int64_t *outsider;         /* as the data has them */
    int64_t analysis, meeting; /* the last */
    size_t moment;             /* the next of the organisation's own */
    struct instant until;      /* nothing happens later */
};

/* Makes everything up to act->now. `password` is everybody's. ERR_CONFLICT when there are
 * complaints or people already. */
MUST_CHECK bool demo_make(const struct act *act, struct procedure *p, const struct templates *t,
                          const char *password, int64_t *complaints, struct err *err);

/* -- between the parts -- */

/* Teams, people and classes: events of a year ago. */
MUST_CHECK bool demo_organisation_make(struct demo *d, const char *password, struct err *err);
int64_t demo_team_id(const struct demo *d, const char *name);
/* Who has that role on that team, or else on any. */
int64_t demo_person(const struct demo *d, const char *role, const char *team);

/* Firms outside, into their register. */
MUST_CHECK bool demo_outsiders_make(struct demo *d, struct err *err);
/* What the organisation does next for itself: when, and doing it. */
struct instant demo_moment(const struct demo *d);
MUST_CHECK bool demo_moment_act(struct demo *d, struct err *err);

/* Files the complaint, or goes one step on its road. `word` is a step of roads.yaml. */
MUST_CHECK bool demo_file(struct demo *d, struct demo_case *c, struct err *err);
MUST_CHECK bool demo_step(struct demo *d, struct demo_case *c, const char *word, struct err *err);

#endif
