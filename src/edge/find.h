/*
 * Finding cases for whoever asks, a page at a time: the newest first, by their last change,
 * or by words. What somebody may not see is not found, counted or hinted at. [S50]
 *
 * Keys are read in windows and held against the filters here, so that however rarely
 * one fits, a page looks at a bounded number of cases; it may then be short or empty
 * although more follow.
 */
#ifndef EDGE_FIND_H
#define EDGE_FIND_H

#include "edge/reach.h"

enum find_order {
    FIND_NEWEST,  /* by filing, the newest first */
    FIND_UPDATED, /* by the last change, the oldest change first */
    FIND_PERSON,  /* those of one complainant, by filing, the newest first */
    FIND_WORDS,   /* that have these words, the newest text first */
};

/* As a class: those without one. */
#define NO_CLASS "-"

/* NULL and 0 ask for nothing. */
struct find {
    enum find_order order;
    const char *words; /* of FIND_WORDS, as typed */
    const char *stage, *type, *class, *channel, *severity, *open /* "true", "false" */;
    const char *again; /* "true", "false": it is the same again */
    int64_t team;
    int64_t person; /* of FIND_PERSON: the record that stands for all that were joined */
    struct instant received_from, received_until; /* the second is the first too late */
    struct instant updated_since;
    int64_t place; /* where the page before ended; 0 = from the beginning */
    int64_t last;  /* the case it ended with; of FIND_WORDS the text the first page began with */
    size_t limit;
};

/* A case that fits. */
struct find_key {
    int64_t id;
    int64_t place; /* what it is ordered by */
    int64_t team_id, owner_id;
    const char *stage, *type, *class, *channel, *severity, *privacy;
    struct instant received_at, updated_at, closed_at;
    int64_t repeats;
    /* Of FIND_WORDS, asked where the case is confidential. */
    bool took_part;   /* the reader owns it or acted in it */
    bool granted;     /* who complains is open to the reader */
    const char *part; /* of the text that was found, whose id `place` is */
};
extern const struct record find_key_record;

/* A text that has the words: content, identity or internal. */
struct find_text {
    int64_t id, complaint_id;
    const char *part;
};
extern const struct record find_text_record;

struct found {
    struct find_key *key;
    size_t n;
    bool more;           /* there may be others behind */
    int64_t place, last; /* for the next page */
};

/* Whether a case has one of the classes that are wanted, divided by blanks: NULL = any, NO_CLASS =
 * none. */
bool find_class(const char *wanted, const char *has);
/* A class and those below it in the procedure in force, or last before it, divided by blanks:
 * whoever asks for a class asks for what it is made of. NULL and NO_CLASS stay. */
MUST_CHECK bool find_classes(struct req *rq, const char *class, const char **out);

MUST_CHECK bool edge_find(struct req *rq, const struct find *f, struct found *out);

#endif
