/*
 * A matter that is not for this process, found before anything was filed: that somebody asked,
 * and whose matter it is, goes into the log of the organisation; not a word of what they
 * wrote does. ISO 10002 [1-a]
 */
#ifndef OPERATION_RECEIPT_SCOPE_FLOW_H
#define OPERATION_RECEIPT_SCOPE_FLOW_H

#include "complaint/history.h"

/* `scope` is a code of scope_words. Event directed_elsewhere. */
MUST_CHECK bool scope_direct(const struct act *act, const char *scope, struct err *err);

#endif
