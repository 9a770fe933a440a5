/*
 * A small server for tests of the web alone: a route for each thing that can
 * happen, without database and pages.
 *
 *     try_server --data DIR
 */
#include "web/app.h"
#include "web/serve.h"

#include "web/log.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static bool hello(struct req *rq)
{
    rq->status = 200;
    rq->content_type = "text/plain; charset=utf-8";
    buf_printf(&rq->body, "hello %s %s %s\n", rq->lang->tag, rq->source, rq->path);
    return true;
}

static bool who(struct req *rq)
{
    rq->status = 200;
    rq->content_type = "text/plain; charset=utf-8";
    buf_printf(&rq->body, "%d", (int)getpid());
    return true;
}

static bool item(struct req *rq)
{
    rq->status = 200;
    rq->content_type = "text/plain; charset=utf-8";
    buf_printf(&rq->body, "item %s", req_param(rq, "id"));
    return true;
}

static bool echo(struct req *rq)
{
    rq->status = 201;
    rq->content_type = "text/plain; charset=utf-8";
    for (size_t i = 0; i < rq->form->n; i++)
        buf_printf(&rq->body, "%s=%s\n", rq->form->fields[i].name, rq->form->fields[i].value);
    for (size_t i = 0; i < rq->form->n_files; i++)
        buf_printf(&rq->body, "%s: %s %" PRId64 "\n", rq->form->files[i].name,
                   rq->form->files[i].file_name, rq->form->files[i].size);
    return true;
}

struct pair {
    const char *name;
    int count;
};
static const struct field pair_fields[] = {
    FIELD(struct pair, name, .required = true),
    FIELD(struct pair, count),
};
static const struct record pair_record = RECORD(struct pair, pair_fields);

static bool api_echo(struct req *rq)
{
    struct pair pair = { 0 };

    return json_record(rq->a, rq->json, &pair_record, &pair, rq->err) &&
           req_json(rq, 200, &pair_record, &pair);
}

static bool filed(struct req *rq)
{
    return req_throttle(rq, THROTTLE_FILING, NULL) && echo(rq);
}

/* What is waited for. */
static bool slow(struct req *rq)
{
    usleep(200 * 1000);
    return echo(rq);
}

static bool takes_turns(const struct app *app)
{
    (void)app;
    return true;
}

static bool fails(struct req *rq)
{
    static const struct {
        const char *name;
        enum err_kind kind;
    } kinds[] = { { "busy", ERR_BUSY }, { "full", ERR_FULL }, { "conflict", ERR_CONFLICT } };

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(req_param(rq, "kind"), kinds[i].name) == 0)
            return err_set(rq->err, kinds[i].kind, N_("Page not found"));
    return err_internal(rq->err, "secret detail");
}

static bool crashes(struct req *rq)
{
    (void)rq;
    raise(SIGABRT);
    return true;
}

struct count {
    int left;
};

static bool line_next(void *from, struct arena *a, struct bytes *piece, struct err *err)
{
    struct count *count = from;

    (void)err;
    *piece = (struct bytes){ 0 };
    if (count->left-- > 0)
        *piece = arena_bytes(a, "0123456789abcdef", 16);
    return true;
}

static bool streamed(struct req *rq)
{
    struct count *count = ARENA_NEW(rq->a, struct count);
    const char *lines = form_text(rq->query, "lines");

    count->left = lines ? (int)strtol(lines, NULL, 10) : 100000;
    return req_stream(rq, "text/csv; charset=utf-8", "some \"file\".csv", -1, line_next, count);
}

static const struct route routes[] = {
    { GET, "/hello", 0, hello, 0 },
    { GET, "/page", 0, hello, ROUTE_LANG },
    { GET, "/who", 0, who, 0 },
    { GET, "/items/{id}", 0, item, 0 },
    { GET, "/stream", 0, streamed, 0 },
    { GET, "/fails/{kind}", 0, fails, 0 },
    { GET, "/crash", 0, crashes, 0 },
    { GET, "/secret", 1, hello, 0 },
    { POST, "/echo", 0, echo, ROUTE_PUBLIC_FORM },
    { POST, "/slow", 0, slow, ROUTE_PUBLIC_FORM },
    { POST, "/session", 0, echo, 0 },
    { POST, "/files", 0, echo, ROUTE_PUBLIC_FORM | ROUTE_UPLOAD },
    { POST, "/filed", 0, filed, ROUTE_PUBLIC_FORM },
    { POST, "/api/echo", 0, api_echo, ROUTE_API },
    { 0 },
};

static bool sink_begin(void *to, const char *field, const char *file_name, const char *type,
                       int64_t *staged, struct err *err)
{
    (void)to;
    (void)field;
    (void)type;
    *staged = 1;
    if (strstr(file_name, ".exe"))
        return err_field(err, "files", N_("Files are not accepted here."));
    return true;
}

static bool uploads(struct req *rq, struct form_sink *sink)
{
    (void)rq;
    *sink = form_sink_nowhere;
    sink->begin = sink_begin;
    return true;
}

static bool probe(struct app *app, struct err *err)
{
    (void)app;
    (void)err;
    return true;
}

static const struct job jobs[] = { { "probe", 3, probe }, { 0 } };

struct prepared {
    const struct config *config;
    struct arena *a;
};

static int run_child(void *ctx, const char *role)
{
    const struct prepared *prepared = ctx;
    static const unsigned char master[KEY_BYTES] = { 1 };
    const struct route *const tables[] = { routes, health_routes, static_routes, NULL };
    struct app app = { .config = prepared->config,
                       .lang = &langs[0],
                       .uploads = uploads,
                       .takes_turns = takes_turns };
    struct router *router;
    struct err err = { 0 };
    struct child child;

    if (!child_begin(role, &child, &err) || !zone_open("UTC", &app.zone, &err) ||
        !router_new(prepared->a, tables, &router, &err)) {
        log_event("error", role, 0, "not started", err.detail);
        return EXIT_CONFIG;
    }
    app.router = router;
    app.vault = vault_from_bytes(master);
    return child.clerk ? clerk_run(&app, &child, jobs) : worker_run(&app, &child);
}

int main(int argc, char **argv)
{
    AUTO_ARENA a = arena_new();
    struct config config;
    struct prepared prepared = { &config, a };
    struct err err = { 0 };
    const char *data = NULL, *role = NULL;
    int lock;

    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--data") == 0)
            data = argv[i + 1];
        if (strcmp(argv[i], "--child") == 0)
            role = argv[i + 1];
    }
    if (!data || !config_load(a, data, &config, &err)) {
        fprintf(stderr, "%s\n", data ? err.detail : "--data DIR");
        return EXIT_CONFIG;
    }
    if (role)
        return run_child(&prepared, role);
    if (!serve_lock_wait(data, &lock, &err))
        return EXIT_HELD;
    return serve_supervise(&config, &(struct serve_child){ run_child, &prepared, argv, lock });
}
