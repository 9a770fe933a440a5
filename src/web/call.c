/*
 * What happens to every request, in order: nobody's handler runs before the
 * guard, the route, the origin, the right, the limits and the form token agreed.
 */
#include "web/call.h"

#include "web/form_field.h"
#include "web/log.h"
#include "web/source.h"

#include "base/utf8.h"

#include <string.h>
#include <strings.h>

bool call_refuse(struct call *c, int status, enum err_kind kind, const char *text)
{
    if (c->rq.err->kind == ERR_NONE)
        c->refused_status = status;
    return err_set(c->rq.err, kind, text);
}

/* Drops "http://host" of the absolute form, which RFC 9112 3.2.2 makes us take. */
static const char *target_path(const char *target)
{
    const char *rest = NULL;

    if (strncasecmp(target, "http://", 7) == 0)
        rest = target + 7;
    else if (strncasecmp(target, "https://", 8) == 0)
        rest = target + 8;
    if (!rest)
        return target;
    rest += strcspn(rest, "/?");
    return *rest ? rest : "/";
}

static bool target_read(struct call *c)
{
    struct req *rq = &c->rq;
    const char *target = target_path(c->head.target);
    size_t n = strcspn(target, "?#");
    const char *query = target[n] == '?' ? target + n + 1 : "";
    char *path = arena_strn(rq->a, target, n);

    rq->path = "/";
    if (target[0] != '/' || !percent_decode(path, &n, false) || memchr(path, '\0', n) ||
        !utf8_valid(path, n))
        return call_refuse(c, 400, ERR_INVALID, N_("This request was not understood."));
    rq->path = path;
    if (form_urlencoded(rq->a, query, strlen(query), &c->query, rq->err))
        return true;
    err_clear(rq->err);
    return call_refuse(c, 400, ERR_INVALID, N_("This request was not understood."));
}

static void source_read(struct call *c)
{
    struct req *rq = &c->rq;
    const struct texts *trusted = &rq->app->config->trusted_proxies;
    const char *proto;

    rq->source = c->head.peer;
    if (trusted->n == 0 || !source_trusted(trusted, c->head.peer))
        return;
    rq->source = source_find(rq->a, trusted, c->head.peer, req_header(rq, "X-Forwarded-For"));
    proto = req_header(rq, "X-Forwarded-Proto");
    rq->secure = proto && strcasecmp(proto, "https") == 0;
}

static bool language_offered(const struct app *app, const struct lang *lang)
{
    const struct texts *offered = &app->config->languages;

    for (size_t i = 0; i < offered->n; i++)
        if (strcasecmp(offered->s[i], lang->tag) == 0)
            return true;
    return offered->n == 0;
}

/* What the browser asks for. Where that is not offered, the other way of writing the
 * same language is closer than the default. */
static const struct lang *browser_language(const struct req *rq)
{
    const struct lang *wanted = lang_accept(req_header(rq, "Accept-Language"), rq->app->lang);

    if (language_offered(rq->app, wanted))
        return wanted;
    for (size_t i = 0; i < LANGS; i++)
        if (strncmp(langs[i].tag, wanted->tag, 2) == 0 && language_offered(rq->app, &langs[i]))
            return &langs[i];
    return rq->app->lang;
}

/* The language of a path that begins with one, and the rest of the path. */
static const struct lang *path_language(const struct req *rq, const char **rest)
{
    const char *end = rq->path + 1 + strcspn(rq->path + 1, "/");
    const char *tag = arena_strn(rq->a, rq->path + 1, (size_t)(end - rq->path - 1));
    const struct lang *lang = lang_by_tag(tag);

    if (!lang || !language_offered(rq->app, lang))
        return NULL;
    *rest = *end ? end : "/";
    return lang;
}

static bool route_find(struct call *c)
{
    struct req *rq = &c->rq;
    const char *path = rq->path;
    const struct lang *in_path = path_language(rq, &path);

    if (in_path) {
        rq->lang = in_path;
        rq->path = path;
        rq->base = arena_printf(rq->a, "/%s", in_path->tag);
        c->lang_in_path = true;
    }
    router_find(rq->a, rq->app->router, rq->path, rq->method, in_path ? ROUTE_LANG : 0, &c->match);
    rq->route = c->match.route;
    if (rq->route)
        return true;
    if (c->match.methods == 0)
        return err_set(
            rq->err, ERR_NOT_FOUND,
            N_("There is nothing at this address that you can see. Check it for a slip."));
    req_add_header(rq, "Allow", router_allow(rq->a, c->match.methods));
    return call_refuse(c, 405, ERR_INVALID, N_("This page does not take what was sent."));
}

/* A method that nobody takes is told what its address takes, as any other is; "*" and what is no
 * path at all stand for the whole service. */
static bool method_refused(struct call *c)
{
    struct req *rq = &c->rq;
    int methods = 0;

    if (target_path(c->head.target)[0] == '/')
        return target_read(c) && route_find(c);
    for (size_t i = 0; i < router_count(rq->app->router); i++)
        methods |= (int)router_at(rq->app->router, i)->method;
    req_add_header(rq, "Allow", router_allow(rq->a, methods));
    return call_refuse(c, 405, ERR_INVALID, N_("This page does not take what was sent."));
}

static bool head_believed(struct call *c)
{
    int status = head_guard(&c->head, &c->why);

    if (status == 0)
        return true;
    c->rq.close = true;
    if (status == 405)
        return method_refused(c);
    if (c->head.target && strncmp(target_path(c->head.target), "/api/", 5) == 0)
        c->rq.path = "/api/"; /* a program reads the answer; the rest of it is not believed */
    if (status == 411)
        return call_refuse(c, status, ERR_INVALID,
                           N_("Send the body whole, with its Content-Length."));
    if (status == 415)
        return call_refuse(c, status, ERR_INVALID,
                           N_("Send the body as it is, without Content-Encoding."));
    return call_refuse(c, status, ERR_INVALID, N_("This request was not understood."));
}

static bool length_allowed(struct call *c)
{
    const struct config *config = c->rq.app->config;
    int flags = c->rq.route->flags;

    c->length = head_length(&c->head);
    if (c->length <= (flags & ROUTE_UPLOAD ? config->upload_limit : config->body_limit))
        return true;
    c->rq.too_large = !(flags & ROUTE_API) && c->length <= call_swallows(c);
    return c->rq.too_large || form_too_large(c->rq.err);
}

static bool origin_allowed(struct call *c)
{
    const struct req *rq = &c->rq;
    const char *key = req_header(rq, "Authorization");

    if (rq->method == GET)
        return true;
    if ((rq->route->flags & ROUTE_API) && key && strncasecmp(key, "Bearer ", 7) == 0)
        return true;
    return call_from_own_page(c) ||
           call_refuse(c, 403, ERR_INVALID,
                       N_("This was sent from another page than ours, so it was not accepted."));
}

bool call_identify(struct req *rq)
{
    const struct app *app = rq->app;
    bool ok;

    if (!app->identify)
        return true;
    if (!app->look || !rq->db)
        return app->identify(rq);
    app->look(rq, app);
    ok = app->identify(rq);
    app->look_end(rq->db);
    return ok;
}

/* Missing and forbidden answer alike, except that somebody unknown may log in. [S49] */
static bool right_allowed(struct req *rq)
{
    const struct app *app = rq->app;

    if (rq->route->flags & (ROUTE_STATIC | ROUTE_NO_DB))
        return rq->route->right == 0;
    if (!app->db && app->needs_db)
        return err_set(rq->err, ERR_BUSY, N_("The service cannot be reached at the moment."));
    if (!call_identify(rq))
        return false;
    if (rq->route->right == 0)
        return true;
    if (!rq->user)
        return err_set(rq->err, ERR_UNAUTHORISED, N_("Please log in."));
    if (app->allowed && app->allowed(rq, rq->route->right))
        return true;
    return err_set(rq->err, ERR_NOT_FOUND,
                   N_("There is nothing at this address that you can see. Check it for a slip."));
}

static bool api_throttled(struct req *rq)
{
    if (!(rq->route->flags & ROUTE_API))
        return true;
    return req_throttle(rq, THROTTLE_API, NULL);
}

static void call_prepare(struct call *c, struct app *app, struct arena *a)
{
    struct req *rq = &c->rq;

    rq->a = a;
    rq->app = app;
    rq->db = app->db;
    rq->now = instant_now();
    rq->today = zone_date(app->zone, rq->now, NULL);
    rq->query = &c->query;
    rq->form = &c->form;
    rq->path = "/";
    rq->base = "";
    rq->source = c->head.peer;
    rq->body = buf_new(a);
    rq->method = method_read(c->head.method);
    c->is_head = strcmp(c->head.method, "HEAD") == 0;
    rq->lang = browser_language(rq);
    snprintf(c->id, sizeof c->id, "%s", random_hex(a, (CALL_ID - 1) / 2));
}

/* Whose session ended while they wrote gets back what they wrote. [D4] */
static bool words_wanted(struct call *c)
{
    struct req *rq = &c->rq;
    struct err why = *rq->err;

    if (why.kind != ERR_UNAUTHORISED || (rq->route->flags & ROUTE_API) || rq->method == GET)
        return false;
    err_clear(rq->err);
    c->words = call_words_begin(c);
    *rq->err = why;
    return c->words;
}

/* They are read after the reason stands, and give none of their own. */
static void words_read(struct call *c)
{
    struct err why = *c->rq.err;

    err_clear(c->rq.err);
    if (c->words && !call_body_end(c))
        c->form.n = 0;
    *c->rq.err = why;
}

void call_begin(struct call *c, struct app *app, struct arena *a)
{
    call_prepare(c, app, a);
    c->refused = !(head_believed(c) && target_read(c) && (source_read(c), route_find(c)) &&
                   length_allowed(c) && origin_allowed(c) && api_throttled(&c->rq) &&
                   right_allowed(&c->rq) && call_body_begin(c));
    if (c->refused && !words_wanted(c))
        c->kind = BODY_SWALLOWED;
}

int64_t call_swallows(const struct call *c)
{
    const struct config *config = c->rq.app->config;

    if (c->rq.close)
        return 0;
    if (c->rq.route && (c->rq.route->flags & ROUTE_UPLOAD))
        return 4 * config->upload_limit;
    return 4 * config->body_limit;
}

/* A form of a session carries the session's token; an API request with a session
 * too, one with a key or without anybody does not. [S22] [S23] */
static bool token_needed(const struct req *rq)
{
    if (rq->method == GET || (rq->route->flags & ROUTE_PUBLIC_FORM))
        return false;
    if (rq->route->flags & ROUTE_API)
        return rq->user && !req_header(rq, "Authorization");
    return true;
}

static bool token_valid(struct call *c)
{
    struct req *rq = &c->rq;

    if (!token_needed(rq))
        return true;
    if (rq->app->form_token_valid && rq->app->form_token_valid(rq))
        return true;
    return call_refuse(c, 403, ERR_INVALID,
                       N_("This form is too old, or you logged in again since. Go back, load the "
                          "page again and send it once more."));
}

static bool handler_run(struct req *rq)
{
    bool ok;

    if (!rq->app->look || !rq->db)
        return rq->route->run(rq);
    rq->app->look(rq, rq->route);
    ok = rq->route->run(rq);
    rq->app->look_end(rq->db);
    return ok;
}

/* A handler that answers with nothing at all forgot something; one that ends early may have
 * answered. */
static bool call_run(struct call *c)
{
    struct req *rq = &c->rq;

    c->ran = true;
    c->n_headers = rq->n_headers;
    if (rq->app->sent_before && rq->app->sent_before(rq))
        return true;
    if (!handler_run(rq) && (rq->err->kind != ERR_NONE || rq->status == 0))
        return rq->err->kind == ERR_NONE ? err_internal(rq->err, "handler gave no reason") : false;
    return rq->status != 0 || err_internal(rq->err, "handler gave no answer");
}

/* What a real write met is part of what /health tells; in need it is known already. */
static void room_note(const struct req *rq)
{
    if (!rq->app->shared || rq->method == GET)
        return;
    if (rq->err->kind == ERR_FULL && !atomic_load(&rq->app->shared->in_need))
        atomic_store(&rq->app->shared->no_room, monotonic_now());
    else if (rq->err->kind == ERR_NONE)
        atomic_store(&rq->app->shared->no_room, 0);
}

/* What could fill the rest of the disk waits; its words were read, to be given back. [D6] */
static bool room_allowed(struct call *c)
{
    enum { FILES_FROM = 64 * 1024 };
    const struct req *rq = &c->rq;
    bool files = (rq->route->flags & ROUTE_UPLOAD) && head_length(&c->head) > FILES_FROM;

    if (!rq->app->shared || !atomic_load(&rq->app->shared->in_need) || rq->method == GET ||
        (!files && !(rq->route->flags & ROUTE_TAKES)))
        return true;
    return err_set(c->rq.err, ERR_FULL,
                   N_("There is no room left to keep anything new. Nothing was saved: please keep "
                      "your text, and send it later."));
}

/* The words of a form that is too large were read all the same: only for them. */
static bool size_allowed(struct call *c)
{
    const struct req *rq = &c->rq;

    return !rq->too_large || (rq->route->flags & ROUTE_LARGE) || form_too_large(c->rq.err);
}

void call_end(struct call *c)
{
    bool answered = !c->refused && call_body_end(c) && token_valid(c) && size_allowed(c) &&
                    room_allowed(c) && call_run(c);

    if (c->refused)
        words_read(c);
    room_note(&c->rq);
    if (!answered)
        call_answer_error(c);
}

void call_undone(struct call *c, const struct err *why)
{
    struct req *rq = &c->rq;
    bool answered;

    if (!c->ran)
        return;
    err_clear(rq->err);
    rq->status = 0;
    rq->body.n = 0;
    rq->content_type = NULL;
    rq->n_headers = c->n_headers;
    c->next = NULL;
    rq->app->refuse(rq->db, why);
    answered = call_run(c);
    rq->app->refuse(rq->db, NULL);
    room_note(rq);
    if (!answered)
        call_answer_error(c);
}

void call_free(struct call *c)
{
    if (c->rq.app && c->rq.app->finished)
        c->rq.app->finished(&c->rq);
    json_decref(c->json);
    c->json = NULL;
}
