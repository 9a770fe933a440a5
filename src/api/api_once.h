/*
 * What is done once over the API, although its request is sent twice: the header Idempotency-Key.
 *
 * The key belongs to whoever sent it (the API key, the member of staff, the complainant's code), an
 * act's also to its complaint. Its mark is written in the transaction of what was done; what was
 * answered is kept beside it, sealed by a key that only who sends the same key again brings along.
 * The same content gets that very answer, whatever became of the case since; other content is 422.
 * Both are swept after `limits idempotency_days`. What was refused stands for nothing. [D3]
 */
#ifndef API_API_ONCE_H
#define API_API_ONCE_H

#include "api/api.h"

struct api_once {
    const char *text;     /* who sent which key for what; NULL = no key was sent */
    struct bytes mac;     /* the mark */
    struct bytes content; /* keyed hash of what came with it */
    int64_t words_of; /* complaint with which the answer is erased, for there are words in it; 0 */
    bool marked;      /* found: it was done */
    bool same;        /* with this content, as far as the mark says */
    struct instant at;
};

/* Reads the header. The key stands for `scope` ("act:256:", "" for filings). */
MUST_CHECK bool api_once_open(struct req *rq, const char *scope, bool code_opens,
                              struct api_once *out);
/* The same for the complaint of the path; one that is not there leaves `out` empty. `words`: of
 * that complaint's are in the answer. */
MUST_CHECK bool api_once_case(struct req *rq, bool code_opens, bool words, struct api_once *out);
/* A part of what came beside the path and the members, in its order. */
void api_once_part(struct buf *b, const char *text);
/* What came with it: path and members, in whatever order, and `more` ("" = none). */
void api_once_content(struct req *rq, const char *more, struct api_once *o);

/* Looks for it. *given: the answer was there and is the reply now. */
MUST_CHECK bool api_once_given(struct req *rq, struct api_once *o, bool *given);
/* The same of what has marks of its own only: other content is 422; what was done this moment and
 * has no answer yet is 409, to be asked for again. */
MUST_CHECK bool api_once_ask(struct req *rq, struct api_once *o, bool *given);
/* After a refusal: whether it is because the same came a moment earlier. Then that answer is the
 * reply, or the refusal says to ask again. */
bool api_once_raced(struct req *rq, struct api_once *o);

/* Keeps the reply as the answer; where one is kept already that stands. */
MUST_CHECK bool api_once_keep(struct req *rq, int64_t complaint, const struct api_once *o);
/* The same for who writes it down themselves: what would be replied, sealed. */
struct bytes api_once_seal(struct req *rq, const struct api_once *o, int status,
                           const char *location, const struct buf *body);

#endif
