/*
 * Which keys of which parts of a pack can be changed in forms. A part or a key that is not here is
 * changed in the text.
 */
#ifndef DESIGNER_PARTS_H
#define DESIGNER_PARTS_H

#include "designer/vocabulary.h"

enum part_kind {
    PART_TEXT, /* one text; empty takes the key away */
    PART_NUMBER,
    PART_YES,             /* true, or not there */
    PART_FLAG,            /* true, false, or not said */
    PART_ONE,             /* one of `of`, or not said */
    PART_SOME,            /* several of `of` */
    PART_WORDS,           /* texts, one in a line */
    PART_TEAM,            /* the name of a team, which need not be there yet */
    PART_TEAMS,           /* several, one in a line */
    PART_TELLS,           /* shares of a time, and who is told then */
    PART_SPAN,            /* "3 working_days": a number, and one of `of` */
    PART_MONEY,           /* "200.00 CNY": a sum, and its currency */
    PART_LONGER,          /* "15 30": by how much the first time, and then again */
    PART_WEEK,            /* office hours, day by day */
    PART_LANGUAGES,       /* the thing itself in four languages */
    PART_LANGUAGES_BELOW, /* the same in a mapping below the key */
    PART_THINGS,          /* a list of things, each with its own form: `things` */
};

struct pack_part;

struct part_key {
    const char *key; /* of PART_LANGUAGES: NULL */
    enum part_kind kind;
    enum vocabulary_of of;          /* of PART_ONE, PART_SOME and PART_SPAN */
    const char *hint;               /* a message, or NULL */
    const char *in;                 /* the mapping of the thing in which it stands, or NULL */
    const char *only;               /* it goes with this kind of answer; NULL = with any */
    bool long_text;                 /* of PART_LANGUAGES_BELOW: paragraphs */
    const struct pack_part *things; /* of PART_THINGS: what one of them is */
};

struct pack_part {
    const char *name;  /* "clocks" */
    const char *title; /* a message: "Time limits" */
    const char *code;  /* the key by which a new one is called */
    bool made;         /* that is made up for a new one; otherwise it is asked for */
    const struct part_key *key;
    size_t n_keys;
    size_t rows;  /* empty rows for the first of them, of things in other things */
    bool whole;   /* it is the document itself: what stands in no list */
    bool mapping; /* it is one thing, a mapping of that name, which need not be there */
};

/* The parts that are known, in the order in which they are shown; `*n` of them. */
const struct pack_part *parts_all(size_t *n);
const struct pack_part *part_named(const char *name);
/* The things that stand under that key of such a part, or NULL. */
const struct pack_part *part_things(const struct pack_part *part, const char *key);
/* The value of a key in a thing, or NULL. */
const struct node *part_value(const struct part_key *k, const struct node *item);
/* What its input is called: "length", or "early.within" of what stands in a mapping. */
const char *part_input(struct arena *a, const struct part_key *k);
/* What the input of a key is called: as the key, or what the words of a thing are for. */
const char *part_label(struct arena *a, const struct lang *l, const struct pack_part *part,
                       const struct part_key *k);
/* "Within: 24 hours · Starts with: complaint received": what a thing says but its names. */
const char *part_summary(const struct vocabulary *v, const struct node *item);
/* When a condition holds, and which answers it takes; "" = always and any. */
const char *part_conditions(const struct vocabulary *v, const struct node *gate);
/* The same of a part that is one thing: of paragraphs only what they are about. */
const char *part_mapping_summary(const struct vocabulary *v, const struct pack_part *part,
                                 const struct node *map);

#endif
