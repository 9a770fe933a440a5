/*
 * What is wrong with a pack: at which line, why, and what to write instead, for whoever wrote it in
 * their language.
 */
#ifndef COMPLAINT_PACK_PROBLEM_H
#define COMPLAINT_PACK_PROBLEM_H

#include "base/arena.h"

struct lang;
struct yaml_fault;

enum { PACK_PROBLEMS = 40, PACK_PROBLEM_ARGS = 4 };

struct pack_problem {
    int line;
    size_t at;        /* the byte of the text at which the value or the thing at fault begins */
    const char *text; /* in English */
    const char *id;   /* message */
    /* Name and value in turn. Values of "what" and "is" are messages themselves. */
    const char *arg[2 * PACK_PROBLEM_ARGS];
};

struct pack_problems {
    struct pack_problem item[PACK_PROBLEMS]; /* in the order of the file */
    size_t n;                                /* at most PACK_PROBLEMS */
};

/* The same in that language. */
const char *pack_problem_words(struct arena *a, const struct lang *l,
                               const struct pack_problem *problem);
/* One more, sorted by its line; `problem` without its text. */
void pack_problem_add(struct arena *a, struct pack_problems *problems, struct pack_problem problem);
/* A text that is no YAML. */
void pack_problem_yaml(struct arena *a, struct pack_problems *problems,
                       const struct yaml_fault *fault);

#endif
