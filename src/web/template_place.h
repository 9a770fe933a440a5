/*
 * A place in a template while it is bound: what names and blocks mean there.
 * Internal to src/web/template*.c.
 */
#ifndef WEB_TEMPLATE_PLACE_H
#define WEB_TEMPLATE_PLACE_H

#include "web/template_emit.h"

struct binder {
    struct emitter e;
    const struct templates *all;
    bool strict;
    struct names names;
    struct call *calls; /* subroutines, in the order they were met */
    struct call **last;
};

/* What replaces a block, and from which template it comes. */
struct override {
    const struct override *next;
    struct span name;
    const struct template *from;
    size_t node; /* the NODE_BLOCK */
};

/* Everything that the meaning of a node depends on besides its template. */
struct place {
    const struct template *t;
    struct scope scope;
    const struct override *overrides; /* the outermost first: it wins */
    struct indent indent;
    int depth;
};

struct call {
    struct call *next;
    struct place place;
    size_t at; /* its first op, once it is bound */
};

/* "file:line: "name": why"; false. */
bool bind_fail(struct binder *b, const struct place *p, const struct node *n, const char *why);

/* The nodes from `from` up to `to` of the place's template. */
MUST_CHECK bool bind_nodes(struct binder *b, const struct place *p, size_t from, size_t to);

/* -- template_include.c -- */

MUST_CHECK bool bind_partial(struct binder *b, const struct place *p, const struct node *n);
MUST_CHECK bool bind_parent(struct binder *b, const struct place *p, const struct node *n);
MUST_CHECK bool bind_block(struct binder *b, const struct place *p, const struct node *n);
/* Whether who uses this template gives that block, with something in it. */
bool block_given(const struct place *p, struct span name);
/* The value that is all of the block given, and the template in which it stands; NULL when there is
 * more, or nothing. */
const struct node *block_value(const struct place *p, struct span name,
                               const struct template **from);
/* The subroutines that were met, behind the page. */
MUST_CHECK bool bind_calls(struct binder *b);

#endif
