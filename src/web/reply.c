/* What handlers answer with, and the headers that no answer goes without. [S19] [S27] [S56] */
#include "web/call.h"

#include "web/error_names.h"
#include "web/json_look.h"
#include "web/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Scripts, styles and pictures are ours alone. A browser that knows "same-origin" sends
 * its Origin with our own forms and nothing to others; with "no-referrer" alone it would
 * say "null" with our own forms. The last policy a browser knows wins. */
const struct answer_header reply_headers[] = {
    { "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
      "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
      "frame-ancestors 'none'" },
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "no-referrer, same-origin" },
    { "Strict-Transport-Security", "max-age=31536000; includeSubDomains" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "X-Frame-Options", "DENY" },
    { "Permissions-Policy", "camera=(), geolocation=(), microphone=()" },
    { "Cache-Control", "no-store" },
};
const size_t reply_headers_n = COUNT(reply_headers);

bool reply_has(const struct req *rq, const char *name)
{
    for (int i = 0; i < rq->n_headers; i++)
        if (strcasecmp(rq->headers[i].name, name) == 0)
            return true;
    return false;
}

/* Controls would end the header early; they become "?". [S1] */
static const char *header_clean(struct arena *a, const char *value)
{
    char *clean = arena_str(a, value);

    for (char *s = clean; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f)
            *s = '?';
    return clean;
}

void req_add_header(struct req *rq, const char *name, const char *value)
{
    if (rq->n_headers == (int)COUNT(rq->headers)) {
        log_event("error", "worker", rq->n_headers, "no room for a header", name);
        return;
    }
    rq->headers[rq->n_headers++] = (struct answer_header){ name, header_clean(rq->a, value) };
}

void req_set_cookie(struct req *rq, const char *name, const char *value)
{
    req_add_header(rq, "Set-Cookie",
                   arena_printf(rq->a, "%s=%s; Path=/; Secure; HttpOnly; SameSite=Strict%s", name,
                                value, *value ? "" : "; Max-Age=0"));
}

bool req_redirect(struct req *rq, const char *fmt, ...)
{
    va_list args;
    const char *to;

    va_start(args, fmt);
    to = arena_vprintf(rq->a, fmt, args);
    va_end(args);
    rq->status = 303;
    rq->body.n = 0;
    rq->content_type = "text/plain; charset=utf-8";
    req_add_header(rq, "Location", to);
    return true;
}

bool req_render(struct req *rq, const char *template, const struct record *r, const void *row)
{
    return req_render_status(rq, 200, template, r, row);
}

bool req_render_status(struct req *rq, int status, const char *template, const struct record *r,
                       const void *row)
{
    const struct app *app = rq->app;
    const void *layout = app->layout ? app->layout(rq) : NULL;
    struct template_env env = { .lang = rq->lang, .zone = app->zone, .today = rq->today };

    rq->body.n = 0;
    if (!template_render(app->templates, template, r, row, layout ? app->layout_record : NULL,
                         layout, &env, &rq->body, rq->err))
        return false;
    if (rq->method == POST)
        error_names(&rq->body, rq->lang);
    rq->status = status;
    rq->content_type = "text/html; charset=utf-8";
    req_add_header(rq, "Content-Language", rq->lang->tag);
    return true;
}

bool req_json(struct req *rq, int status, const struct record *r, const void *row)
{
    rq->body.n = 0;
    json_write(&rq->body, r, row);
    rq->status = status;
    rq->content_type = "application/json; charset=utf-8";
    return true;
}

/* RFC 6266: a plain name for old programs, the true one in UTF-8. Path parts, quotation
 * marks and direction marks have no place in either. [S31] */
static void disposition_add(struct req *rq, const char *name)
{
    struct buf plain = buf_new(rq->a);
    struct buf full = buf_new(rq->a);

    name = file_name_clean(rq->a, name, strlen(name));
    for (const char *s = name; *s; s++)
        buf_char(&plain, (unsigned char)*s < 0x7f && *s != '"' && *s != '\\' ? *s : '_');
    buf_url(&full, name, strlen(name));
    req_add_header(rq, "Content-Disposition",
                   arena_printf(rq->a, "attachment; filename=\"%s\"; filename*=UTF-8''%s",
                                buf_text(&plain), buf_text(&full)));
    req_add_header(rq, "Content-Security-Policy", "default-src 'none'; sandbox");
}

bool req_download(struct req *rq, const char *type, const char *name, struct bytes body)
{
    rq->body.n = 0;
    buf_add(&rq->body, (const char *)body.s, body.n);
    rq->status = 200;
    rq->content_type = type;
    disposition_add(rq, name);
    return true;
}

bool req_stream(struct req *rq, const char *type, const char *name, int64_t size,
                req_piece_fn *next, void *from)
{
    struct call *c = call_of(rq);

    rq->status = 200;
    rq->content_type = type;
    if (name)
        disposition_add(rq, name);
    c->next = next;
    c->from = from;
    c->size = size;
    return true;
}
