/* The desk's forms of the people of a case. */
#ifndef OPERATION_RECEIPT_PARTY_PAGE_H
#define OPERATION_RECEIPT_PARTY_PAGE_H

#include "web/req.h"

extern const struct route party_routes[];

#endif
