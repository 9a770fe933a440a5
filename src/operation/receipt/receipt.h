/*
 * Receipt of a complaint.
 *
 * Whatever arrives is registered at once with what is known; the time counts
 * from when the organisation first had it, not from when somebody typed it in.
 * What is not for this process is directed elsewhere, and nothing is deleted.
 * ISO 10002 [1-a] [3-a] [3-b] [7.2-a] [7.2-b] [7.2-c] [7.2-f]
 */
#ifndef OPERATION_RECEIPT_H
#define OPERATION_RECEIPT_H

#include "base/err.h"
#include "complaint/facts.h"

/* Whether the person may be directed to whose matter it is, with words that say whom to turn
 * to: for employment or what another body deals with, and not once we decided. [1-a] */
MUST_CHECK bool receipt_direct_allowed(const struct case_facts *f, enum scope to, bool told,
                                       struct err *err);
/* Whose matter it is instead, in words for the person; NULL for one of ours. */
const char *receipt_direction(enum scope scope);

/* Whether the contact may become another type. A complaint that was decided
 * stays one. [3-a] */
MUST_CHECK bool receipt_retype_allowed(const struct case_facts *f, enum contact_type to,
                                       bool reason, struct err *err);

/* Solved on the spot: by the front line, before the assessment, with what was
 * done and the complainant's agreement. */
MUST_CHECK bool receipt_solve_allowed(const struct case_facts *f, const struct actor *who,
                                      struct err *err);

/* Whether the new case may be about the handling of the case `about`: a case of
 * its own, linked, never written over the first. [3-b] */
MUST_CHECK bool receipt_link_allowed(const struct case_facts *f, const struct case_facts *about,
                                     struct err *err);

#endif
