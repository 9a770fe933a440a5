/* The page of matter_flow.h. */
#ifndef OPERATION_RECEIPT_MATTER_PAGE_H
#define OPERATION_RECEIPT_MATTER_PAGE_H

#include "web/router.h"

extern const struct route matter_routes[];

#endif
