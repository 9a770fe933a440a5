/* The desk's page of the investigation with its parts. */
#ifndef OPERATION_INVESTIGATION_PAGE_H
#define OPERATION_INVESTIGATION_PAGE_H

#include "web/req.h"

extern const struct route investigation_routes[];

#endif
