/* What the pages of staff share: a list, a person, a role. */
#ifndef PEOPLE_STAFF_PAGE_H
#define PEOPLE_STAFF_PAGE_H

#include "people/settings.h"
#include "people/staff.h"

#define STAFF "/desk/settings/staff"

/* STAFF "/ID" and the rest. */
const char *staff_path(struct req *rq, int64_t id, const char *rest);
/* The person of the path. */
bool staff_of_path(struct req *rq, struct staff_row *out);
/* The list of everybody, with what is shown this once (NULL = nothing). */
bool staff_show(struct req *rq, int status, const char *secret);
/* In which language somebody's pages are. */
void staff_language_input(struct settings *s, const char *value);
const char *staff_language_sent(const struct req *rq);

const char *staff_role_label(const struct req *rq, const char *code);
const char *staff_team_label(const struct rows *teams, int64_t id);
/* The inputs of a role that is given, and what was sent. */
bool staff_role_inputs(struct settings *s);
bool staff_role_sent(struct req *rq, struct role_given *out);

#endif
