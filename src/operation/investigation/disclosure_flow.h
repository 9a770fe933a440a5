/*
 * What the person complained about is shown, and what they say back.
 *
 * They see nothing of the case. The investigator releases a text of its own to them
 * before the interview; that they read it is on record, and so is their statement.
 * ISO 10002 [4.7-a] [D-a]
 */
#ifndef OPERATION_INVESTIGATION_DISCLOSURE_FLOW_H
#define OPERATION_INVESTIGATION_DISCLOSURE_FLOW_H

#include "complaint/case.h"

struct step;

/* To a member of staff who is a party of the case. Event disclosure_released. */
MUST_CHECK bool disclosure_release(const struct act *act, const struct procedure *p,
                                   int64_t complaint, int64_t version, int64_t party,
                                   const char *text, struct err *err);
/* The person will not be heard, because. Event hearing_waived. */
MUST_CHECK bool disclosure_waive(const struct act *act, const struct procedure *p,
                                 int64_t complaint, int64_t version, int64_t party, const char *why,
                                 struct err *err);
/* Within the event of an interview: it was held after the details were given. */
MUST_CHECK bool disclosure_interviewed(struct step *s, const struct party_row *party,
                                       struct instant at, struct err *err);

/* -- for the person it is addressed to; everybody else gets ERR_NOT_FOUND -- */

/* Theirs, opened, the newest first: struct disclosure_row. Nothing else of a case. */
MUST_CHECK bool disclosures_mine(const struct act *act, struct rows *out, struct err *err);
MUST_CHECK bool disclosure_mine(const struct act *act, int64_t id, struct disclosure_row *out,
                                struct err *err);
/* The first reading. Event disclosure_read; nothing the second time. */
MUST_CHECK bool disclosure_read(const struct act *act, const struct procedure *p, int64_t id,
                                struct err *err);
/* Their side of it. Event disclosure_answered. */
MUST_CHECK bool disclosure_answer(const struct act *act, const struct procedure *p, int64_t id,
                                  const char *text, struct err *err);

#endif
