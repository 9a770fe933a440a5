/* The pages of cases that are handled together; and what stands of it on the page of a case. */
#ifndef GROUP_GROUP_PAGE_H
#define GROUP_GROUP_PAGE_H

#include "desk/case_show.h"

extern const struct route group_routes[], split_routes[], repeat_routes[];

/* Fills `joined`, `joined_href`, `affected` and `ties` of the page. */
MUST_CHECK bool group_panel(const struct case_show *s, struct case_page *page);
/* The earlier cases of the same, with what became of the newest. */
MUST_CHECK bool repeat_panel(const struct case_show *s, struct case_page *page);

#endif
