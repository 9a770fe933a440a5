/*
 * The connections of a worker and their deadlines. The HTTP library only counts
 * seconds without a byte, so a client that sends one byte now and then would keep
 * its place for ever: a list of all connections, looked through each second,
 * ends those that take longer than the configuration allows. [D14]
 */
#ifndef WEB_CONNECTION_H
#define WEB_CONNECTION_H

#include "base/date.h"
#include "web/config.h"

/* In the queue (web/server.c) it waits for us: nobody is cut for that. */
enum connection_phase { CONNECTION_HEAD, CONNECTION_BODY, CONNECTION_TURN, CONNECTION_ANSWER };

struct connection {
    struct connection *next, *before;
    int fd;
    enum connection_phase phase;
    int64_t since; /* monotonic microseconds: when the phase began */
    int64_t bytes; /* of the body so far, or of the whole answer */
    bool served;   /* it had a request before: between two requests it may idle */
    bool ended;
};

struct connections {
    struct connection *first;
    size_t n;
};

void connection_add(struct connections *list, struct connection *c, int fd, int64_t now);
void connection_remove(struct connections *list, struct connection *c);
void connection_phase(struct connection *c, enum connection_phase phase, int64_t now);

/* The moment at which it has taken too long. */
int64_t connection_deadline(const struct connection *c, const struct config *config);
/* Ends those past their deadline by shutdown(2): the library then closes them. */
size_t connections_reap(struct connections *list, const struct config *config, int64_t now);
/* Ends those that wait for a request. */
void connections_end_idle(struct connections *list);

#endif
