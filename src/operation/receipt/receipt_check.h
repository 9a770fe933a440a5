/*
 * Is this receipt genuine? Told from the file and the public keys alone: no database, no server,
 * no secret key. [4.9-b]
 */
#ifndef OPERATION_RECEIPT_CHECK_H
#define OPERATION_RECEIPT_CHECK_H

#include "base/record.h"
#include "log/note.h"
#include "operation/receipt/receipt_note.h"

enum receipt_verdict {
    RECEIPT_UNREADABLE, /* it is not a receipt, or too much of it was changed */
    RECEIPT_FOREIGN,    /* a receipt, signed by none of the keys */
    RECEIPT_CHANGED,    /* it names one of the keys, but the signature is not of this text */
    RECEIPT_GENUINE,
};

enum receipt_text {
    RECEIPT_TEXT_ABSENT, /* the text is not part of it: its digest alone was looked at */
    RECEIPT_TEXT_CHANGED,
    RECEIPT_TEXT_SAME,
};

enum receipt_proof_found {
    RECEIPT_PROOF_ABSENT,
    RECEIPT_PROOF_BAD,
    RECEIPT_PROOF_GOOD,
};

struct receipt_check {
    enum receipt_verdict verdict;
    enum receipt_text text;
    struct receipt_note note;             /* what it says; unless it is unreadable */
    const struct note_key *key;           /* that signed; NULL unless genuine */
    struct bytes signed_note;             /* the note as it was read */
    struct bytes statement;               /* the text, where there is one */
    struct rows lines;                    /* struct statement_line of a text that is the same */
    struct bytes proof;                   /* that came with it; n = 0: none */
    enum receipt_proof_found proof_found; /* by receipt_proof.h */
    int64_t covered;                      /* entries of the log that a good proof leads to */
    const char *compact;                  /* of a genuine one */
};

/* A saved file, or what somebody pasted of one. */
void receipt_check(struct arena *a, struct bytes file, struct note_keys keys,
                   struct receipt_check *out);
/* What the square on paper holds. */
void receipt_check_compact(struct arena *a, const char *compact, struct note_keys keys,
                           struct receipt_check *out);
/* The text from a file of its own, for a receipt that came without. */
void receipt_check_text(struct arena *a, struct bytes statement, struct receipt_check *out);

/* SHA-256. */
void receipt_digest(struct bytes statement, unsigned char out[RECEIPT_DIGEST]);

#endif
