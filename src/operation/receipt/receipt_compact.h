/*
 * A signed receipt in as few letters as a square on paper holds: its values and the signature,
 * in base64url. The text that was signed is written anew from the values. docs/format.md
 */
#ifndef OPERATION_RECEIPT_COMPACT_H
#define OPERATION_RECEIPT_COMPACT_H

#include "operation/receipt/receipt_note.h"

enum { COMPACT_MOST = 1600, COMPACT_SIGNATURE = 68 }; /* letters; id of the key and signature */

/* `signature`: COMPACT_SIGNATURE bytes. */
char *receipt_compact_write(struct arena *a, const struct receipt_note *note,
                            const unsigned char *signature);
/* Reads it; false when it is none. */
MUST_CHECK bool receipt_compact_read(struct arena *a, const char *s, size_t n,
                                     struct receipt_note *out,
                                     unsigned char signature[COMPACT_SIGNATURE]);

#endif
