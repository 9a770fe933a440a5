/* What a filing must be like to be taken, whichever way it comes. [7.2-b] [S12] */
#ifndef OPERATION_RECEIPT_FILING_CHECK_H
#define OPERATION_RECEIPT_FILING_CHECK_H

#include "operation/receipt/filing.h"

/* A statement, a channel, mail addresses that can be some, a day that can have been, a language's
 * tag; ERR_INVALID names the field: description, channel, email, representative_email,
 * contact_email, language, happened_on, happened_until, problem_detail. */
MUST_CHECK bool filing_allowed(const struct filing *f, struct date today, struct err *err);

/* A tag of BCP 47 by its look, or none. */
MUST_CHECK bool filing_language_allowed(const char *field, const char *s, struct err *err);

/* A mail address that can be one, or none. */
MUST_CHECK bool filing_mail_allowed(const char *field, const char *s, struct err *err);

/* From one day to another, neither in the future; either may be unknown, but no end without a
 * beginning. */
MUST_CHECK bool filing_days_allowed(struct date on, struct date until, struct date today,
                                    struct err *err);

#endif
