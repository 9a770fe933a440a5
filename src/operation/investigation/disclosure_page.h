/* Releasing a disclosure, and the pages of those it is addressed to. */
#ifndef OPERATION_INVESTIGATION_DISCLOSURE_PAGE_H
#define OPERATION_INVESTIGATION_DISCLOSURE_PAGE_H

#include "web/req.h"

extern const struct route disclosure_routes[];

#endif
