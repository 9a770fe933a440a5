/*
 * Routes are compared segment by segment. A few hundred comparisons of short texts
 * take microseconds, so there is no cleverer structure.
 */
#include "web/router.h"

#include "base/err.h"

#include <string.h>

struct router {
    const struct route **route;
    size_t n;
};

/* The segment that starts behind the slash at *s; moves *s to the next slash or the end. */
static struct bytes segment_next(const char **s)
{
    const char *start = *s + 1;
    const char *end = start + strcspn(start, "/");

    *s = end;
    return (struct bytes){ (const unsigned char *)start, (size_t)(end - start) };
}

static bool segment_is_param(struct bytes s)
{
    return s.n > 2 && s.s[0] == '{' && s.s[s.n - 1] == '}';
}

static bool path_is_valid(const char *path)
{
    size_t params = 0;

    if (path[0] != '/' || strchr(path, '?') || strchr(path, '#'))
        return false;
    for (const char *s = path; *s;) {
        struct bytes segment = segment_next(&s);
        if (segment.n == 0 && path[1] != '\0')
            return false;
        params += segment_is_param(segment);
    }
    return params <= ROUTE_PARAMS;
}

/* Whether two paths take the same requests, whatever their parameters are called. */
static bool paths_equal(const char *one, const char *two)
{
    while (*one && *two) {
        struct bytes a = segment_next(&one);
        struct bytes b = segment_next(&two);
        if (segment_is_param(a) && segment_is_param(b))
            continue;
        if (a.n != b.n || memcmp(a.s, b.s, a.n) != 0)
            return false;
    }
    return *one == *two;
}

static bool route_add(struct router *r, const struct route *route, struct err *err)
{
    if (!path_is_valid(route->path) || !route->run || route->method == 0)
        return err_internal(err, "route %s is not one", route->path);
    for (size_t i = 0; i < r->n; i++)
        if (r->route[i]->method == route->method && paths_equal(r->route[i]->path, route->path))
            return err_internal(err, "route %s stands twice", route->path);
    r->route[r->n++] = route;
    return true;
}

bool router_new(struct arena *a, const struct route *const *tables, struct router **out,
                struct err *err)
{
    struct router *r = ARENA_NEW(a, struct router);
    size_t n = 0;

    for (size_t t = 0; tables[t]; t++)
        for (const struct route *route = tables[t]; route->path; route++)
            n++;
    r->route = ARENA_ARRAY(a, const struct route *, n + 1);
    for (size_t t = 0; tables[t]; t++)
        for (const struct route *route = tables[t]; route->path; route++)
            if (!route_add(r, route, err))
                return false;
    *out = r;
    return true;
}

size_t router_count(const struct router *r)
{
    return r->n;
}

const struct route *router_at(const struct router *r, size_t i)
{
    return r->route[i];
}

/* Fills `m` with the parameters if the path fits the pattern. */
static bool route_fits(struct arena *a, const char *pattern, const char *path,
                       struct route_match *m)
{
    m->n_params = 0;
    while (*pattern && *path) {
        struct bytes want = segment_next(&pattern);
        struct bytes got = segment_next(&path);
        if (!segment_is_param(want)) {
            if (want.n != got.n || memcmp(want.s, got.s, got.n) != 0)
                return false;
            continue;
        }
        if (got.n == 0)
            return false;
        m->params[m->n_params++] = (struct route_param){
            .name = (const char *)want.s + 1,
            .name_n = want.n - 2,
            .value = arena_strn(a, (const char *)got.s, got.n),
        };
    }
    return *pattern == *path;
}

/* Whether, at the first segment in which the two differ, `one` is the written one. */
static bool path_is_closer(const char *one, const char *two)
{
    while (*one && *two) {
        bool one_param = segment_is_param(segment_next(&one));
        bool two_param = segment_is_param(segment_next(&two));
        if (one_param != two_param)
            return two_param;
    }
    return false;
}

void router_find(struct arena *a, const struct router *r, const char *path, enum method method,
                 int flags, struct route_match *out)
{
    *out = (struct route_match){ 0 };
    if (path[0] != '/')
        return;
    for (size_t i = 0; i < r->n; i++) {
        const struct route *route = r->route[i];
        struct route_match m = { .route = route };

        if ((route->flags & flags) != flags || !route_fits(a, route->path, path, &m))
            continue;
        m.methods = out->methods | (int)route->method;
        out->methods = m.methods;
        if (route->method != method)
            continue;
        if (!out->route || path_is_closer(route->path, out->route->path))
            *out = m;
    }
}

const char *router_allow(struct arena *a, int methods)
{
    static const struct {
        enum method method;
        const char *name;
    } names[] = {
        { GET, "GET, HEAD" }, { POST, "POST" },     { PUT, "PUT" },
        { PATCH, "PATCH" },   { DELETE, "DELETE" },
    };
    struct buf b = buf_new(a);

    for (size_t i = 0; i < COUNT(names); i++) {
        if (!(methods & (int)names[i].method))
            continue;
        if (b.n > 0)
            buf_str(&b, ", ");
        buf_str(&b, names[i].name);
    }
    return buf_text(&b);
}
