/*
 * Between libmicrohttpd and a call. The library tells us of a request three times:
 * when its first line is there (a call is made), when its head is there (the guard
 * and the router look at it before any of the body is read), and for each piece of
 * the body. What we answer at the second time closes the connection afterwards.
 */
#include "web/server.h"

#include "web/call.h"
#include "web/connection.h"
#include "web/log.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/* So many answers wait for one flush at most: writers of other processes wait as well. */
enum { GROUP = 16 };

/* Behind so many pages one more that writes has its turn in a round, however many read. */
enum { READS_BEFORE_WRITE = 8 };

enum { DAEMONS = 8, ARENAS_KEPT = 32, MEMORY_PER_CONNECTION = 32 * 1024, PIECE = 64 * 1024 };

struct request;

struct server {
    struct app *app;
    struct request *waiting; /* their answers wait for the flush */
    size_t n_waiting;
    struct request *queue, **queue_end; /* whole requests that write, before their turn */
    size_t reads;                       /* answered in this round */
    bool resumed; /* the library has been told of some, and looks at them in its next round */
    struct MHD_Daemon *daemon[DAEMONS];
    size_t n;
    struct connections list;
    struct arena *arenas[ARENAS_KEPT]; /* emptied, for the next requests */
    size_t n_arenas;
    int64_t reaped; /* when the list was last looked through */
    bool draining;
};

/* A connection, with the one request that may be under way on it. */
struct line {
    struct connection c; /* first */
    struct server *server;
};

/* A request under way, in its own arena. */
struct request {
    struct call call;
    struct server *server;
    struct line *line;
    struct arena *a;
    struct arena *piece; /* of a streamed answer; NULL before */
    struct bytes rest;   /* of the present piece */
    struct request *next_waiting;
    struct MHD_Connection *connection;
    bool waits, answered;
    bool head_seen;
    int64_t began;
    int64_t us; /* until the answer was ready */
    int status;
};

/* -- arenas -- */

static struct arena *arena_take(struct server *s)
{
    return s->n_arenas > 0 ? s->arenas[--s->n_arenas] : arena_new();
}

static void arena_give(struct server *s, struct arena *a)
{
    if (s->n_arenas == ARENAS_KEPT) {
        arena_free(a);
        return;
    }
    arena_reset(a);
    s->arenas[s->n_arenas++] = a;
}

/* -- from the library to the call -- */

static const char *peer_address(struct arena *a, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char text[INET6_ADDRSTRLEN] = "";

    if (!info || !info->client_addr)
        return "";
    if (info->client_addr->sa_family == AF_INET6) {
        const struct sockaddr_in6 *six = (const void *)info->client_addr;
        if (IN6_IS_ADDR_V4MAPPED(&six->sin6_addr))
            inet_ntop(AF_INET, six->sin6_addr.s6_addr + 12, text, sizeof text);
        else
            inet_ntop(AF_INET6, &six->sin6_addr, text, sizeof text);
    } else if (info->client_addr->sa_family == AF_INET) {
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)info->client_addr)->sin_addr,
                  text, sizeof text);
    }
    return arena_str(a, text);
}

/* Library 0.9.75 glues a folded line to the name of its header, in other memory: a length would be
 * lost, or a name become one. Of every other header the value stands behind the name, after a
 * colon and blanks. Later versions refuse folded lines themselves. */
static bool folded(const char *name, size_t name_n, const char *value)
{
    uintptr_t behind = (uintptr_t)name + name_n + 1, at = (uintptr_t)value;

    if (strcmp(MHD_get_version(), "0.9.75") != 0)
        return false;
    if (at < behind || at - behind > MEMORY_PER_CONNECTION)
        return true;
    for (const char *s = name + name_n + 1; s < value; s++)
        if (*s != ' ' && *s != '\t')
            return true;
    return false;
}

static enum MHD_Result header_add(void *cls, enum MHD_ValueKind kind, const char *name,
                                  size_t name_n, const char *value, size_t value_n)
{
    struct head *head = cls;

    (void)kind;
    if (head->n == HEAD_HEADERS) {
        head->too_many = true;
        return MHD_NO;
    }
    head->folded |= value && folded(name, name_n, value);
    head->headers[head->n++] = (struct header){ name, name_n, value ? value : "", value_n };
    return MHD_YES;
}

static void *request_new(void *cls, const char *target, struct MHD_Connection *connection)
{
    struct server *s = cls;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct arena *a = arena_take(s);
    struct request *r = ARENA_NEW(a, struct request);

    r->server = s;
    r->a = a;
    r->line = info ? info->socket_context : NULL;
    r->call.head.target = arena_str(a, target);
    return r;
}

static void request_free(void *cls, struct MHD_Connection *connection, void **con_cls,
                         enum MHD_RequestTerminationCode why)
{
    struct request *r = *con_cls;
    struct call *c = r ? &r->call : NULL;

    (void)cls;
    (void)connection;
    if (!r)
        return;
    if (r->head_seen) {
        bool whole = why == MHD_REQUEST_TERMINATED_COMPLETED_OK;
        log_request(c, whole ? r->status : 0, r->us, c->next ? c->size : (int64_t)c->rq.body.n);
        call_free(c);
    }
    if (r->line) {
        r->line->c.served = true;
        connection_phase(&r->line->c, CONNECTION_HEAD, monotonic_now());
    }
    if (r->piece)
        arena_give(r->server, r->piece);
    arena_give(r->server, r->a);
    *con_cls = NULL;
}

static void line_notify(void *cls, struct MHD_Connection *connection, void **socket_context,
                        enum MHD_ConnectionNotificationCode what)
{
    struct server *s = cls;
    const union MHD_ConnectionInfo *info;

    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        struct line *line = *socket_context;
        if (line)
            connection_remove(&s->list, &line->c);
        free(line);
        return;
    }
    info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct line *line = calloc(1, sizeof *line);
    if (!line || !info) {
        free(line);
        return;
    }
    line->server = s;
    connection_add(&s->list, &line->c, info->connect_fd, monotonic_now());
    *socket_context = line;
}

/* -- from the call to the library -- */

static void waiting_settle(struct server *s);

static ssize_t piece_read(void *cls, uint64_t position, char *buffer, size_t max)
{
    struct request *r = cls;
    size_t n;

    (void)position;
    if (r->rest.n == 0) {
        struct err *err = r->call.rq.err;
        waiting_settle(r->server);
        arena_reset(r->piece);
        if (!r->call.next(r->call.from, r->piece, &r->rest, err)) {
            log_error(r->server->app, r->call.id, err);
            return MHD_CONTENT_READER_END_WITH_ERROR;
        }
        if (r->rest.n == 0)
            return MHD_CONTENT_READER_END_OF_STREAM;
    }
    n = r->rest.n < max ? r->rest.n : max;
    memcpy(buffer, r->rest.s, n);
    r->rest.s += n;
    r->rest.n -= n;
    if (r->line && r->call.size < 0)
        r->line->c.bytes += (int64_t)n; /* the deadline of an answer without a known length */
    return (ssize_t)n;
}

static struct MHD_Response *response_new(struct request *r)
{
    struct call *c = &r->call;

    if (!c->next)
        return MHD_create_response_from_buffer(c->rq.body.n, buf_text(&c->rq.body),
                                               MHD_RESPMEM_PERSISTENT);
    r->piece = arena_take(r->server);
    return MHD_create_response_from_callback(c->size >= 0 ? (uint64_t)c->size : MHD_SIZE_UNKNOWN,
                                             PIECE, piece_read, r, NULL);
}

static void response_headers(struct MHD_Response *response, const struct req *rq)
{
    bool cached = rq->route && (rq->route->flags & ROUTE_STATIC) && rq->status < 300;

    for (size_t i = 0; i < reply_headers_n; i++) {
        const struct answer_header *h = &reply_headers[i];
        if (reply_has(rq, h->name) || (cached && strcmp(h->name, "Cache-Control") == 0))
            continue;
        MHD_add_response_header(response, h->name, h->value);
    }
    for (int i = 0; i < rq->n_headers; i++)
        MHD_add_response_header(response, rq->headers[i].name, rq->headers[i].value);
    if (rq->content_type)
        MHD_add_response_header(response, "Content-Type", rq->content_type);
    if (rq->close)
        MHD_add_response_header(response, "Connection", "close");
}

/* -- one flush for several requests --
 *
 * What the requests of one round of the loop write is flushed together, and only then are they
 * answered. A reader settles first, so that nobody is shown what may not be stored. */

static void waiting_settle(struct server *s)
{
    struct app *app = s->app;
    struct err err = { 0 };
    bool stored;

    if (!app->owes || !app->db || !app->owes(app->db))
        return;
    stored = app->settle(app->db, &err);
    if (!stored)
        log_error(app, "", &err);
    for (struct request *r = s->waiting; r && r->waits; r = r->next_waiting) {
        r->waits = false;
        if (!stored)
            call_undone(&r->call, &err);
    }
}

/* Those that wait are told: the library comes back to us for each. */
static void waiting_end(struct server *s)
{
    struct request *r = s->waiting;

    waiting_settle(s);
    s->resumed = r;
    s->waiting = NULL;
    s->n_waiting = 0;
    while (r) {
        struct request *next = r->next_waiting;
        MHD_resume_connection(r->connection);
        r = next;
    }
}

static void waiting_add(struct request *r, struct MHD_Connection *connection)
{
    struct server *s = r->server;

    r->connection = connection;
    r->waits = true;
    r->next_waiting = s->waiting;
    s->waiting = r;
    s->n_waiting++;
}

/* Whoever said with the request that nothing more comes is gone for the library as soon as it
 * looks for more, which it does before an answer that waited. */
static bool half_closed(const struct request *r)
{
    char byte;

    return r->line && recv(r->line->c.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/* Alone, a request has nobody to share a flush with. */
static void call_end_gathering(struct request *r)
{
    struct server *s = r->server;
    struct app *app = s->app;
    bool gathers = app->gather && app->db && r->call.rq.method != GET && s->list.n > 1;

    if (gathers)
        app->gather(app->db, true);
    call_end(&r->call);
    if (gathers)
        app->gather(app->db, false);
}

/* -- from the call to the library, continued -- */

static enum MHD_Result request_send(struct request *r, struct MHD_Connection *connection)
{
    struct call *c = &r->call;
    struct MHD_Response *response;
    enum MHD_Result queued;

    if (r->server->draining)
        c->rq.close = true;
    response = response_new(r);
    if (!response)
        return MHD_NO;
    response_headers(response, &c->rq);
    r->status = c->rq.status;
    r->us = monotonic_now() - r->began;
    queued = MHD_queue_response(connection, (unsigned)r->status, response);
    MHD_destroy_response(response);
    if (r->line) {
        connection_phase(&r->line->c, CONNECTION_ANSWER, monotonic_now());
        r->line->c.bytes = !c->next ? (int64_t)c->rq.body.n : c->size > 0 ? c->size : 0;
    }
    return queued;
}

static enum MHD_Result request_answer(struct request *r, struct MHD_Connection *connection)
{
    struct server *s = r->server;
    struct app *app = s->app;

    r->answered = true;
    s->reads += r->call.rq.method == GET;
    call_end_gathering(r);
    if (!app->owes || !app->db || !app->owes(app->db))
        return request_send(r, connection);
    waiting_add(r, connection);
    if (half_closed(r)) {
        waiting_settle(s);
        s->waiting = r->next_waiting;
        s->n_waiting--;
        return request_send(r, connection);
    }
    MHD_suspend_connection(connection);
    if (s->n_waiting % GROUP == 0)
        waiting_settle(s);
    return MHD_YES;
}

/* -- turns --
 *
 * Where what is written is waited for on the way to the database and back, some that write would
 * keep every page waiting that came with them. They queue, and in each round one has its turn,
 * behind those that read. */

static bool queue_add(struct request *r, struct MHD_Connection *connection)
{
    struct server *s = r->server;
    struct app *app = s->app;

    if (!app->takes_turns || !app->takes_turns(app) || r->call.rq.method == GET || s->list.n < 2 ||
        half_closed(r))
        return false;
    if (r->line)
        connection_phase(&r->line->c, CONNECTION_TURN, monotonic_now());
    r->connection = connection;
    r->next_waiting = NULL;
    *s->queue_end = r;
    s->queue_end = &r->next_waiting;
    MHD_suspend_connection(connection);
    return true;
}

static struct request *queue_take(struct server *s)
{
    struct request *r = s->queue;

    s->queue = r->next_waiting;
    if (!s->queue)
        s->queue_end = &s->queue;
    MHD_resume_connection(r->connection);
    s->resumed = true;
    return r;
}

static void turns_run(struct server *s)
{
    for (size_t i = 0; i <= s->reads / READS_BEFORE_WRITE && s->queue; i++) {
        struct request *r = queue_take(s);
        r->answered = true;
        call_end(&r->call);
    }
    s->reads = 0;
}

/* The head is there: nothing of the body was read yet. */
static enum MHD_Result request_begin(struct request *r, struct MHD_Connection *connection,
                                     const char *method, const char *version)
{
    struct call *c = &r->call;
    bool early;

    r->head_seen = true;
    r->began = monotonic_now();
    if (r->line)
        connection_phase(&r->line->c, CONNECTION_BODY, r->began);
    c->head.method = arena_str(r->a, method);
    c->head.version = arena_str(r->a, version);
    c->head.peer = peer_address(r->a, connection);
    MHD_get_connection_values_n(connection, MHD_HEADER_KIND, header_add, &c->head);
    call_begin(c, r->server->app, r->a);
    early = c->refused && (c->rq.close || head_length(&c->head) > call_swallows(c));
    if (!early)
        return MHD_YES;
    c->rq.close = true;
    return request_answer(r, connection);
}

static enum MHD_Result access_handler(void *cls, struct MHD_Connection *connection, const char *url,
                                      const char *method, const char *version, const char *data,
                                      size_t *n, void **con_cls)
{
    struct request *r = *con_cls;

    (void)cls;
    (void)url;
    if (!r)
        return MHD_NO;
    if (r->answered)
        return request_send(r, connection);
    if (strcmp(method, "POST") != 0)
        waiting_settle(r->server);
    if (!r->head_seen)
        return request_begin(r, connection, method, version);
    if (*n > 0) {
        if (r->line)
            r->line->c.bytes += (int64_t)*n;
        call_body(&r->call, data, *n);
        *n = 0;
        return MHD_YES;
    }
    return queue_add(r, connection) ? MHD_YES : request_answer(r, connection);
}

/* We undo percent-encoding ourselves, strictly. */
static size_t no_unescape(void *cls, struct MHD_Connection *connection, char *s)
{
    (void)cls;
    (void)connection;
    return strlen(s);
}

/* -- life cycle -- */

static struct MHD_Daemon *daemon_start(struct server *s, int fd)
{
    const struct config *config = s->app->config;
    bool proxied = config->trusted_proxies.n > 0;
    struct MHD_OptionItem options[] = {
        { MHD_OPTION_LISTEN_SOCKET, fd, NULL },
        { MHD_OPTION_CONNECTION_LIMIT, config->connections, NULL },
        { MHD_OPTION_PER_IP_CONNECTION_LIMIT, proxied ? 0 : config->connections_per_address, NULL },
        { MHD_OPTION_CONNECTION_TIMEOUT, config->idle_seconds, NULL },
        { MHD_OPTION_CONNECTION_MEMORY_LIMIT, MEMORY_PER_CONNECTION, NULL },
        { MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, NULL },
        { MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)line_notify, s },
        { MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)request_free, s },
        { MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)request_new, s },
        { MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)no_unescape, s },
#if MHD_VERSION >= 0x00097701 /* refuses folded lines and those that end with LF alone */
        { MHD_OPTION_CLIENT_DISCIPLINE_LVL, 1, NULL },
#endif
        { MHD_OPTION_END, 0, NULL },
    };

    return MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
                            access_handler, s, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

bool server_new(struct app *app, const int *sockets, size_t n, struct server **out, struct err *err)
{
    struct server *s = calloc(1, sizeof *s);

    if (!s || n == 0 || n > DAEMONS) {
        free(s);
        return err_internal(err, "cannot serve %zu sockets", n);
    }
    s->app = app;
    s->queue_end = &s->queue;
    for (size_t i = 0; i < n; i++) {
        s->daemon[i] = daemon_start(s, sockets[i]);
        if (!s->daemon[i]) {
            server_free(s);
            return err_internal(err, "the HTTP library does not start");
        }
        s->n++;
    }
    *out = s;
    return true;
}

void server_free(struct server *s)
{
    while (s->queue)
        queue_take(s);
    for (size_t i = 0; i < s->n; i++)
        MHD_stop_daemon(s->daemon[i]);
    while (s->n_arenas > 0)
        arena_free(s->arenas[--s->n_arenas]);
    free(s);
}

size_t server_descriptors(const struct server *s, int *fds, size_t size)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n && n < size; i++) {
        const union MHD_DaemonInfo *info =
            MHD_get_daemon_info(s->daemon[i], MHD_DAEMON_INFO_EPOLL_FD);
        if (info)
            fds[n++] = info->epoll_fd;
    }
    return n;
}

int server_timeout(const struct server *s)
{
    unsigned long long least = 1000; /* the list of connections is looked through each second */

    if (s->resumed || s->queue)
        return 0;
    for (size_t i = 0; i < s->n; i++) {
        MHD_UNSIGNED_LONG_LONG ms;
        if (MHD_get_timeout(s->daemon[i], &ms) == MHD_YES && ms < least)
            least = ms;
    }
    return (int)least;
}

void server_run(struct server *s)
{
    int64_t now = monotonic_now();

    size_t waited;

    /* While some join, others come. */
    do {
        waited = s->n_waiting;
        for (size_t i = 0; i < s->n; i++)
            MHD_run(s->daemon[i]);
    } while (s->n_waiting > waited && s->n_waiting < GROUP);
    waiting_end(s);
    turns_run(s);
    if (now - s->reaped < SECONDS(1) / 2)
        return;
    s->reaped = now;
    connections_reap(&s->list, s->app->config, now);
    if (s->draining)
        connections_end_idle(&s->list);
}

void server_drain(struct server *s)
{
    s->draining = true;
    for (size_t i = 0; i < s->n; i++)
        MHD_quiesce_daemon(s->daemon[i]);
    connections_end_idle(&s->list);
}

size_t server_connections(const struct server *s)
{
    return s->list.n;
}
