/*
 * The head of a request as it came, and the guard that looks at it before
 * anything else happens. No HTTP library of Debian refuses all that a strict
 * server must (docs/decisions/0004-http.md), so this does; whatever it refuses is
 * answered and the connection closed. RFC 9110, RFC 9112. [S25] [S26]
 */
#ifndef WEB_HEAD_H
#define WEB_HEAD_H

#include "base/arena.h"

enum { HEAD_HEADERS = 64, HEAD_TARGET = 8000 };

struct header {
    const char *name;
    size_t name_n;
    const char *value;
    size_t value_n;
};

struct head {
    const char *method;
    const char *target;  /* path and query as they came, or an absolute URL */
    const char *version; /* "HTTP/1.1" */
    const char *peer;    /* the address of the other end of the connection */
    struct header headers[HEAD_HEADERS];
    size_t n;
    bool too_many; /* there were more */
    bool folded;   /* one went on in a second line */
};

/* 0 when the head may be believed, or the status to refuse it with: 400, 405, 411,
 * 431, 505. `*why` is for the log. */
int head_guard(const struct head *h, const char **why);

/* The value of a header, or NULL. Repeated ones are joined with ", " (Cookie: "; "). */
const char *head_value(struct arena *a, const struct head *h, const char *name);
size_t head_count(const struct head *h, const char *name);

/* The announced length of the body; 0 without one. Only after the guard. */
int64_t head_length(const struct head *h);

#endif
