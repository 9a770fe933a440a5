/*
 * Routes are cut into segments once, a path when it comes. A few hundred comparisons of a
 * number and a length take a few microseconds, so there is no cleverer structure.
 */
#include "web/router.h"

#include "base/err.h"

#include <string.h>

enum { SEGMENTS = 12 };

/* The parts of a path between its slashes; more than SEGMENTS are counted, not kept. */
struct segments {
    struct bytes part[SEGMENTS];
    size_t n;
    unsigned params; /* of a route: a bit for each part that takes anything */
};

struct entry {
    const struct route *route;
    struct segments segments;
};

struct router {
    struct entry *entry;
    size_t n;
    const struct entry **by_length; /* those of one segment, of two and so on */
    size_t end[SEGMENTS + 1];       /* where those of that many end */
};

static void segments_cut(const char *path, struct segments *out)
{
    out->n = 0;
    out->params = 0;
    while (*path) {
        const char *start = path + 1;
        size_t n = strcspn(start, "/");

        if (out->n < SEGMENTS)
            out->part[out->n] = (struct bytes){ (const unsigned char *)start, n };
        out->n++;
        path = start + n;
    }
}

static void params_mark(struct segments *s)
{
    for (size_t i = 0; i < s->n && i < SEGMENTS; i++) {
        struct bytes p = s->part[i];
        if (p.n > 2 && p.s[0] == '{' && p.s[p.n - 1] == '}')
            s->params |= 1u << i;
    }
}

static bool is_param(const struct segments *s, size_t i)
{
    return s->params >> i & 1;
}

static bool segment_is(struct bytes a, struct bytes b)
{
    return a.n == b.n && memcmp(a.s, b.s, a.n) == 0;
}

static bool path_is_valid(const char *path, const struct segments *s)
{
    size_t params = 0;

    if (path[0] != '/' || strchr(path, '?') || strchr(path, '#') || s->n > SEGMENTS)
        return false;
    for (size_t i = 0; i < s->n; i++) {
        if (s->part[i].n == 0 && path[1] != '\0')
            return false;
        params += is_param(s, i);
    }
    return params <= ROUTE_PARAMS;
}

/* Whether two paths take the same requests, whatever their parameters are called. */
static bool paths_equal(const struct segments *one, const struct segments *two)
{
    if (one->n != two->n)
        return false;
    for (size_t i = 0; i < one->n; i++)
        if (!segment_is(one->part[i], two->part[i]) && !(is_param(one, i) && is_param(two, i)))
            return false;
    return true;
}

static bool route_add(struct router *r, const struct route *route, struct err *err)
{
    struct entry *e = &r->entry[r->n];

    e->route = route;
    segments_cut(route->path, &e->segments);
    params_mark(&e->segments);
    if (!path_is_valid(route->path, &e->segments) || !route->run || route->method == 0)
        return err_internal(err, "route %s is not one", route->path);
    for (size_t i = 0; i < r->n; i++)
        if (r->entry[i].route->method == route->method &&
            paths_equal(&r->entry[i].segments, &e->segments))
            return err_internal(err, "route %s stands twice", route->path);
    r->n++;
    return true;
}

/* A path is held against routes of its own length alone. */
static void lengths_sort(struct arena *a, struct router *r)
{
    size_t n = 0;

    r->by_length = ARENA_ARRAY(a, const struct entry *, r->n + 1);
    for (size_t length = 0; length <= SEGMENTS; length++) {
        for (size_t i = 0; i < r->n; i++)
            if (r->entry[i].segments.n == length)
                r->by_length[n++] = &r->entry[i];
        r->end[length] = n;
    }
}

bool router_new(struct arena *a, const struct route *const *tables, struct router **out,
                struct err *err)
{
    struct router *r = ARENA_NEW(a, struct router);
    size_t n = 0;

    for (size_t t = 0; tables[t]; t++)
        for (const struct route *route = tables[t]; route->path; route++)
            n++;
    r->entry = ARENA_ARRAY(a, struct entry, n + 1);
    for (size_t t = 0; tables[t]; t++)
        for (const struct route *route = tables[t]; route->path; route++)
            if (!route_add(r, route, err))
                return false;
    lengths_sort(a, r);
    *out = r;
    return true;
}

size_t router_count(const struct router *r)
{
    return r->n;
}

const struct route *router_at(const struct router *r, size_t i)
{
    return r->entry[i].route;
}

/* Whether the path fits the pattern, both of one length. Most routes begin alike and differ in
 * the last part, so they are held against each other from the end. */
static bool route_fits(const struct segments *want, const struct segments *got)
{
    for (size_t i = want->n; i-- > 0;) {
        bool param = is_param(want, i);
        if (param ? got->part[i].n == 0 : !segment_is(want->part[i], got->part[i]))
            return false;
    }
    return true;
}

/* Whether, at the first segment in which the two differ, `one` is the written one. */
static bool path_is_closer(const struct segments *one, const struct segments *two)
{
    for (size_t i = 0; i < one->n && i < two->n; i++) {
        if (is_param(one, i) != is_param(two, i))
            return !is_param(one, i);
    }
    return false;
}

static void params_take(struct arena *a, const struct segments *want, const struct segments *got,
                        struct route_match *m)
{
    for (size_t i = 0; i < want->n; i++)
        if (is_param(want, i))
            m->params[m->n_params++] = (struct route_param){
                .name = (const char *)want->part[i].s + 1,
                .name_n = want->part[i].n - 2,
                .value = arena_strn(a, (const char *)got->part[i].s, got->part[i].n),
            };
}

void router_find(struct arena *a, const struct router *r, const char *path, enum method method,
                 int flags, struct route_match *out)
{
    const struct entry *best = NULL;
    struct segments got;

    *out = (struct route_match){ 0 };
    if (path[0] != '/')
        return;
    segments_cut(path, &got);
    if (got.n == 0 || got.n > SEGMENTS)
        return;
    for (size_t i = r->end[got.n - 1]; i < r->end[got.n]; i++) {
        const struct entry *e = r->by_length[i];

        if ((e->route->flags & flags) != flags || !route_fits(&e->segments, &got))
            continue;
        out->methods |= (int)e->route->method;
        if (e->route->method == method && (!best || path_is_closer(&e->segments, &best->segments)))
            best = e;
    }
    if (!best)
        return;
    out->route = best->route;
    params_take(a, &best->segments, &got, out);
}

const char *router_allow(struct arena *a, int methods)
{
    struct buf b = buf_new(a);

    for (int m = GET; m <= DELETE; m *= 2)
        if (methods & m)
            buf_printf(&b, "%s%s%s", b.n > 0 ? ", " : "", method_name((enum method)m),
                       m == GET ? ", HEAD" : "");
    return buf_text(&b);
}
