/* The body of a request: which kind a route takes, and reading it. */
#include "web/call.h"

#include "web/form_field.h"
#include "web/json_look.h"

#include <string.h>
#include <strings.h>

enum { LONG_TEXT = 64 * 1024 };

static bool type_is(const char *header, const char *type)
{
    size_t n = strcspn(header, "; \t");

    return n == strlen(type) && strncasecmp(header, type, n) == 0;
}

/* A program is told what it is to send. */
static bool type_refused(struct call *c)
{
    unsigned flags = c->rq.route->flags;

    if (!(flags & ROUTE_API))
        return call_refuse(c, 415, ERR_INVALID, N_("This kind of content is not accepted here."));
    call_refuse(c, 415, ERR_INVALID, N_("Send the body with the Content-Type {type}."));
    err_arg(c->rq.err, "type", flags & ROUTE_UPLOAD ? "multipart/form-data" : "application/json");
    return false;
}

static bool multipart_begin(struct call *c, const char *type)
{
    struct req *rq = &c->rq;
    bool (*uploads)(struct req * rq, struct form_sink * sink) = rq->app->uploads;
    bool texts = rq->route->flags & ROUTE_TEXT_FILES;
    bool files = (rq->route->flags & ROUTE_UPLOAD) && uploads;

    c->sink = texts && !rq->too_large ? text_files_sink(rq->a) : form_sink_nowhere;
    if (files && !rq->too_large && !uploads(rq, &c->sink))
        return false;
    c->kind = BODY_MULTIPART;
    return multipart_new(rq->a, type, (size_t)rq->app->config->body_limit,
                         files || texts || rq->too_large ? &c->sink : NULL, &c->multipart, rq->err);
}

/* A long text grows in one piece: nothing of it stands in memory twice while the rest is awaited,
 * and what never comes takes none. */
static void text_room(struct call *c)
{
    int64_t limit = c->rq.app->config->body_limit;
    size_t size = (size_t)(c->length < limit ? c->length : limit) + 1;

    if (size > LONG_TEXT)
        c->in = (struct buf){ .a = c->rq.a, .s = arena_room(c->rq.a, size), .size = size };
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
        rq->too_large |= c->length > rq->app->config->body_limit;
        text_room(c);
        return !rq->too_large || !api || form_too_large(rq->err);
    }
    return type_refused(c);
}

bool call_words_begin(struct call *c)
{
    c->rq.too_large |= (c->rq.route->flags & ROUTE_UPLOAD) != 0; /* its files are dropped */
    return call_body_begin(c) && (c->kind == BODY_FORM || c->kind == BODY_MULTIPART);
}

/* The first bytes of a form that is too large are kept, so that its words can be given back. */
static void text_add(struct call *c, const char *s, size_t n)
{
    size_t limit = (size_t)c->rq.app->config->body_limit;
    size_t room = limit > c->in.n ? limit - c->in.n : 0;

    buf_add(&c->in, s, n < room ? n : room);
}

static void multipart_add(struct call *c, const void *s, size_t n)
{
    if (multipart_feed(c->multipart, s, n, c->rq.err))
        return;
    c->refused = true;
    c->words = false;
    if (c->rq.err->kind == ERR_TOO_LARGE)
        multipart_so_far(c->multipart, &c->form);
}

void call_body(struct call *c, const void *s, size_t n)
{
    c->seen += (int64_t)n;
    if ((c->refused && !c->words) || c->kind == BODY_SWALLOWED)
        return;
    if (c->kind == BODY_MULTIPART)
        multipart_add(c, s, n);
    else
        text_add(c, s, n);
}

bool call_body_end(struct call *c)
{
    struct req *rq = &c->rq;

    switch (c->kind) {
    case BODY_NONE:
    case BODY_SWALLOWED:
        return true;
    case BODY_FORM:
        return form_urlencoded(rq->a, c->in.s,
                               rq->too_large ? form_whole(c->in.s, c->in.n) : c->in.n, &c->form,
                               rq->err);
    case BODY_MULTIPART:
        if (!multipart_end(c->multipart, &c->form, rq->err))
            return false;
        if ((rq->route->flags & ROUTE_TEXT_FILES) && !rq->too_large)
            text_files_add(rq->a, &c->sink, &c->form);
        return true;
    case BODY_JSON:
        if (!json_read(c->in.s, c->in.n, &c->json, rq->err)) {
            c->refused_status = rq->err->kind == ERR_TOO_LARGE ? 0 : 400;
            return false;
        }
        rq->json = c->json;
        return true;
    }
    return false;
}
