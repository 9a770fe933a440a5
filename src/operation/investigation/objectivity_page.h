/* The desk's forms of conflicts of interest. */
#ifndef OPERATION_INVESTIGATION_OBJECTIVITY_PAGE_H
#define OPERATION_INVESTIGATION_OBJECTIVITY_PAGE_H

#include "web/req.h"

extern const struct route objectivity_routes[];

#endif
