/* What administrators are told of teams that a procedure names and that do not exist, with the way
 * to make them. */
#ifndef PEOPLE_NAMED_TEAMS_SHOW_H
#define PEOPLE_NAMED_TEAMS_SHOW_H

#include "complaint/pack_version.h"
#include "web/req.h"

/* One line for each, with a link to the form that makes it and leads back to `back`, a page of the
 * settings: struct settings_line. */
MUST_CHECK bool named_teams_lines(struct req *rq, const struct pack_version *v, const char *back,
                                  struct rows *out);
/* Their names in one text, NULL when all are there. */
MUST_CHECK bool named_teams_words(struct req *rq, const struct pack_version *v, const char **out);

#endif
