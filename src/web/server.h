/*
 * The HTTP server of one worker: the only code that knows libmicrohttpd. One
 * single-threaded daemon per listening socket, driven by the worker's own loop.
 * docs/decisions/0004-http.md
 */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "web/app.h"

struct server;

/* Serves on listening sockets that were bound before. */
MUST_CHECK bool server_new(struct app *app, const int *sockets, size_t n, struct server **out,
                           struct err *err);
void server_free(struct server *s);

/* Descriptors that become readable when there is something to do; how many. */
size_t server_descriptors(const struct server *s, int *fds, size_t size);
/* Milliseconds until server_run must be called at the latest. */
int server_timeout(const struct server *s);
/* Does what can be done without waiting. */
void server_run(struct server *s);

/* Takes no new connections, closes the idle ones, and answers what was begun. */
void server_drain(struct server *s);
size_t server_connections(const struct server *s);

#endif
