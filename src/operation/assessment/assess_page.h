/* The desk's form of the assessment, and taking up a case. */
#ifndef OPERATION_ASSESSMENT_ASSESS_PAGE_H
#define OPERATION_ASSESSMENT_ASSESS_PAGE_H

#include "web/req.h"

extern const struct route assess_routes[];

#endif
