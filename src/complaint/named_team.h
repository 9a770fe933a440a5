/*
 * Teams that a procedure names: of classes, routes, copies, tasks and roles.
 *
 * A pack names teams by their names, each time one is needed: the team in use that is called so
 * now; else the one that was when the pack was taken, so that a team that is renamed keeps what it
 * gets. One that is made later gets what comes in from then on. [4.12-a]
 */
#ifndef COMPLAINT_NAMED_TEAM_H
#define COMPLAINT_NAMED_TEAM_H

#include "complaint/history.h"
#include "complaint/pack_version.h"

/* The team meant by that name; `*id` 0 when there is none. */
MUST_CHECK bool named_team(const struct act *act, const char *name, int64_t *id, struct err *err);
/* The setting that keeps which team was called so when a pack was taken. */
const char *named_team_setting(struct arena *a, const char *name);

/* Whose complaints of that class are, by name: those of the class or of one above it; NULL when
 * the pack (NULL = none) names nobody. */
const char *named_team_of_class(const struct pack_version *v, const char *class);

/* Where in a pack a team is named. */
struct named_use {
    const char *team;
    const char *part; /* "classes", "routes", "copies", "tasks", "roles" */
    const struct pack_text *text;
};

/* Each place where `v` names a team that does not exist: struct named_use, those of one name one
 * behind the other. */
MUST_CHECK bool named_teams_missing(const struct act *act, const struct pack_version *v,
                                    struct rows *out, struct err *err);
/* All places where `v` names a team, in its order; `*n` of them. */
const struct named_use *named_teams(struct arena *a, const struct pack_version *v, size_t *n);

#endif
