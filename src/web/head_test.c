/* The guard: what is refused before anything else happens. [S25] [S26] */
#include "base/tap.h"
#include "web/head.h"

#include <string.h>

struct line {
    const char *name, *value;
};

static const struct {
    const char *what;
    const char *method, *version, *target;
    struct line lines[4]; /* without Host: it is added */
    bool no_host;
    int status;
} cases[] = {
    { "[S25] a plain request", "GET", "HTTP/1.1", "/", { { 0 } }, false, 0 },
    { "[S25] HTTP/1.0 with a host", "GET", "HTTP/1.0", "/", { { 0 } }, false, 0 },
    { "[S25] a host with its port", "GET", "HTTP/1.1", "/", { { "Host", "[::1]:80" } }, true, 0 },
    { "[S25] a length", "POST", "HTTP/1.1", "/", { { "Content-Length", "12" } }, false, 0 },
    { "[S25] a tab in a value", "GET", "HTTP/1.1", "/", { { "Accept", "a\tb" } }, false, 0 },
    { "[S25] bytes above ASCII in a value",
      "GET",
      "HTTP/1.1",
      "/",
      { { "X", "\xc3\xa9" } },
      false,
      0 },
    { "[S26] TRACE", "TRACE", "HTTP/1.1", "/", { { 0 } }, false, 405 },
    { "[S26] CONNECT", "CONNECT", "HTTP/1.1", "/", { { 0 } }, false, 405 },
    { "[S26] OPTIONS", "OPTIONS", "HTTP/1.1", "*", { { 0 } }, false, 405 },
    { "[S26] a method in small letters", "get", "HTTP/1.1", "/", { { 0 } }, false, 405 },
    { "[S25] another version", "GET", "HTTP/2.0", "/", { { 0 } }, false, 505 },
    { "[S25] no host", "GET", "HTTP/1.1", "/", { { 0 } }, true, 400 },
    { "[S25] an empty host", "GET", "HTTP/1.1", "/", { { "Host", "" } }, true, 400 },
    { "[S25] two hosts", "GET", "HTTP/1.1", "/", { { "host", "b" } }, false, 400 },
    { "[S25] a host with a path", "GET", "HTTP/1.1", "/", { { "Host", "a/b" } }, true, 400 },
    { "[S25] a host with a user", "GET", "HTTP/1.1", "/", { { "Host", "u@a" } }, true, 400 },
    { "[S25] two lengths",
      "POST",
      "HTTP/1.1",
      "/",
      { { "Content-Length", "1" }, { "Content-Length", "1" } },
      false,
      400 },
    { "[S25] a signed length",
      "POST",
      "HTTP/1.1",
      "/",
      { { "Content-Length", "+1" } },
      false,
      400 },
    { "[S25] a length list", "POST", "HTTP/1.1", "/", { { "Content-Length", "1,1" } }, false, 400 },
    { "[S25] an empty length", "POST", "HTTP/1.1", "/", { { "Content-Length", "" } }, false, 400 },
    { "[S25] an absurd length",
      "POST",
      "HTTP/1.1",
      "/",
      { { "Content-Length", "9999999999999999" } },
      false,
      400 },
    { "[S25] a length in sixteens",
      "POST",
      "HTTP/1.1",
      "/",
      { { "Content-Length", "0x1" } },
      false,
      400 },
    { "[S25] length and coding",
      "POST",
      "HTTP/1.1",
      "/",
      { { "Content-Length", "1" }, { "Transfer-Encoding", "chunked" } },
      false,
      400 },
    { "[S25] coding alone",
      "POST",
      "HTTP/1.1",
      "/",
      { { "Transfer-Encoding", "chunked" } },
      false,
      411 },
    { "compressed content",
      "POST",
      "HTTP/1.1",
      "/",
      { { "Content-Encoding", "gzip" } },
      false,
      415 },
    { "content as it is",
      "POST",
      "HTTP/1.1",
      "/",
      { { "Content-Encoding", "identity" } },
      false,
      0 },
    { "[S25] unknown coding",
      "POST",
      "HTTP/1.1",
      "/",
      { { "Transfer-Encoding", "x" } },
      false,
      411 },
    { "[S25] a blank in a name",
      "GET",
      "HTTP/1.1",
      "/",
      { { "Content-Length ", "1" } },
      false,
      400 },
    { "[S25] a folded name", "GET", "HTTP/1.1", "/", { { " b", "1" } }, false, 400 },
    { "[S25] an empty name", "GET", "HTTP/1.1", "/", { { "", "1" } }, false, 400 },
    { "[S25] a control in a name", "GET", "HTTP/1.1", "/", { { "a\x01", "1" } }, false, 400 },
    { "[S25] CR in a value", "GET", "HTTP/1.1", "/", { { "a", "b\rc" } }, false, 400 },
    { "[S25] LF in a value", "GET", "HTTP/1.1", "/", { { "a", "b\nc" } }, false, 400 },
    { "[S25] DEL in a value", "GET", "HTTP/1.1", "/", { { "a", "\x7f" } }, false, 400 },
    { "[S25] a blank in the target", "GET", "HTTP/1.1", "/a b", { { 0 } }, false, 400 },
    { "[S25] no target", "GET", "HTTP/1.1", "", { { 0 } }, false, 400 },
    { "[S25] the absolute form of another host",
      "GET",
      "HTTP/1.1",
      "http://evil.example/",
      { { 0 } },
      false,
      400 },
    { "[S25] the absolute form with a user",
      "GET",
      "HTTP/1.1",
      "http://a@a/",
      { { "Host", "a" } },
      true,
      400 },
    { "[S25] the absolute form of the start of a host",
      "GET",
      "HTTP/1.1",
      "http://a",
      { { "Host", "a.example" } },
      true,
      400 },
    { "[S25] the absolute form of the same host",
      "GET",
      "HTTP/1.1",
      "HTTPS://A.example?x",
      { { "Host", "a.example" } },
      true,
      0 },
    { "[S25] two kinds of content",
      "POST",
      "HTTP/1.1",
      "/",
      { { "Content-Type", "a/b" }, { "content-type", "c/d" } },
      false,
      400 },
    { "[S25] two keys",
      "GET",
      "HTTP/1.1",
      "/",
      { { "Authorization", "Bearer a" }, { "Authorization", "Bearer b" } },
      false,
      400 },
};

static void add(struct head *h, const char *name, const char *value)
{
    h->headers[h->n++] = (struct header){ name, strlen(name), value, strlen(value) };
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct head h = {
            .method = cases[i].method,
            .version = cases[i].version,
            .target = cases[i].target,
        };
        const char *why = NULL;
        if (!cases[i].no_host)
            add(&h, "Host", "complaints.example");
        for (size_t k = 0; k < COUNT(cases[i].lines) && cases[i].lines[k].name; k++)
            add(&h, cases[i].lines[k].name, cases[i].lines[k].value);
        TAP_INT(cases[i].what, head_guard(&h, &why), cases[i].status);
        if (cases[i].status != 0)
            TAP(arena_printf(a, "%s: the log learns why", cases[i].what), why != NULL);
    }

    struct head many = { .method = "GET", .version = "HTTP/1.1", .target = "/", .too_many = true };
    const char *why;
    add(&many, "Host", "a");
    TAP_INT("[S25] too many headers", head_guard(&many, &why), 431);

    struct head joined = { .n = 0 };
    add(&joined, "Accept", "a");
    add(&joined, "accept", "b");
    add(&joined, "Cookie", "c=1");
    add(&joined, "Cookie", "d=2");
    add(&joined, "Content-Length", "123");
    TAP_TEXT("repeated headers are joined", head_value(a, &joined, "ACCEPT"), "a, b");
    TAP_TEXT("repeated cookies too", head_value(a, &joined, "Cookie"), "c=1; d=2");
    TAP("a missing header", head_value(a, &joined, "Host") == NULL);
    TAP_INT("the length", head_length(&joined), 123);
    return tap_done();
}
