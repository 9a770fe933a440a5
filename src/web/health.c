/*
 * GET /health: whether a complaint can be stored, and nothing else. The clerk writes
 * a test row every few seconds and leaves its time in the shared memory, so asking
 * costs nothing and waits for nothing. [S55]
 */
#include "web/serve.h"

enum { PROBE_SECONDS = 15 };

static bool can_store(const struct shared *shared)
{
    int64_t probe = atomic_load(&shared->probe);

    return probe != 0 && monotonic_now() - probe < SECONDS(PROBE_SECONDS) &&
           !atomic_load(&shared->write_failed);
}

static bool health_get(struct req *rq)
{
    bool well = rq->app->shared && can_store(rq->app->shared);

    rq->status = well ? 200 : 503;
    rq->content_type = "application/json; charset=utf-8";
    buf_str(&rq->body, well ? "{\"status\":\"pass\"}\n" : "{\"status\":\"fail\"}\n");
    if (!well)
        req_add_header(rq, "Retry-After", "5");
    return true;
}

const struct route health_routes[] = {
    { GET, "/health", 0, health_get, ROUTE_NO_DB },
    { 0 },
};
