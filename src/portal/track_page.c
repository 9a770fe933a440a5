/* The routes of following a complaint. */
#include "portal/portal.h"
#include "portal/track.h"

static bool track_get(struct req *rq)
{
    return track_enter(rq, false);
}

static bool track_post(struct req *rq)
{
    struct track t;
    bool proved;

    if (!track_open(rq, &t, &proved))
        return false;
    return proved ? track_show(&t) : track_enter(rq, true);
}

const struct route track_routes[] = {
    { GET, "/track", 0, track_get, ROUTE_LANG },
    { POST, "/track", 0, track_post, ROUTE_LANG | ROUTE_PUBLIC_FORM },
    { 0 },
};
