/*
 * Which route a path belongs to. The route tables of all steps are joined once at
 * the start; the joined table can be walked, so that a test can hold every route
 * against the table of rights.
 */
#ifndef WEB_ROUTER_H
#define WEB_ROUTER_H

#include "web/req.h"

struct router;

/* Joins tables that each end with a route without path; `tables` ends with NULL.
 * Refuses a path that is not one and two routes for the same path and method. */
MUST_CHECK bool router_new(struct arena *a, const struct route *const *tables, struct router **out,
                           struct err *err);
size_t router_count(const struct router *r);
const struct route *router_at(const struct router *r, size_t i);

enum { ROUTE_PARAMS = 6 };

struct route_param {
    const char *name; /* points into the route's path, `name_n` bytes */
    size_t name_n;
    const char *value;
};

struct route_match {
    const struct route *route; /* NULL: none for this method */
    int methods;               /* all methods of this path, or 0: no such path */
    struct route_param params[ROUTE_PARAMS];
    size_t n_params;
};

/* Finds the route of a decoded path. Where several fit, a written segment goes before
 * a `{name}`. Only routes that have all `flags` count. */
void router_find(struct arena *a, const struct router *r, const char *path, enum method method,
                 int flags, struct route_match *out);

/* "GET, HEAD, POST" for an Allow header. */
const char *router_allow(struct arena *a, int methods);

#endif
