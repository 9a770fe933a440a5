/*
 * Routing: carrying out a pack's routes when a case comes in, is assessed or changes its class.
 *
 * Each time is a row of `routing` within the event of the act that caused it. Where the pack has
 * no routes nothing is read, and only a new class's own team is written. ISO 10002 [4.12-a]
 */
#ifndef COMPLAINT_ROUTING_H
#define COMPLAINT_ROUTING_H

#include "complaint/case.h"
#include "complaint/route.h"

enum routed_when { ROUTED_FILED, ROUTED_ASSESSED, ROUTED_CLASS_CHANGED };

/* What happened. */
struct routed {
    enum routed_when when;
    int64_t unit; /* where it came in (0 = from outside), on filing */
    bool no_team; /* its class has a team that does not exist, so it goes where it would without */
};

/* The last word of `because` in a row whose route names a team that does not exist; with "=" and
 * the code of the class where it is the team of a class. */
#define ROUTED_NO_TEAM "no_team"

/* Where complaints of that class go under that pack (NULL = none): 0 = where all go, with `no_team`
 * where a team is named that does not exist. */
MUST_CHECK bool routing_class(const struct act *act, const struct pack_version *v,
                              const char *class, int64_t *team, bool *no_team, struct err *err);

/* Sends the case that `d->c` was to the team and owner of the first route that fits `c`, and says
 * so in `c`. On filing `c->team_id` is where it would go without routes. Later on only a case moves
 * for which the assessment or the new class opened another route than the last one; an owner is
 * kept while the team stays the same. */
MUST_CHECK bool routing_case(struct history *h, const struct procedure *p, struct dossier *d,
                             const struct routed *now, struct complaint_row *c, struct err *err);

/* Notes that the case goes on to `c->team_id` and `c->owner_id`: way, rule, from where … of `row`;
 * the rest is filled in. */
MUST_CHECK bool routing_note(struct history *h, struct dossier *d, struct routing_row *row,
                             const struct complaint_row *c, struct err *err);
/* Whether they see to a remedy of this case that is not carried out yet; and those go to somebody
 * else, within the event that is open. */
bool routing_sees_to(const struct dossier *d, int64_t staff);
MUST_CHECK bool routing_remedies_of(struct history *h, const struct dossier *d, int64_t from,
                                    int64_t to, struct err *err);
/* What was promised and is not done yet is seen to by who answers for the case now, and no longer
 * by who did before. Where either is nobody (0), it stays as it is. [7.7-a] */
MUST_CHECK bool routing_remedies(struct history *h, const struct dossier *d, int64_t owner,
                                 struct err *err);
/* Who could own a case of that team today: struct route_candidate. */
MUST_CHECK bool routing_candidates(const struct act *act, const struct procedure *p, int64_t team,
                                   const struct case_facts *f, struct rows *out, struct err *err);
#endif
