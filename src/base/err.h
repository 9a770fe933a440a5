/*
 * Why something failed, in a form that a person can be told.
 *
 * A function that can fail for outside reasons returns `bool` and takes
 * `struct err *` last; the first reason wins. `text` is a message id of the
 * catalogues (the English sentence itself), so the edge shows it in the
 * reader's language; `{name}` in it is replaced by the argument of that name.
 * `detail` is for the log alone and never holds what people wrote.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/base.h"

enum err_kind {
    ERR_NONE,
    ERR_INVALID,      /* what was sent cannot be accepted as it is: 422 */
    ERR_NOT_FOUND,    /* missing, or not for this person: both 404 */
    ERR_CONFLICT,     /* somebody or something was there before: 409 */
    ERR_REFUSED,      /* the standard or the procedure does not allow it now: 409 */
    ERR_UNAUTHORISED, /* who is asking is not known: 401 */
    ERR_TOO_LARGE,    /* 413 */
    ERR_TOO_MANY,     /* throttled: 429, `retry_after` says how long */
    ERR_BUSY,         /* try again: 503 */
    ERR_FULL,         /* no room to store: 507 */
    ERR_INTERNAL,     /* our fault or the machine's: 500 */
};

enum { ERR_ARGS = 3, ERR_ALSO = 8, ERR_VALUE = 96, ERR_DETAIL = 200 };

struct err_arg {
    const char *name;
    const char *const *said; /* in each language; NULL = `value` in all */
    char value[ERR_VALUE];
};

struct err {
    enum err_kind kind;
    const char *field;       /* the form or JSON field at fault; NULL = the whole */
    const char *text;        /* message id; a string literal */
    const char *const *said; /* instead of it: what is missing in words of the organisation's own,
                              * in each language */
    bool lacks;              /* the text names a thing that is missing, "The severity." */
    const char *const *also[ERR_ALSO]; /* what else is missing */
    size_t n_also;
    struct err_arg args[ERR_ARGS];
    int retry_after;         /* seconds, for ERR_TOO_MANY and ERR_BUSY */
    char detail[ERR_DETAIL]; /* for the log */
};

/* Marks a text for the catalogues without translating it here. */
#define N_(text) text

/* All of these return false, so that a failing function can return them; none
 * overwrites an earlier reason. `text` must be a literal, for the catalogues. */
bool err_set(struct err *err, enum err_kind kind, const char *text);
bool err_field(struct err *err, const char *field, const char *text); /* ERR_INVALID */
/* ERR_INTERNAL with the stock text; the words go to the log only. */
bool err_internal(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Adds an argument for `{name}` in the text; long values are cut, never within a character. */
void err_arg(struct err *err, const char *name, const char *value);
void err_arg_n(struct err *err, const char *name, const char *s, size_t n);
void err_arg_int(struct err *err, const char *name, int64_t value);
/* One that reads otherwise in each language, such as a name of a list or a date in words. */
void err_arg_said(struct err *err, const char *name, const char *const *said);

/* Forgets the reason, so that the struct can serve again. */
void err_clear(struct err *err);

#endif
