/* Looking at a request: parameters of the path, headers, cookies. */
#include "web/call.h"

#include "base/base.h"

#include <string.h>

const char *req_param(const struct req *rq, const char *name)
{
    const struct route_match *m = &call_of(rq)->match;

    for (size_t i = 0; i < m->n_params; i++)
        if (strlen(name) == m->params[i].name_n &&
            memcmp(m->params[i].name, name, m->params[i].name_n) == 0)
            return m->params[i].value;
    return "";
}

const char *req_header(const struct req *rq, const char *name)
{
    return head_value(rq->a, &call_of(rq)->head, name);
}

const char *req_cookie(const struct req *rq, const char *name)
{
    const char *s = req_header(rq, "Cookie");
    size_t n = strlen(name);

    while (s && *s) {
        size_t pair = strcspn(s, ";");
        if (pair > n && memcmp(s, name, n) == 0 && s[n] == '=')
            return arena_strn(rq->a, s + n + 1, pair - n - 1);
        s += pair;
        s += strspn(s, "; ");
    }
    return NULL;
}
