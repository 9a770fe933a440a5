/* The parts of a pack as tables. */
#ifndef DESIGNER_PARTS_PAGE_H
#define DESIGNER_PARTS_PAGE_H

#include "complaint/procedure.h"
#include "web/req.h"

/* struct designer_table: one for each part that the text has; editable: with where its things are
 * changed, and parts that have none yet. None when it is no YAML. */
struct rows parts_tables(struct req *rq, const struct procedure *p, const char *yaml,
                         bool editable);

#endif
