#include "web/connection.h"

#include <sys/socket.h>

void connection_add(struct connections *list, struct connection *c, int fd, int64_t now)
{
    *c = (struct connection){ .next = list->first, .fd = fd, .since = now };
    if (list->first)
        list->first->before = c;
    list->first = c;
    list->n++;
}

void connection_remove(struct connections *list, struct connection *c)
{
    if (c->before)
        c->before->next = c->next;
    else
        list->first = c->next;
    if (c->next)
        c->next->before = c->before;
    list->n--;
}

void connection_phase(struct connection *c, enum connection_phase phase, int64_t now)
{
    c->phase = phase;
    c->since = now;
    c->bytes = 0;
}

int64_t connection_deadline(const struct connection *c, const struct config *config)
{
    int64_t rate = config->bytes_per_second > 0 ? config->bytes_per_second : 1;

    switch (c->phase) {
    case CONNECTION_HEAD:
        return c->since + SECONDS(c->served ? config->idle_seconds : config->head_seconds);
    case CONNECTION_TURN:
        return INT64_MAX;
    case CONNECTION_BODY:
    case CONNECTION_ANSWER:
        break;
    }
    return c->since + SECONDS(config->body_seconds + c->bytes / rate);
}

static void connection_end(struct connection *c)
{
    if (!c->ended)
        shutdown(c->fd, SHUT_RDWR);
    c->ended = true;
}

size_t connections_reap(struct connections *list, const struct config *config, int64_t now)
{
    size_t n = 0;

    for (struct connection *c = list->first; c; c = c->next) {
        if (c->ended || now < connection_deadline(c, config))
            continue;
        connection_end(c);
        n++;
    }
    return n;
}

void connections_end_idle(struct connections *list)
{
    for (struct connection *c = list->first; c; c = c->next)
        if (c->phase == CONNECTION_HEAD)
            connection_end(c);
}
