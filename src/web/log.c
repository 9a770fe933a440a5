/* Each line is one write, so that lines of several processes do not mix. */
#include "web/log.h"

#include "web/call.h"

#include <stdio.h>
#include <unistd.h>

static void line_begin(struct buf *b, const char *level)
{
    char now[INSTANT_TEXT];

    instant_text(instant_now(), now);
    buf_printf(b, "{\"time\":\"%s\",\"level\":\"%s\"", now, level);
}

static void line_text(struct buf *b, const char *name, const char *value)
{
    if (!value)
        return;
    buf_printf(b, ",\"%s\":", name);
    buf_json(b, value, strlen(value));
}

static void line_end(struct buf *b)
{
    buf_str(b, "}\n");
    /* A log that cannot be written must not stop anybody's complaint. */
    if (write(STDERR_FILENO, b->s, b->n) < 0)
        return;
}

/* So short that it tells sources of a day apart and cannot be turned back. */
static const char *source_hash(const struct call *c)
{
    const struct req *rq = &c->rq;
    unsigned char mac[MAC_BYTES];

    if (!rq->app->vault || !rq->source)
        return NULL;
    vault_mac_text(rq->app->vault, MAC_SOURCE, rq->source, mac);
    return hex_text(rq->a, mac, 4);
}

void log_request(const struct call *c, int status, int64_t us, int64_t bytes)
{
    const struct req *rq = &c->rq;
    struct buf b = buf_new(rq->a);

    if (rq->app->config->log_level < LOG_INFO)
        return;
    line_begin(&b, "info");
    line_text(&b, "event", "request");
    line_text(&b, "id", c->id);
    line_text(&b, "method", c->is_head ? "HEAD" : method_name(rq->method));
    line_text(&b, "route", rq->route ? rq->route->path : "-");
    buf_printf(&b, ",\"status\":%d,\"us\":%" PRId64 ",\"bytes\":%" PRId64 ",\"worker\":%d", status,
               us, bytes, rq->app->worker);
    line_text(&b, "source", source_hash(c));
    line_text(&b, "guard", c->why);
    line_end(&b);
}

void log_error(const struct app *app, const char *id, const struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct buf b = buf_new(a);

    line_begin(&b, "error");
    line_text(&b, "event", "failure");
    line_text(&b, "id", id);
    line_text(&b, "what", err->text);
    line_text(&b, "detail", err->detail[0] ? err->detail : NULL);
    buf_printf(&b, ",\"worker\":%d", app->worker);
    line_end(&b);
}

void log_event(const char *level, const char *who, int number, const char *event,
               const char *detail)
{
    AUTO_ARENA a = arena_new();
    struct buf b = buf_new(a);

    line_begin(&b, level);
    line_text(&b, "event", event);
    line_text(&b, "who", who);
    buf_printf(&b, ",\"number\":%d,\"pid\":%d", number, (int)getpid());
    line_text(&b, "detail", detail);
    line_end(&b);
}
