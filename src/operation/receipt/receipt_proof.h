/*
 * The proof that a receipt's entry is in the log, in the form of c2sp.org/tlog-proof: told from
 * the file and the public keys alone. docs/format.md
 */
#ifndef OPERATION_RECEIPT_PROOF_H
#define OPERATION_RECEIPT_PROOF_H

#include "operation/receipt/receipt_check.h"

/* Looks at the proof that came with a genuine receipt, and says so in `c`; nothing where there
 * is none. */
void receipt_proof_check(struct arena *a, struct note_keys keys, struct receipt_check *c);

#endif
