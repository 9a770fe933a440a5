/*
 * What a step still lacks, in words.
 *
 * Every step says it in one list: the bar of steps counts it ("2 things
 * missing"), the page shows it, and a refusal gives its first line. So a gate
 * and its explanation cannot drift apart.
 */
#ifndef COMPLAINT_MISSING_H
#define COMPLAINT_MISSING_H

#include "base/err.h"

enum { MISSING_MAX = 32 };

struct missing_item {
    const char *field;       /* where it is given: name of the form field or act */
    const char *text;        /* message id: a thing, "The severity.", or a sentence about it */
    bool sentence;           /* it says by itself what is the matter */
    struct err_arg arg;      /* for `{name}` in the text; name NULL = none */
    const char *const *said; /* an organisation's own words in each language, or NULL */
};

struct missing {
    size_t n; /* everything that is missing; items beyond MISSING_MAX are only counted */
    struct missing_item item[MISSING_MAX];
};

/* A thing that is missing: "The severity." */
void missing_add(struct missing *m, const char *field, const char *text);
/* A sentence that says what is the matter: "The letter does not say the outcome." */
void missing_say(struct missing *m, const char *field, const char *text);
/* Such a sentence with an argument; long values are cut. */
void missing_add_arg(struct missing *m, const char *field, const char *text, const char *name,
                     const char *value);
void missing_add_int(struct missing *m, const char *field, const char *text, const char *name,
                     int64_t value);

/* The same in an organisation's own words, one text for each language. */
void missing_add_said(struct missing *m, const char *field, const char *const *said);

/* True when nothing is missing; otherwise the first item as ERR_REFUSED in `err`; where that is in
 * an organisation's own words, with all others that are. */
bool missing_none(const struct missing *m, struct err *err);

#endif
