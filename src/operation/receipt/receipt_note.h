/*
 * What the organisation signs: the lines of a receipt.
 *
 * They say who received what, when, and where it stands in the log; the statement itself only
 * by its digest. The text above the signature has one form, the same in every language, and is
 * read back only when writing what was read gives the same bytes. docs/format.md [7.2-a] [4.9-b]
 */
#ifndef OPERATION_RECEIPT_NOTE_H
#define OPERATION_RECEIPT_NOTE_H

#include "base/buf.h"
#include "base/date.h"

enum { RECEIPT_DIGEST = 32, RECEIPT_TEXT = 200 };

struct receipt_note {
    const char *organisation;             /* its name, in one line */
    const char *log;                      /* the name that its keys sign under */
    const char *reference;                /* YYYY-NNNNNN */
    struct instant received;              /* by the organisation, through any channel */
    int offset;                           /* minutes east of UTC, then and there */
    const char *zone;                     /* "Asia/Hong_Kong" */
    struct instant recorded;              /* when it came into the log */
    unsigned char digest[RECEIPT_DIGEST]; /* SHA-256 of the statement */
    int64_t event;                        /* its number in the log, from 1 */
    unsigned char hash[RECEIPT_DIGEST];   /* of that event */
};

/* The text that is signed. Texts are cut to what a line holds; without a character that breaks
 * lines. */
char *receipt_note_write(struct arena *a, const struct receipt_note *note);
/* Reads it back; false when it is none. */
MUST_CHECK bool receipt_note_read(struct arena *a, struct bytes text, struct receipt_note *out);

#endif
