/* Which calendars time limits go by, and which of them end too soon. [C4] */
#ifndef PEOPLE_CALENDARS_DUE_H
#define PEOPLE_CALENDARS_DUE_H

#include "complaint/pack_version.h"
#include "complaint/procedure.h"
#include "desk/desk_view.h"
#include "web/req.h"

/* How many time limits go by that calendar: those of the pack in force (or NULL), and the
 * organisation's of which it has none in their place. */
int64_t calendar_rules(const struct procedure *p, const struct pack_version *v,
                       const char *calendar);

/* The first year from this one on whose list a calendar lacks, 0 = it has next year's. One that is
 * the same every year lacks none. */
int calendar_lacks(const struct req *rq, const struct calendar_row *c);

/* A line for each calendar in use that lacks one, or that working days are counted by although it
 * has no holidays: struct settings_line. */
MUST_CHECK bool calendars_due(struct req *rq, struct rows *out);

#endif
