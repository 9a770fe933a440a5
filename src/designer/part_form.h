/*
 * The form of one thing of a pack: what it is of, its inputs as a page shows them, and what is
 * wrong with what was sent beside the input that it is about.
 */
#ifndef DESIGNER_PART_FORM_H
#define DESIGNER_PART_FORM_H

#include "designer/designer_view.h"
#include "designer/draft_text.h"
#include "designer/parts.h"
#include "web/req.h"

enum { PART_INPUTS = 28, PART_LISTS = 4, PART_ROWS_MOST = 20 };

struct pack_problem;

struct part_form {
    struct req *rq;
    const struct pack_part *top_part, *part; /* of the list at the top, and of the thing itself */
    const char *item;                        /* the key in that list; NULL: a new one */
    const char *below; /* the key of the class that a new one stands below; NULL: at the top */
    const char *at;    /* the way on from there (yaml_item.at), NULL: none … */
    const char *into;  /* … and the list in it in which this is a new one; NULL: it is there */
    struct draft_text d;
    const struct node *node, *top; /* node NULL: a new one */
    const struct node *outer;      /* what a new one in `into` stands in */
    struct vocabulary words;
    struct rows teams; /* those that are there: struct choice */
    struct field_errors errors;
    bool failed; /* the database did, rq->err says why */
    bool sent;   /* what was sent is shown again */
    /* What is under way: the inputs that are gathered, and the begin of their names. */
    const char *prefix;
    struct designer_input *input;
    size_t n;
};

/* -- what is shown -- */

/* The inputs of all keys, in f->input; things that are there are no inputs. */
void part_ask(struct part_form *f);
/* Its things that are there (struct designer_table). */
struct rows part_tables(struct part_form *f);
/* A new one is called by a name that is asked for. */
bool part_asks_code(const struct part_form *f);
/* How many empty rows there are for things under that key; 0 = none, they have their own forms. */
size_t part_rows(const struct part_form *f, const struct part_key *k);
/* "Choice 2" */
const char *part_row_words(const struct part_form *f, const struct part_key *k, size_t row);
/* "choices.2." */
const char *part_row_prefix(struct arena *a, const struct part_key *k, size_t row);

/* Errors in the order of the inputs that were asked, others behind them. */
void part_order_errors(struct part_form *f);

/* -- teams -- */

bool part_of_teams(const struct part_key *k);
/* The name of the box by which a team of that input is said to be made later. */
const char *part_later_name(struct arena *a, const char *input);
/* Those of the names, one in a line, that no team has; NULL when all are there. */
MUST_CHECK bool part_teams_absent(struct part_form *f, const char *value, const char **out);
/* An error for each input that names one without the word that it is made later. */
MUST_CHECK bool part_teams_sent(struct part_form *f);

/* -- what was sent -- */

/* The kind of answer that was sent is another one than such a key goes with. */
bool part_of_other_kind(const struct part_form *f, const struct part_key *k);
/* The code of a new one: as it was typed, or of its English words; "" when there are none. */
const char *part_code(const struct part_form *f, const char *prefix);
/* What is said where there is none, at the words it would be made of. */
void part_code_missing(struct part_form *f, const struct pack_part *part, const char *prefix);
/* A new one as it is to be written, in braces; `code` NULL: it has none. */
const char *part_thing_written(struct part_form *f, const struct pack_part *part,
                               const char *prefix, const char *code);
/* What was filled in of the empty rows, in brackets; NULL when nothing was. A row that lacks a name
 * is an error. */
const char *part_rows_written(struct part_form *f, const struct part_key *k);

/* -- what was wrong -- */

/* One more error: in words for whoever has the form, at its input where it is of this thing, which
 * is `thing` in the text that was refused (NULL = it is not there). */
void part_refused(struct part_form *f, const struct node *thing,
                  const struct pack_problem *problem);
/* The message of the reader that is said in other words to whoever has the form, the nth; how many
 * there are. */
size_t part_refusals(size_t i, const char **id);

#endif
