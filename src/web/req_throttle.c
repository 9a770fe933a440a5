/* Counting a request of a handler: for its source, its account, and everyone together. [S16] */
#include "web/call.h"
#include "web/source.h"

#include <string.h>

enum who { BY_SOURCE, BY_ACCOUNT, BY_EVERYONE };

static uint64_t throttle_key(const struct req *rq, enum throttle what, enum who who,
                             const char *name)
{
    unsigned char kind[2] = { (unsigned char)what, (unsigned char)who };
    struct bytes parts[] = {
        { kind, sizeof kind },
        { (const unsigned char *)name, strlen(name) },
    };
    unsigned char mac[MAC_BYTES];
    uint64_t key;

    vault_mac(rq->app->vault, MAC_SOURCE, parts, COUNT(parts), mac);
    memcpy(&key, mac, sizeof key);
    return key;
}

static void limit_headers(struct req *rq, int count, int seconds, struct throttle_answer answer)
{
    if (reply_has(rq, "RateLimit-Limit"))
        return;
    req_add_header(rq, "RateLimit-Limit", arena_printf(rq->a, "%d", count));
    req_add_header(rq, "RateLimit-Remaining", arena_printf(rq->a, "%d", answer.left));
    req_add_header(rq, "RateLimit-Reset",
                   arena_printf(rq->a, "%d", answer.allowed ? seconds : answer.retry_after));
}

static bool take(struct req *rq, enum throttle what, enum who who, const char *name, int count)
{
    int seconds = rq->app->config->throttle[what].seconds;
    struct throttle_answer answer;

    if (count == 0 || !rq->app->shared || !rq->app->vault)
        return true;
    answer = throttle_take(&rq->app->shared->throttle, throttle_key(rq, what, who, name), count,
                           seconds, monotonic_now());
    if (rq->route && (rq->route->flags & ROUTE_API) && who != BY_EVERYONE)
        limit_headers(rq, count, seconds, answer);
    if (answer.allowed)
        return true;
    err_set(rq->err, ERR_TOO_MANY, N_("That was too often in a short time. Try again in a while."));
    rq->err->retry_after = answer.retry_after;
    return false;
}

bool req_once(struct req *rq, const char *name, int count, int seconds)
{
    if (!rq->app->shared || !rq->app->vault)
        return true;
    return throttle_take(&rq->app->shared->throttle, throttle_key(rq, THROTTLES, BY_ACCOUNT, name),
                         count, seconds, monotonic_now())
        .allowed;
}

bool req_throttle(struct req *rq, enum throttle what, const char *account)
{
    const struct throttle_limit *limit = &rq->app->config->throttle[what];

    if (account && !take(rq, what, BY_ACCOUNT, account, limit->account))
        return false;
    return take(rq, what, BY_SOURCE, source_network(rq->a, rq->source), limit->source) &&
           take(rq, what, BY_EVERYONE, "", limit->everyone);
}
