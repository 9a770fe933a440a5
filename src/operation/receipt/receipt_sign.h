/*
 * The receipt of a complaint, signed.
 *
 * It is made whenever somebody asks for it, of what the filing event committed to, and signed by
 * the key that signed at that time: so nothing is stored for it, filing does not wait for it,
 * and the same complaint has the same receipt each time. [7.2-a] [4.9-b]
 */
#ifndef OPERATION_RECEIPT_SIGN_H
#define OPERATION_RECEIPT_SIGN_H

#include "complaint/procedure.h"
#include "operation/receipt/filed.h"
#include "operation/receipt/receipt_note.h"

struct signed_receipt {
    struct receipt_note note;
    const char *text;       /* the signed note */
    struct bytes statement; /* as it was filed */
    struct rows lines;      /* the same as struct statement_line */
    const char *compact;    /* note and signature, for the square */
};

/* Errors are those of filed_load. */
MUST_CHECK bool receipt_sign(const struct act *act, const struct procedure *p, int64_t complaint,
                             struct signed_receipt *out, struct err *err);
/* The file to keep: the note, the statement beneath it, and `proof` unless it is NULL. */
struct bytes receipt_saved(struct arena *a, const struct signed_receipt *r, const char *proof);

#endif
