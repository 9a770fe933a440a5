/* What the administrator is told of backups, of looks at the whole database, and of calendars that
 * end too soon. */
#ifndef PEOPLE_UPKEEP_SHOW_H
#define PEOPLE_UPKEEP_SHOW_H

#include "desk/desk_view.h"
#include "web/req.h"

/* Fills `upkeep` and `alarms`. */
MUST_CHECK bool upkeep_show(struct req *rq, struct settings_page *page);

#endif
