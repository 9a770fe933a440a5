/* The guard is a table of things to refuse, in the order in which they matter. */
#include "web/head.h"

#include "web/req.h"

#include "base/buf.h"

#include <string.h>
#include <strings.h>

static bool header_is(const struct header *h, const char *name)
{
    return strlen(name) == h->name_n && strncasecmp(h->name, name, h->name_n) == 0;
}

size_t head_count(const struct head *h, const char *name)
{
    size_t n = 0;

    for (size_t i = 0; i < h->n; i++)
        n += header_is(&h->headers[i], name);
    return n;
}

static const struct header *head_first(const struct head *h, const char *name)
{
    for (size_t i = 0; i < h->n; i++)
        if (header_is(&h->headers[i], name))
            return &h->headers[i];
    return NULL;
}

const char *head_value(struct arena *a, const struct head *h, const char *name)
{
    const char *between = strcasecmp(name, "Cookie") == 0 ? "; " : ", ";
    struct buf b = buf_new(a);
    size_t n = 0;

    for (size_t i = 0; i < h->n; i++) {
        if (!header_is(&h->headers[i], name))
            continue;
        if (n++ > 0)
            buf_str(&b, between);
        buf_add(&b, h->headers[i].value, h->headers[i].value_n);
    }
    return n > 0 ? buf_text(&b) : NULL;
}

/* A token of RFC 9110 5.6.2. */
static bool name_is_token(const struct header *h)
{
    if (h->name_n == 0)
        return false;
    for (size_t i = 0; i < h->name_n; i++) {
        unsigned char c = (unsigned char)h->name[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && (c == '\0' || !strchr("!#$%&'*+-.^_`|~", c)))
            return false;
    }
    return true;
}

static bool value_is_clean(const struct header *h)
{
    for (size_t i = 0; i < h->value_n; i++) {
        unsigned char c = (unsigned char)h->value[i];
        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static bool names_bad(const struct head *h)
{
    for (size_t i = 0; i < h->n; i++)
        if (!name_is_token(&h->headers[i]))
            return true;
    return false;
}

static bool values_bad(const struct head *h)
{
    for (size_t i = 0; i < h->n; i++)
        if (!value_is_clean(&h->headers[i]))
            return true;
    return false;
}

static bool method_unknown(const struct head *h)
{
    return !method_read(h->method);
}

static bool version_bad(const struct head *h)
{
    return strcmp(h->version, "HTTP/1.1") != 0 && strcmp(h->version, "HTTP/1.0") != 0;
}

static bool host_bad(const struct head *h)
{
    const struct header *host = head_first(h, "Host");

    if (head_count(h, "Host") != 1 || host->value_n == 0 || host->value_n > 255)
        return true;
    for (size_t i = 0; i < host->value_n; i++) {
        char c = host->value[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && (c == '\0' || !strchr(".-_:[]", c)))
            return true;
    }
    return false;
}

static bool length_bad(const struct head *h)
{
    const struct header *length = head_first(h, "Content-Length");

    if (!length)
        return false;
    if (head_count(h, "Content-Length") != 1 || length->value_n == 0 || length->value_n > 15)
        return true;
    for (size_t i = 0; i < length->value_n; i++)
        if (length->value[i] < '0' || length->value[i] > '9')
            return true;
    return false;
}

static bool length_and_coding(const struct head *h)
{
    return head_first(h, "Content-Length") && head_first(h, "Transfer-Encoding");
}

/* Forms and API clients send a length; without chunks a whole class of faults is gone. */
static bool coding_given(const struct head *h)
{
    return head_first(h, "Transfer-Encoding") != NULL;
}

/* What was compressed would be read as if it was not. */
static bool content_coded(const struct head *h)
{
    const struct header *coding = head_first(h, "Content-Encoding");

    return coding && !(coding->value_n == strlen("identity") &&
                       strncasecmp(coding->value, "identity", coding->value_n) == 0);
}

/* Two of these, and somebody in front of us may believe the other one. */
static bool single_repeated(const struct head *h)
{
    static const char *const single[] = { "Content-Type", "Authorization",    "Origin",
                                          "Expect",       "Idempotency-Key",  "Complaint-Code",
                                          "Form-Token",   "X-Forwarded-Proto" };

    for (size_t i = 0; i < COUNT(single); i++)
        if (head_count(h, single[i]) > 1)
            return true;
    return false;
}

static bool target_bad(const struct head *h)
{
    size_t n = strlen(h->target);

    if (n == 0 || n > HEAD_TARGET)
        return true;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)h->target[i] <= 0x20 || (unsigned char)h->target[i] >= 0x7f)
            return true;
    return false;
}

/* The absolute form names a host of its own, and whoever is in front of us may go by that one. */
static bool host_other(const struct head *h)
{
    const struct header *host = head_first(h, "Host");
    const char *at = strstr(h->target, "://");
    size_t n;

    if (h->target[0] == '/' || !at)
        return false;
    n = strcspn(at + 3, "/?");
    return n != host->value_n || strncasecmp(at + 3, host->value, n) != 0;
}

static bool headers_too_many(const struct head *h)
{
    return h->too_many;
}

static bool header_folded(const struct head *h)
{
    return h->folded;
}

int head_guard(const struct head *h, const char **why)
{
    static const struct {
        bool (*bad)(const struct head *h);
        int status;
        const char *why;
    } refused[] = {
        { method_unknown, 405, "method" },
        { version_bad, 505, "version" },
        { headers_too_many, 431, "too many headers" },
        { header_folded, 400, "folded header" },
        { names_bad, 400, "header name" },
        { values_bad, 400, "header value" },
        { target_bad, 400, "target" },
        { host_bad, 400, "host" },
        { host_other, 400, "host of the target" },
        { length_bad, 400, "content-length" },
        { length_and_coding, 400, "content-length with transfer-encoding" },
        { coding_given, 411, "transfer-encoding" },
        { single_repeated, 400, "repeated header" },
        { content_coded, 415, "content-encoding" },
    };

    for (size_t i = 0; i < COUNT(refused); i++) {
        if (refused[i].bad(h)) {
            *why = refused[i].why;
            return refused[i].status;
        }
    }
    return 0;
}

int64_t head_length(const struct head *h)
{
    const struct header *length = head_first(h, "Content-Length");
    int64_t n = 0;

    if (!length)
        return 0;
    for (size_t i = 0; i < length->value_n; i++)
        n = n * 10 + (length->value[i] - '0');
    return n;
}
