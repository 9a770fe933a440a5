/*
 * Which keys of which parts of a pack can be changed in forms. A part or a key that is not here is
 * changed in the text.
 */
#ifndef DESIGNER_PARTS_H
#define DESIGNER_PARTS_H

#include "complaint/yaml_tree.h"
#include "i18n/lang.h"

enum part_kind {
    PART_TEXT, /* one text; empty takes the key away */
    PART_NUMBER,
    PART_YES,             /* true, or not there */
    PART_CHOICE,          /* one of `choices` */
    PART_LIST,            /* names, divided by commas */
    PART_LANGUAGES,       /* the thing itself in four languages */
    PART_LANGUAGES_BELOW, /* the same in a mapping below the key */
};

struct part_key {
    const char *key;
    enum part_kind kind;
    const char *choices; /* divided by blanks */
    const char *hint;    /* a message, or NULL */
};

struct pack_part {
    const char *name;  /* "clocks" */
    const char *title; /* a message: "Time limits" */
    const char *code;  /* the key by which a new one is called; NULL: it has none */
    const struct part_key *key;
    size_t n_keys; /* 0: only shown */
};

/* The parts that are known, in the order in which they are shown; `*n` of them. */
const struct pack_part *parts_all(size_t *n);
const struct pack_part *part_named(const char *name);
/* "Within: 24 hours · Starts with: received": what a thing says but its names. */
const char *part_summary(struct arena *a, const struct lang *l, const struct node *item);

#endif
