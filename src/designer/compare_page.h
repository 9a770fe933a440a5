/* Routes of the designer beside its first page. */
#ifndef DESIGNER_COMPARE_PAGE_H
#define DESIGNER_COMPARE_PAGE_H

#include "web/req.h"

extern const struct route designer_compare_routes[];
extern const struct route designer_edit_routes[];
extern const struct route designer_parts_routes[];
extern const struct route designer_part_routes[];
extern const struct route designer_trial_routes[];
extern const struct route designer_versions_routes[];

#endif
