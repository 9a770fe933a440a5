/*
 * GET /health: whether a complaint can be stored, and nothing else. The clerk writes
 * a test row every few seconds and leaves its time in the shared memory, so asking
 * costs nothing and waits for nothing. A worker that found no room leaves that there too:
 * a small row may still fit where a complaint does not. [S55]
 */
#include "web/serve.h"

enum { PROBE_SECONDS = 15, NO_ROOM_SECONDS = 30 };

static bool can_store(const struct shared *shared)
{
    int64_t now = monotonic_now();
    int64_t probe = atomic_load(&shared->probe);
    int64_t no_room = atomic_load(&shared->no_room);

    return probe != 0 && now - probe < SECONDS(PROBE_SECONDS) && !atomic_load(&shared->in_need) &&
           (no_room == 0 || now - no_room > SECONDS(NO_ROOM_SECONDS));
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
