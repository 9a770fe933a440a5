/*
 * One act on several complaints: each is a transaction of its own, with its own right, and says by
 * itself whether it was done or why not. Never all or none. Whatever is asked for under one id is
 * done once to each complaint: sent again, only what failed before is tried again. [4.12-a]
 */
#ifndef GROUP_SEVERAL_H
#define GROUP_SEVERAL_H

#include "edge/edge.h"

enum several_asks {
    SEVERAL_NOTHING,
    SEVERAL_PERSON,
    SEVERAL_TEAM,
    SEVERAL_CLASS,
    SEVERAL_ASIDE,
    SEVERAL_OTHER, /* the reference of another complaint */
};

struct several_kind {
    const char *name;
    enum may right;
    enum several_asks asks;
    const char *label;        /* message id: in the list of acts */
    const char *what;         /* message id: what will happen */
    const char *choice_label; /* message id of what it asks */
    const char *text_label;   /* message id: of its text, or reason */
    bool text_must;           /* it does not go without */
};
/* Ends with an empty one. */
extern const struct several_kind several_kinds[];
const struct several_kind *several_kind(const char *name); /* NULL = there is none */

struct several {
    const struct several_kind *kind;
    const char *choice; /* id of a person or team, a class, spam or abusive, a reference */
    const char *text;
    const char *once; /* the one-time id of what was asked; NULL = none, done as often as asked */
};

struct several_result {
    const char *reference;
    bool done;
    const char *why;    /* why not, or that it was done before; in the reader's language */
    enum err_kind kind; /* of why not */
};

/* How many complaints one act is done to at most: limits several of redress.conf. */
MUST_CHECK bool several_fit(const struct req *rq, size_t n, struct err *err);
/* What is missing for all of them is said once, before anything is done: ERR_INVALID on `choice`,
 * on `text`. */
MUST_CHECK bool several_choice_given(const struct several *s, struct err *err);
MUST_CHECK bool several_text_given(const struct several *s, struct err *err);

/* Does it to one complaint. False only when nothing can go on. */
MUST_CHECK bool several_do(struct req *rq, const struct procedure *p, const struct several *s,
                           const char *reference, struct several_result *out);

extern const struct route several_routes[];

#endif
