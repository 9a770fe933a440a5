/*
 * Up to what sum somebody decides alone, from their roles on the team of the case and
 * the teams above it. [3.3-c]
 */
#ifndef OPERATION_RESPONSE_LIMITS_H
#define OPERATION_RESPONSE_LIMITS_H

#include "complaint/dossier.h"
#include "operation/response/response.h"

MUST_CHECK bool limits_of(const struct act *act, const struct procedure *p, const struct dossier *d,
                          int64_t staff, struct limits *out, struct err *err);

#endif
