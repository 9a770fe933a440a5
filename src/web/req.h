/*
 * A request, as handlers see it, and what they can answer.
 *
 * The router has found the route, checked its right, read the form or the JSON
 * body and verified the form token before a handler runs. A handler returns true
 * when it has answered, or false with `rq->err` set, and the router makes the
 * page (or the problem document) of it.
 */
#ifndef WEB_REQ_H
#define WEB_REQ_H

#include "base/buf.h"
#include "base/record.h"
#include "base/vault.h"
#include "i18n/lang.h"
#include "web/form.h"
#include "web/throttle.h"
#include <jansson.h>

struct app; /* what all requests of a worker share: app.h */
struct db;
struct user; /* who is logged in: people/ */

enum method { GET = 1, POST = 2, PUT = 4, PATCH = 8, DELETE = 16 };

/* "GET". */
const char *method_name(enum method method);
/* What a request line asks, HEAD as GET; 0 = none of ours. */
enum method method_read(const char *name);

struct route;

struct req {
    struct arena *a;
    struct err err[1];
    struct app *app;
    struct db *db;
    const struct lang *lang;
    struct instant now;
    struct date today; /* in the organisation's zone */

    /* what was asked */
    enum method method;
    const struct route *route;
    const char *path;         /* decoded, without the query and the language it began with */
    const char *base;         /* "" or, when the path began with a language, "/zh-Hans" */
    const char *source;       /* the client's address, after trusted proxies */
    const struct form *query; /* parameters of the URL */
    const struct form *form;  /* urlencoded or multipart body; empty otherwise */
    const json_t *json;       /* JSON body, or NULL */
    bool secure;              /* came by https (directly or by a trusted proxy) */
    bool too_large;           /* the body is over its limit: ROUTE_LARGE */

    /* who asks (filled by people/login.c and the API) */
    const struct user *user; /* NULL = the public */
    void *edge;              /* edge/: the acting context, made when first asked for */
    const char *door;        /* where who is known has to go first, after ERR_UNAUTHORISED */
    const char *form_token;  /* for the hidden field `form_token` of desk forms */

    /* what is answered */
    int status;
    struct buf body;
    const char *content_type; /* with charset */
    struct answer_header {
        const char *name, *value;
    } headers[16];
    int n_headers;
    bool close; /* close the connection after this answer */
};

typedef bool handler(struct req *rq);

/* What a route needs beyond its right. */
enum route_flag {
    ROUTE_PUBLIC_FORM =
        1,            /* a POST without a session: no session token, signed form state instead */
    ROUTE_UPLOAD = 2, /* multipart with files; body limit of uploads */
    ROUTE_API = 4,    /* JSON in and out, problem documents, API keys */
    ROUTE_STATIC = 8, /* may be cached */
    ROUTE_LANG = 16,  /* path has a language prefix: /{lang}/… and also works without */
    ROUTE_NO_DB = 32, /* works while the database is away (health, static files) */
    ROUTE_LARGE = 64, /* a form over its limit is read for its words, its files are dropped,
                         `too_large` is set: the handler gives the words back with 413 */
    ROUTE_TEXT_FILES = 128, /* multipart with files that are short texts: each is a field of the
                               form, under the name of its own; the limit is that of bodies */
    ROUTE_TAKES = 256, /* takes in something new: refused while the disk is full, when what room
                          is left is for what is here already */
    ROUTE_FRESH = 512, /* who asks has to have given password or code within the last minutes */
};

/* A table of these per step, joined in app.c. */
struct route {
    enum method method;
    const char *path; /* "/desk/complaints/{reference}/notes" */
    int right;        /* enum act of people/may.h; 0 = everybody */
    handler *run;
    int flags;
};

/* The part of the path that stands for `{name}`. Never NULL for names of the route. */
const char *req_param(const struct req *rq, const char *name);
/* A request header, or NULL. Repeated headers are joined as the protocol allows. */
const char *req_header(const struct req *rq, const char *name);
/* A cookie of that name, or NULL. */
const char *req_cookie(const struct req *rq, const char *name);

/* -- answers; each returns true -- */

bool req_redirect(struct req *rq, const char *fmt, ...) PRINTF_LIKE(2, 3); /* 303 */
bool req_render(struct req *rq, const char *template, const struct record *r, const void *row);
bool req_render_status(struct req *rq, int status, const char *template, const struct record *r,
                       const void *row);
/* One row as a JSON object, by its field table; unset fields are null. */
bool req_json(struct req *rq, int status, const struct record *r, const void *row);
/* Bytes as a download: Content-Disposition attachment with a cleaned name. */
bool req_download(struct req *rq, const char *type, const char *name, struct bytes body);
/* Bytes sent piece by piece: `next` gives the next piece in `a`, n = 0 at the end. Runs
 * after the handler returned; what it needs lives in rq->a until the answer is sent. */
typedef bool req_piece_fn(void *from, struct arena *a, struct bytes *piece, struct err *err);
bool req_stream(struct req *rq, const char *type, const char *name, int64_t size,
                req_piece_fn *next, void *from);
void req_add_header(struct req *rq, const char *name, const char *value);
/* A cookie of this program: Secure, HttpOnly, SameSite=Strict, Path=/. "" deletes it. */
void req_set_cookie(struct req *rq, const char *name, const char *value);

/* -- reading what was sent -- */

/* Reads form fields into a row by its field table. Unknown fields are ignored in
 * forms; a repeated field is refused unless the record has it as rows. All errors are
 * collected: false means at least one, the first in rq->err, all in `errors`. */
struct field_error {
    const char *field;
    const char *text; /* in the reader's language */
    const char *href; /* where it is put right; NULL = at that field of the form */
};
struct field_errors {
    struct field_error e[40];
    size_t n;
};
extern const struct record field_error_record;
bool form_record(struct req *rq, const struct record *r, void *row, struct field_errors *errors);
/* Adds one found by a rule; the error in `err` is put into words and cleared. */
void field_errors_add(struct req *rq, struct field_errors *errors, struct err *err);

/* Reads a JSON object by a field table: unknown and repeated members are refused,
 * `FIELD_ONE` reads a nested object, `FIELD_ROWS` an array. The error names the member
 * ("complainant.email"). [S11] [S59] */
MUST_CHECK bool json_record(struct arena *a, const json_t *json, const struct record *r, void *row,
                            struct err *err);
/* Writes a row as JSON, nested records and rows included. */
void json_write(struct buf *out, const struct record *r, const void *row);

/* Counts one more of `what` for the source (and, where given, the account) in the
 * shared table; ERR_TOO_MANY with retry_after when the limit is passed. [S16]
 * `account` is NULL where there is none. */
MUST_CHECK bool req_throttle(struct req *rq, enum throttle what, const char *account);

/* Whether this is among the first `count` of that name within so many seconds, on this machine. */
bool req_once(struct req *rq, const char *name, int count, int seconds);

#endif
