/* The body of a request: which kind a route takes, and reading it. */
#include "web/call.h"

#include "web/json_look.h"

#include <string.h>
#include <strings.h>

static bool type_is(const char *header, const char *type)
{
    size_t n = strcspn(header, "; \t");

    return n == strlen(type) && strncasecmp(header, type, n) == 0;
}

static bool type_refused(struct call *c)
{
    return call_refuse(c, 415, ERR_INVALID, N_("This kind of content is not accepted here."));
}

static bool multipart_begin(struct call *c, const char *type)
{
    struct req *rq = &c->rq;
    bool (*uploads)(struct req * rq, struct form_sink * sink) = rq->app->uploads;
    bool files = (rq->route->flags & ROUTE_UPLOAD) && uploads;

    if (files && !uploads(rq, &c->sink))
        return false;
    c->kind = BODY_MULTIPART;
    return multipart_new(rq->a, type, files ? &c->sink : NULL, &c->multipart, rq->err);
}

bool call_body_begin(struct call *c)
{
    struct req *rq = &c->rq;
    const char *type = req_header(rq, "Content-Type");
    bool api = rq->route->flags & ROUTE_API;

    c->kind = c->length > 0 ? BODY_SWALLOWED : BODY_NONE;
    if (rq->method == GET || c->length == 0)
        return true;
    if (!type)
        return type_refused(c);
    c->in = buf_new(rq->a);
    if (type_is(type, "multipart/form-data") && (!api || (rq->route->flags & ROUTE_UPLOAD)))
        return multipart_begin(c, type);
    if (api ? type_is(type, "application/json")
            : type_is(type, "application/x-www-form-urlencoded")) {
        c->kind = api ? BODY_JSON : BODY_FORM;
        return c->length <= rq->app->config->body_limit ||
               err_set(rq->err, ERR_TOO_LARGE, N_("What was sent is larger than can be accepted."));
    }
    return type_refused(c);
}

void call_body(struct call *c, const void *s, size_t n)
{
    c->seen += (int64_t)n;
    if (c->refused || c->kind == BODY_SWALLOWED)
        return;
    if (c->kind == BODY_MULTIPART)
        c->refused = !multipart_feed(c->multipart, s, n, c->rq.err);
    else
        buf_add(&c->in, s, n);
}

bool call_body_end(struct call *c)
{
    struct req *rq = &c->rq;

    switch (c->kind) {
    case BODY_NONE:
    case BODY_SWALLOWED:
        return true;
    case BODY_FORM:
        return form_urlencoded(rq->a, c->in.s, c->in.n, &c->form, rq->err);
    case BODY_MULTIPART:
        return multipart_end(c->multipart, &c->form, rq->err);
    case BODY_JSON:
        if (!json_read(c->in.s, c->in.n, &c->json, rq->err))
            return false;
        rq->json = c->json;
        return true;
    }
    return false;
}
