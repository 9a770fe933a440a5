/*
 * The numbers of a pack, each with where it is from: what an organisation relies on, and what
 * somebody has to check before. One without a source is among them, as unverified.
 */
#ifndef COMPLAINT_PACK_NUMBER_H
#define COMPLAINT_PACK_NUMBER_H

#include "complaint/pack_version.h"

enum pack_number_of {
    NUMBER_CLOCK,
    NUMBER_LONGER, /* by how much a clock may be made longer, from another source than it */
    NUMBER_EARLY,  /* within what time another letter is due */
    NUMBER_REPORT, /* how soon a danger has to be reported, as the law says it */
    NUMBER_TASK,
    NUMBER_LETTER,     /* a time that its passages name */
    NUMBER_GROUP,      /* representatives at most */
    NUMBER_REPEATS,    /* how far back the same is looked for */
    NUMBER_REFUSED,    /* significant from so many decisions on that were not accepted, */
    NUMBER_REOPENED,   /* … from being opened again so often, */
    NUMBER_AGAIN,      /* … from so many earlier ones that it is the same as, */
    NUMBER_AMOUNT,     /* … from that sum on */
    NUMBER_SECOND,     /* a remedy above that sum needs a second person */
    NUMBER_ASK_AFTER,  /* the survey is asked so long after the closing */
    NUMBER_REOPEN_UPTO /* a satisfaction up to this opens the case again */
};

struct pack_number {
    enum pack_number_of of;
    const char *name;                   /* of the clock, task, letter, rule or regime; or NULL */
    const struct clock_rule_row *clock; /* whose time it is; NULL = of none */
    const struct pack_text *text;     /* what it is called, of an early time its letter; or NULL */
    const struct pack_words *classes; /* only for these; NULL = all others */
    const char *unit;                 /* of a time; NULL = it is none */
    int64_t n;                        /* a time, a count, a sum in minor units; 0 = none */
    const char *extends;              /* and so much longer, as clocks have it; or NULL */
    const char *currency;             /* of a sum */
    const struct pack_text *words;    /* of a report, in place of `n` */
    const struct pack_source *source; /* NULL = none is named */
};

/* All of them, those of single classes behind their clock; `*n` of them. */
const struct pack_number *pack_numbers(struct arena *a, const struct pack_version *v, size_t *n);
/* "clock", "task" …, for who checks a file. */
const char *pack_number_code(enum pack_number_of of);
/* Whether somebody has to check it before it is relied on. */
bool pack_unverified(const struct pack_source *source);

#endif
