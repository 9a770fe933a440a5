/* Listening sockets. */
#ifndef WEB_LISTEN_H
#define WEB_LISTEN_H

#include "base/err.h"

/* Splits "127.0.0.1:8080", "[::1]:8080" or "localhost:8080"; false when it is none. */
bool listen_split(const char *address, char *host, size_t size, char *port, size_t port_size);
/*
 * Nobody listens there yet, not even a program that would share the address as our workers do:
 * the other would get half of the complaints. An error says what to do. Port 0 is always free.
 */
MUST_CHECK bool listen_free(const char *address, struct err *err);
/* A socket that listens there, one of several (SO_REUSEPORT), closed on exec. */
MUST_CHECK bool listen_open(const char *address, int *fd, struct err *err);

#endif
