/*
 * YAML as a tree in which every node knows its line, for files that people write and that are
 * refused with the line at fault. Bounded, because anybody may hand in such a file: no aliases,
 * no tags, no second document, and neither deep nor endless.
 */
#ifndef COMPLAINT_YAML_TREE_H
#define COMPLAINT_YAML_TREE_H

#include "base/arena.h"
#include "base/err.h"

enum { YAML_BYTES = 512 * 1024, YAML_NODES = 40000, YAML_DEPTH = 16 };

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    int line;        /* from 1 */
    size_t from, to; /* its bytes in the text; `to` of one that is no text and has neither [] nor {}
                      * is that of its last child */
    const char *text; /* NODE_TEXT: valid UTF-8, never NULL */
    /* NODE_LIST: the items; NODE_MAP: key, value, key, value …, no key twice. */
    struct node **child;
    size_t n;
};

/* Why a text cannot be read. */
struct yaml_fault {
    int line;
    const char *text; /* a message */
    const char *name; /* what stands for {name} in it, or NULL */
};

/* Reads it; otherwise false, with what is wrong. */
MUST_CHECK bool yaml_tree(struct arena *a, const char *s, size_t n, struct node **out,
                          struct yaml_fault *fault);

/* The value of that key, or NULL. */
const struct node *node_get(const struct node *map, const char *key);
/* "a text", "a list", "a mapping": messages, for refusals. */
const char *node_kind_name(const struct node *node);

#endif
