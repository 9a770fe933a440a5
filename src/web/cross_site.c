/*
 * A page of somebody else must not make a browser act here. Browsers say where a
 * request comes from, in Origin and in Sec-Fetch-Site; programs say neither, and
 * they carry no session of a person. [S22]
 */
#include "web/call.h"

#include <string.h>
#include <strings.h>

static const char *without_scheme(const char *origin)
{
    const char *s = strstr(origin, "://");

    return s ? s + 3 : NULL;
}

static bool origin_is_ours(const struct call *c, const char *origin)
{
    const char *host = req_header(&c->rq, "Host");
    const char *public_url = c->rq.app->config->public_url;
    const char *from = without_scheme(origin);

    if (!from)
        return false; /* "null" too */
    if (public_url && strcasecmp(origin, public_url) == 0)
        return true;
    return host && strcasecmp(from, host) == 0;
}

bool call_from_own_page(const struct call *c)
{
    const char *origin = req_header(&c->rq, "Origin");
    const char *site = req_header(&c->rq, "Sec-Fetch-Site");

    if (origin && !origin_is_ours(c, origin))
        return false;
    return !site || strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0;
}
