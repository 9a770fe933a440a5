/*
 * One request from its head to its answer, without any network: the server
 * gives it what came and sends what it answers; tests do the same by hand.
 *
 *     call_begin    the head is there: guard, route, source, rights, limits
 *     call_body     a piece of the body, as often as there is one
 *     call_end      the body was whole: form or JSON, token, handler, answer
 *     call_free     the answer was sent
 *
 * After call_begin, `refused` says that the answer is known already, whatever
 * body may come.
 */
#ifndef WEB_CALL_H
#define WEB_CALL_H

#include "web/app.h"
#include "web/head.h"

enum call_body { BODY_NONE, BODY_FORM, BODY_MULTIPART, BODY_JSON, BODY_SWALLOWED };

enum { CALL_ID = 17 };

struct call {
    struct req rq; /* first, so that a struct req * is a struct call * */
    struct head head;
    struct route_match match;
    struct form query, form;
    enum call_body kind;
    int64_t length; /* announced */
    int64_t seen;   /* bytes of the body that came */
    struct buf in;  /* a form or JSON body */
    struct multipart *multipart;
    struct form_sink sink;
    json_t *json;

    bool refused;
    bool words;         /* refused, but its words are read, to be given back to their author */
    bool ran;           /* the handler did */
    int n_headers;      /* of the answer, before it did */
    bool lang_in_path;  /* the path began with a language */
    bool is_head;       /* HEAD: the answer goes without its body */
    int refused_status; /* where the kind of error does not say it: 400, 403, 405, 415 */
    const char *why;    /* why the guard refused; for the log */
    char id[CALL_ID];   /* what an error page calls this request, and the log too */

    /* a body sent piece by piece */
    req_piece_fn *next;
    void *from;
    int64_t size;
};

/* `c->head` is filled; everything else is zero. The arena lives until call_free. */
void call_begin(struct call *c, struct app *app, struct arena *a);
void call_body(struct call *c, const void *s, size_t n);
void call_end(struct call *c);
/* What the call wrote was not stored after all, for this reason, and its answer not sent: the
 * handler runs once more, finds the reason where its transaction begins, and answers as it does
 * then, with the words of their author. [D4] */
void call_undone(struct call *c, const struct err *why);
void call_free(struct call *c);

/* How many bytes of a body are read although the request is refused already, so that
 * the sender gets to read why; above that the connection is closed. */
int64_t call_swallows(const struct call *c);

static inline struct call *call_of(const struct req *rq)
{
    return (struct call *)rq;
}

/* Refuses with a status that no kind of error has. Returns false. */
bool call_refuse(struct call *c, int status, enum err_kind kind, const char *text);

/* Finds out who asks: a few questions to the database, which share one look. Without a route it
 * is for the page that says so. */
bool call_identify(struct req *rq);

/* Makes the page or the problem document of rq.err. (error_page.c) */
void call_answer_error(struct call *c);
/* The status of a kind. */
int err_status(enum err_kind kind);

/* Headers that every answer has, unless it brings its own. [S19] (reply.c) */
extern const struct answer_header reply_headers[];
extern const size_t reply_headers_n;
bool reply_has(const struct req *rq, const char *name);

/* Whether a state-changing request comes from one of our own pages. [S22] (cross_site.c) */
bool call_from_own_page(const struct call *c);

/* The body, read as the route wants it. (call_body.c) */
bool call_body_begin(struct call *c);
/* The same for a request that is refused: the words of its form alone, without any file. */
bool call_words_begin(struct call *c);
bool call_body_end(struct call *c);

/* Where files go that are fields of their form (ROUTE_TEXT_FILES), and, after the last byte, the
 * form with them. (text_files.c) */
struct form_sink text_files_sink(struct arena *a);
void text_files_add(struct arena *a, const struct form_sink *sink, struct form *form);

#endif
