/*
 * Teams in a tree: company, department, branch, management office. Every team has a
 * row in team_above for itself and each team above it, which is what rights are asked by.
 */
#ifndef PEOPLE_TEAM_H
#define PEOPLE_TEAM_H

#include "complaint/history.h"

/* Adds one below `parent` (0 = at the top): event team_added. */
MUST_CHECK bool team_add(const struct act *act, const char *name, int64_t parent, const char *kind,
                         int64_t *id, struct err *err);
/* Event team_changed. */
MUST_CHECK bool team_change(const struct act *act, int64_t id, const char *name, const char *kind,
                            struct err *err);
/* Refused while it has teams below it, people, or open complaints. Event team_ended. */
MUST_CHECK bool team_end(const struct act *act, int64_t id, struct err *err);

/* Of those in use. ERR_NOT_FOUND with a text that names it. */
MUST_CHECK bool team_by_name(const struct act *act, const char *name, int64_t *id, struct err *err);
/* All, also those ended, by name. */
MUST_CHECK bool team_list(const struct act *act, struct rows *out, struct err *err);

#endif
