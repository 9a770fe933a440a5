/*
 * The passages that somebody enclosed in a text: "Call [[Ms Wu at 555 123]] first". The text itself
 * may not be changed by it. Pure: no clock, no database.
 */
#ifndef REDACT_PASSAGE_H
#define REDACT_PASSAGE_H

#include "base/base.h"

struct passage {
    size_t from, until; /* bytes of the text */
};

enum { PASSAGES = 60 };

/* What encloses a passage in this text: the first pair of which neither is in it. */
struct brackets {
    const char *open, *close;
};
struct brackets passage_brackets(const char *text);

enum passages_read {
    PASSAGES_GOOD,
    PASSAGES_NONE,     /* nothing is enclosed, or only blanks */
    PASSAGES_CHANGED,  /* something besides the brackets differs */
    PASSAGES_UNPAIRED, /* one opens and does not close, or closes twice */
    PASSAGES_CUT,      /* one begins or ends within a mark of an earlier redaction */
    PASSAGES_MANY,
};

/* Reads what was enclosed. Line ends may come as a browser sends them, and blanks around the whole
 * text do not matter. */
enum passages_read passages_read(const char *text, const char *sent, struct passage out[PASSAGES],
                                 size_t *n);

#endif
