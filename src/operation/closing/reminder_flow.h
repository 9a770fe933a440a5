/*
 * Clocks that ran out: the complainant is reminded, or the miss is put on record.
 *
 * The clock of the answer is the complainant's: while reminders are left one is sent and
 * the clock starts anew; afterwards the case comes back to us, to be closed for want of an
 * answer. Every other clock that ran out is marked as breached, once; of a missed answer
 * the complainant is told. ISO 10002 [7.3-c] [7.9-c]
 */
#ifndef OPERATION_CLOSING_REMINDER_FLOW_H
#define OPERATION_CLOSING_REMINDER_FLOW_H

#include "complaint/case.h"
struct app;

/* Reminds now. Event reminded; ERR_REFUSED while the time for an answer runs. */
MUST_CHECK bool reminder_send(const struct act *act, const struct procedure *p, int64_t complaint,
                              struct err *err);

/* What is to be done about the clocks of this case that ran out. Events reminded,
 * silence_over, clock_breached. */
MUST_CHECK bool overdue_note(const struct act *act, const struct procedure *p, int64_t complaint,
                             struct err *err);

/* The clerk's job: all cases with a clock that ran out since the last look. One that fails stops no
 * other; `err` says why the first of them did. */
MUST_CHECK bool overdue_all(const struct act *act, const struct procedure *p, struct err *err);
/* One lot of them: `*more`: it was a full one, and something of it was done. */
MUST_CHECK bool overdue_lot(const struct act *act, const struct procedure *p, bool *more,
                            struct err *err);
bool overdue_job(struct app *app, struct err *err);

#endif
