/* The addresses of the designer, and the versions there are as choices. */
#ifndef DESIGNER_VERSIONS_H
#define DESIGNER_VERSIONS_H

#include "complaint/procedure.h"
#include "web/answer.h"

#define DESIGNER "/desk/settings/procedure"
#define DESIGNER_TRIAL DESIGNER "/trial"

/* The stored ones as choices (struct choice, "name@1"); `chosen` may be NULL. */
MUST_CHECK bool versions_choices(struct req *rq, const struct procedure *p, const char *chosen,
                                 struct rows *out);

#endif
