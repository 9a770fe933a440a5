/*
 * A template as it was read: a flat list of nodes in the order of the text.
 * Internal to src/web/template*.c.
 */
#ifndef WEB_TEMPLATE_PARSE_H
#define WEB_TEMPLATE_PARSE_H

#include "base/arena.h"
#include "base/err.h"

/* Bounds of what is parsed and of what comes of it. */
enum {
    TEMPLATE_BYTES = 512 * 1024,       /* one file */
    TEMPLATE_NESTING = 32,             /* sections within sections; partials within partials */
    TEMPLATE_CALLS = 64,               /* a recursive partial within itself */
    TEMPLATE_OPS = 100 * 1000,         /* one page with all its partials */
    TEMPLATE_OUTPUT = 8 * 1024 * 1024, /* one page */
};

struct span {
    const char *s;
    size_t n;
};

enum node_kind {
    NODE_TEXT,
    NODE_VALUE,    /* {{name}} */
    NODE_SECTION,  /* {{#name}} */
    NODE_INVERTED, /* {{^name}} */
    NODE_PARTIAL,  /* {{>name}} */
    NODE_PARENT,   /* {{<name}} */
    NODE_BLOCK,    /* {{$name}} */
    NODE_MESSAGE,  /* {{_text}} */
    NODE_END,      /* {{/name}} */
    NODE_NOTHING,  /* comments, marks, and text that a tag alone on its line takes along */
};

struct message;

/* There are very many of these, too. */
struct node {
    enum node_kind kind : 8;
    bool starts_line : 1; /* text: the first of its line; blocks: only blanks stand before it */
    bool alone : 1;       /* the tag takes its line along */
    int line;
    unsigned match;   /* openers: where their NODE_END is; NODE_END: its opener */
    struct span text; /* the text, or the name in the tag */
    union {
        struct span ws; /* partials, parents, blocks: the blanks before it on its line */
        const struct message *message; /* a translated text that names nothing: the same
                                        * everywhere */
    };
};
_Static_assert(sizeof(struct node) == 48, "nodes are small");

struct template
{
    const char *name; /* "portal/start.html" */
    struct node *nodes;
    size_t n;
    bool recursive;           /* reaches itself through its partials and parents */
    bool seen;                /* while that is found out */
    struct program *programs; /* what template_check made, by record */
};

/* Fills `t->nodes` from the text, which must live as long as the arena. */
MUST_CHECK bool template_parse(struct arena *a, struct template *t, struct span text,
                               struct err *err);
/* ERR_INTERNAL "name:line: words"; false. */
bool template_error(struct err *err, const struct template *t, int line, const char *fmt, ...)
    PRINTF_LIKE(4, 5);

/* A translated text in all languages; NULL when it names values. template_message.c */
const struct message *message_plain(struct arena *a, struct span text);

bool span_is(struct span a, struct span b);
struct span span_trim(struct span s); /* without blanks and line breaks at both ends */
bool span_blank(struct span s);

#endif
