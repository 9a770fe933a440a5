/* The desk's forms of evidence and interviews. */
#ifndef OPERATION_INVESTIGATION_EVIDENCE_PAGE_H
#define OPERATION_INVESTIGATION_EVIDENCE_PAGE_H

#include "web/req.h"

extern const struct route evidence_routes[];

#endif
