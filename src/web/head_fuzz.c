/*
 * The head of a request, line by line: what the guard believes has one host, clean values and a
 * length that counts; cookies, languages and the address it came from are read without leaving
 * what was sent.
 */
#include "base/fuzz.h"
#include "web/call.h"
#include "web/source.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

static void must(bool ok)
{
    if (!ok)
        abort();
}

/* The next line, without its end; false when there is none. */
static bool line_next(const char **at, const char *end, const char **line, size_t *n)
{
    const char *stop;

    if (*at >= end)
        return false;
    stop = memchr(*at, '\n', (size_t)(end - *at));
    *line = *at;
    *n = (size_t)((stop ? stop : end) - *at);
    *at = stop ? stop + 1 : end;
    return true;
}

/* "GET /path HTTP/1.1", its three words. */
static void first_read(struct arena *a, const char *line, size_t n, struct head *h)
{
    char *s = arena_strn(a, line, n);
    char *target = strchr(s, ' '), *version = target ? strchr(target + 1, ' ') : NULL;

    if (target)
        *target = '\0';
    if (version)
        *version = '\0';
    h->method = s;
    h->target = target ? target + 1 : "";
    h->version = version ? version + 1 : "";
}

static void header_read(const char *line, size_t n, struct head *h)
{
    const char *colon = memchr(line, ':', n);
    size_t name = colon ? (size_t)(colon - line) : n;
    size_t value = colon ? name + 1 : n;

    h->too_many = h->n == HEAD_HEADERS;
    if (h->too_many)
        return;
    while (value < n && line[value] == ' ')
        value++;
    h->headers[h->n++] = (struct header){ line, name, line + value, n - value };
}

static void cookies_hold(struct call *c, struct arena *a)
{
    const char *all = req_header(&c->rq, "Cookie"), *one = req_cookie(&c->rq, "a");

    must(!one || (all && !strchr(one, ';') && strstr(all, arena_printf(a, "a=%s", one))));
}

static bool is_address(const char *s)
{
    unsigned char b[16];

    return inet_pton(AF_INET, s, b) == 1 || inet_pton(AF_INET6, s, b) == 1;
}

/* A list that was written by whoever sent it moves nobody who is not behind a proxy of ours. */
static void source_holds(struct arena *a, const char *forwarded)
{
    const char *proxies[] = { "192.0.2.0/24", "2001:db8::/32" };
    struct texts trusted = { proxies, COUNT(proxies) };
    const char *far = source_find(a, &trusted, "198.51.100.7", forwarded);
    const char *near = source_find(a, &trusted, "192.0.2.1", forwarded);

    must(strcmp(far, "198.51.100.7") == 0);
    must(is_address(near) && is_address(source_network(a, near)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    struct call *c = ARENA_NEW(a, struct call);
    const char *at = (const char *)data, *end = at + n, *line = "", *why = NULL, *value;
    size_t len = 0;

    c->rq.a = a;
    line_next(&at, end, &line, &len);
    first_read(a, line, len, &c->head);
    while (line_next(&at, end, &line, &len))
        header_read(line, len, &c->head);
    if (head_guard(&c->head, &why) != 0) {
        must(why != NULL);
        return 0;
    }
    must(head_count(&c->head, "host") == 1 && head_length(&c->head) >= 0);
    for (size_t i = 0; i < c->head.n; i++)
        must(!memchr(c->head.headers[i].value, '\0', c->head.headers[i].value_n) &&
             !memchr(c->head.headers[i].value, '\r', c->head.headers[i].value_n));
    cookies_hold(c, a);
    value = head_value(a, &c->head, "Accept-Language");
    must(lang_accept(value, &langs[0]) != NULL);
    source_holds(a, head_value(a, &c->head, "X-Forwarded-For"));
    return 0;
}
