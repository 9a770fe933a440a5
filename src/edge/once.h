/*
 * What is done once, although its form is sent twice: a second press, a page that is loaded again.
 * The mark is written in the act's own transaction (act->once), so that it is there or not with it.
 */
#ifndef EDGE_ONCE_H
#define EDGE_ONCE_H

#include "edge/edge.h"

/*
 * Marks `act` as the one that `what` names: words of ours that tell it from every other, digests of
 * what people wrote among them. *before: it was done, and is not to be done again.
 */
MUST_CHECK bool edge_once(struct req *rq, struct act *act, const char *what, bool *before);

struct app;
/* For the clerk: marks, and the answers beside them, of more than `limits idempotency_days` ago.
 * What was imported is known for as long as it is kept. */
MUST_CHECK bool once_sweep_job(struct app *app, struct err *err);

#endif
