/*
 * A request made by hand, for tests of pages and of the API: through guard, router,
 * rights and handler, without a network.
 *
 *     struct try_answer got;
 *     try_call(a, &app, &(struct try_request){ .target = "/hello" }, &got);
 */
#ifndef WEB_TRY_H
#define WEB_TRY_H

#include "web/app.h"

struct try_request {
    const char *method;       /* NULL = GET, or POST when there is a body */
    const char *target;       /* path and query */
    const char *headers;      /* "Name: value\n…"; Host and the length are added */
    const char *peer;         /* NULL = 192.0.2.1 */
    const char *type;         /* NULL = application/x-www-form-urlencoded */
    const char *body;         /* NULL = none */
    size_t n;                 /* its length; 0 = it ends with NUL */
    size_t piece;             /* the body comes in pieces of so many bytes; 0 = at once */
    const struct err *undone; /* why what it wrote was not stored after all; NULL = it was */
};

struct try_answer {
    int status;
    const char *type;
    const char *body; /* with a NUL behind it */
    size_t n;
    struct answer_header headers[32]; /* of the handler, then those that every answer has */
    size_t n_headers;
};

void try_call(struct arena *a, struct app *app, const struct try_request *ask,
              struct try_answer *out);
/* The first header of that name, or NULL. */
const char *try_header(const struct try_answer *answer, const char *name);

#endif
