/*
 * Where a request comes from. X-Forwarded-For and -Proto count only when the
 * other end is one of the named proxies. [S28]
 */
#ifndef WEB_SOURCE_H
#define WEB_SOURCE_H

#include "base/arena.h"
#include "web/config.h"

/* "10.0.0.0/8", "192.0.2.1", "2001:db8::/32" */
bool network_valid(const char *network);
bool network_has(const char *network, const char *address);

/* The client's address: the last of `forwarded` (X-Forwarded-For, may be NULL) that is
 * not a trusted proxy, or the peer itself. */
const char *source_find(struct arena *a, const struct texts *trusted, const char *peer,
                        const char *forwarded);
bool source_trusted(const struct texts *trusted, const char *peer);

/* The part of an address that limits count by: all of IPv4, a /64 of IPv6. */
const char *source_network(struct arena *a, const char *address);

#endif
