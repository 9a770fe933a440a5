/* Which route a path belongs to. */
#include "base/tap.h"
#include "web/router.h"

#include <string.h>

static bool run(struct req *rq)
{
    (void)rq;
    return true;
}

static const struct route one[] = {
    { GET, "/", 0, run, 0 },
    { GET, "/desk/complaints/{reference}", 0, run, 0 },
    { POST, "/desk/complaints/{reference}/notes", 0, run, 0 },
    { GET, "/desk/complaints/new", 0, run, 0 },
    { GET, "/complain", 0, run, ROUTE_LANG },
    { 0 },
};
static const struct route two[] = {
    { POST, "/desk/complaints/new", 0, run, 0 },
    { DELETE, "/a/{x}/c/{y}", 0, run, 0 },
    { 0 },
};

static const struct {
    const char *what;
    enum method method;
    const char *path;
    int flags;
    const char *route; /* NULL = none */
    const char *first; /* the first parameter */
    const char *allow; /* when the method is not one of the path's */
} cases[] = {
    { "the start", GET, "/", 0, "/", NULL, NULL },
    { "a parameter", GET, "/desk/complaints/2026-000001", 0, "/desk/complaints/{reference}",
      "2026-000001", NULL },
    { "a written segment goes before a parameter", GET, "/desk/complaints/new", 0,
      "/desk/complaints/new", NULL, NULL },
    { "a second table", POST, "/desk/complaints/new", 0, "/desk/complaints/new", NULL, NULL },
    { "a segment behind a parameter", POST, "/desk/complaints/x/notes", 0,
      "/desk/complaints/{reference}/notes", "x", NULL },
    { "[S26] another method names those there are", GET, "/desk/complaints/x/notes", 0, NULL, NULL,
      "POST" },
    { "[S26] several methods", DELETE, "/desk/complaints/new", 0, NULL, NULL, "GET, HEAD, POST" },
    { "an empty parameter is none", GET, "/desk/complaints/", 0, NULL, NULL, "" },
    { "a longer path", GET, "/desk/complaints/x/y", 0, NULL, NULL, "" },
    { "a shorter path", GET, "/desk", 0, NULL, NULL, "" },
    { "no slash at the beginning", GET, "desk", 0, NULL, NULL, "" },
    { "two slashes", GET, "//", 0, NULL, NULL, "" },
    { "flags that the route has", GET, "/complain", ROUTE_LANG, "/complain", NULL, NULL },
    { "flags that it does not have", GET, "/", ROUTE_LANG, NULL, NULL, "" },
    { "two parameters", DELETE, "/a/1/c/2", 0, "/a/{x}/c/{y}", "1", NULL },
};

static bool refused(struct arena *a, const struct route *table)
{
    const struct route *const tables[] = { table, NULL };
    struct router *r;
    struct err err = { 0 };

    return !router_new(a, tables, &r, &err) && err.kind == ERR_INTERNAL;
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    const struct route *const tables[] = { one, two, NULL };
    struct router *r;
    struct err err = { 0 };

    TAP("tables are joined", router_new(a, tables, &r, &err) && router_count(r) == 7);
    TAP("the joined table can be walked", router_at(r, 6) == &two[1]);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct route_match m;
        router_find(a, r, cases[i].path, cases[i].method, cases[i].flags, &m);
        TAP_TEXT(cases[i].what, m.route ? m.route->path : NULL, cases[i].route);
        if (cases[i].first)
            TAP_TEXT(cases[i].what, m.n_params > 0 ? m.params[0].value : NULL, cases[i].first);
        if (cases[i].allow)
            TAP_TEXT(cases[i].what, router_allow(a, m.methods), cases[i].allow);
    }

    static const struct route twice[] = { { GET, "/a/{x}", 0, run, 0 },
                                          { GET, "/a/{y}", 0, run, 0 },
                                          { 0 } };
    static const struct route no_slash[] = { { GET, "a", 0, run, 0 }, { 0 } };
    static const struct route no_handler[] = { { GET, "/a", 0, NULL, 0 }, { 0 } };
    static const struct route empty_segment[] = { { GET, "/a//b", 0, run, 0 }, { 0 } };
    TAP("the same path twice is refused", refused(a, twice));
    TAP("a path without slash is refused", refused(a, no_slash));
    TAP("a route without handler is refused", refused(a, no_handler));
    TAP("an empty segment is refused", refused(a, empty_segment));
    return tap_done();
}
