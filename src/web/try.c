/* What server.c does with a connection, done with a struct. */
#include "web/try.h"

#include "web/call.h"

#include <string.h>
#include <strings.h>

static void header_add(struct head *head, const char *name, const char *value)
{
    head->headers[head->n++] = (struct header){ name, strlen(name), value, strlen(value) };
}

/* "Name: value" lines; a line without a colon is a name without a value. */
static void headers_add(struct arena *a, struct head *head, const char *lines)
{
    while (lines && *lines && head->n < HEAD_HEADERS - 3) {
        size_t n = strcspn(lines, "\n");
        const char *line = arena_strn(a, lines, n);
        size_t name = strcspn(line, ":");
        const char *value = line + name + (line[name] == ':');
        header_add(head, arena_strn(a, line, name), value + strspn(value, " "));
        lines += n + (lines[n] == '\n');
    }
}

static void head_fill(struct arena *a, const struct try_request *ask, size_t n, struct head *head)
{
    head->method = ask->method ? ask->method : ask->body ? "POST" : "GET";
    head->target = ask->target;
    head->version = "HTTP/1.1";
    head->peer = ask->peer ? ask->peer : "192.0.2.1";
    headers_add(a, head, ask->headers);
    if (head_count(head, "Host") == 0)
        header_add(head, "Host", "complaints.example");
    if (!ask->body)
        return;
    header_add(head, "Content-Length", arena_printf(a, "%zu", n));
    header_add(head, "Content-Type", ask->type ? ask->type : "application/x-www-form-urlencoded");
}

static void body_send(struct call *c, const struct try_request *ask, size_t n)
{
    size_t piece = ask->piece > 0 ? ask->piece : n;

    for (size_t at = 0; at < n; at += piece)
        call_body(c, ask->body + at, piece < n - at ? piece : n - at);
}

static void stream_collect(struct arena *a, struct call *c)
{
    struct bytes piece;

    while (c->next(c->from, a, &piece, c->rq.err) && piece.n > 0)
        buf_add(&c->rq.body, (const char *)piece.s, piece.n);
}

static void headers_collect(const struct req *rq, struct try_answer *out)
{
    for (int i = 0; i < rq->n_headers; i++)
        out->headers[out->n_headers++] = rq->headers[i];
    for (size_t i = 0; i < reply_headers_n; i++)
        if (!reply_has(rq, reply_headers[i].name))
            out->headers[out->n_headers++] = reply_headers[i];
}

void try_call(struct arena *a, struct app *app, const struct try_request *ask,
              struct try_answer *out)
{
    struct call *c = ARENA_NEW(a, struct call);
    size_t n = ask->n > 0 ? ask->n : ask->body ? strlen(ask->body) : 0;

    *out = (struct try_answer){ 0 };
    head_fill(a, ask, n, &c->head);
    call_begin(c, app, a);
    body_send(c, ask, n);
    call_end(c);
    if (ask->undone)
        call_undone(c, ask->undone);
    if (c->next)
        stream_collect(a, c);
    headers_collect(&c->rq, out);
    out->status = c->rq.status;
    out->type = c->rq.content_type;
    out->body = buf_text(&c->rq.body);
    out->n = c->rq.body.n;
    call_free(c);
}

const char *try_header(const struct try_answer *answer, const char *name)
{
    for (size_t i = 0; i < answer->n_headers; i++)
        if (strcasecmp(answer->headers[i].name, name) == 0)
            return answer->headers[i].value;
    return NULL;
}
