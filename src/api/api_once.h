/*
 * Acts over the API that are done once, although their request is sent twice: the header
 * Idempotency-Key. The key belongs to whoever sent it and to the complaint; with another act or
 * other content it is refused. Its mark is written in the act's own transaction. [D3]
 */
#ifndef API_API_ONCE_H
#define API_API_ONCE_H

#include "api/api.h"

/* Marks `act` (a copy of the request's own) when a key was sent. *before: it was done, and is not
 * to be done again. */
MUST_CHECK bool api_once_ask(struct req *rq, int64_t complaint, struct act *act, bool *before);
/* After it was refused: whether that is because somebody sent the same a moment earlier. */
bool api_once_raced(struct req *rq, const struct act *act);
/* After it was done: what was done without a case of its own to mark it is marked now. */
MUST_CHECK bool api_once_keep(struct req *rq, int64_t complaint, const struct act *act);

#endif
