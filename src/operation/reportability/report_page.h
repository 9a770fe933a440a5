/* The page on which is decided whether a danger must be reported. */
#ifndef OPERATION_REPORTABILITY_REPORT_PAGE_H
#define OPERATION_REPORTABILITY_REPORT_PAGE_H

#include "web/req.h"

extern const struct route report_routes[];

#endif
