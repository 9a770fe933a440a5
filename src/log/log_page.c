/* What everybody may have of the log: its newest checkpoint, and the public keys. */
#include "log/checkpoint.h"
#include "log/log.h"
#include "log/signer.h"

#include <stdlib.h>
#include <string.h>

static bool text_answer(struct req *rq, const char *text)
{
    rq->status = 200;
    rq->content_type = "text/plain; charset=utf-8";
    buf_str(&rq->body, text);
    return true;
}

static bool checkpoint_get(struct req *rq)
{
    const char *note;

    if (!checkpoint_newest(rq->a, rq->db, &note, rq->err))
        return false;
    if (!note)
        return err_set(rq->err, ERR_NOT_FOUND,
                       N_("There is no checkpoint yet. Ask again in a few minutes."));
    return text_answer(rq, note);
}

/* Events as the digits of a number; 0 when they are not. */
static int64_t events(const char *text)
{
    size_t n = strspn(text, "0123456789");

    return n > 0 && n < 18 && text[n] == '\0' ? strtoll(text, NULL, 10) : 0;
}

static bool consistency_get(struct req *rq)
{
    const char *text;

    return req_throttle(rq, THROTTLE_VERIFY, NULL) &&
           log_consistency(rq->a, rq->db, events(req_param(rq, "size")), &text, rq->err) &&
           text_answer(rq, text);
}

static bool key_get(struct req *rq)
{
    struct signer signer;

    return signer_open(rq->a, rq->db, rq->app->vault, &signer, rq->err) &&
           text_answer(rq, signer_public(rq->a, &signer));
}

const struct route log_routes[] = {
    { GET, "/checkpoint", 0, checkpoint_get },
    { GET, "/checkpoint/from/{size}", 0, consistency_get },
    { GET, "/.well-known/redress-key", 0, key_get },
    { 0 },
};
