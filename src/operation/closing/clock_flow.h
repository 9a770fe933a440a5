/*
 * What the clerk does while clocks run: at the shares of their time that the rule names it tells
 * whom the rule names, before the end (a warning) and after it (an escalation, level by level).
 * Found by one indexed look, safe with several clerks, and after a stop what was passed meanwhile
 * is told once. C10
 */
#ifndef OPERATION_CLOSING_CLOCK_FLOW_H
#define OPERATION_CLOSING_CLOCK_FLOW_H

#include "complaint/case.h"

struct app;

/* One case: event clock_told, with the clocks and the highest share each has reached, and a notice
 * for each person who is named there (complaint/notices.h). Nothing happens when none has. */
MUST_CHECK bool clock_tell(const struct act *act, const struct procedure *p, int64_t complaint,
                           struct err *err);
/* The clerk's job. One that fails stops no other; `err` says why the first of them did. */
MUST_CHECK bool clocks_tell(const struct act *act, const struct procedure *p, struct err *err);
/* One lot of them: `*more`: it was a full one, and something of it was done. */
MUST_CHECK bool clocks_tell_lot(const struct act *act, const struct procedure *p, bool *more,
                                struct err *err);
bool clocks_tell_job(struct app *app, struct err *err);

/* As many as the statements ask for at a time. */
enum { CLOCK_LOT = 200 };
/* Lot after lot, until one is not full or a moment is over; what is more is for the next turn, so
 * that the clerk's other jobs come in between. Each case is a transaction of its own, behind
 * whoever waits to write. */
typedef bool clock_lot_fn(const struct act *act, const struct procedure *p, bool *more,
                          struct err *err);
MUST_CHECK bool clock_lots(struct app *app, clock_lot_fn *lot, struct err *err);

#endif
