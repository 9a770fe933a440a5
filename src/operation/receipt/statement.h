/*
 * The statement as it was filed, in canonical bytes.
 *
 * What a complainant sent, line by line under fixed English names, so that the same filing
 * gives the same bytes in every language and on every machine, and so that anybody can compute
 * the digest which a receipt signs. Nothing is normalised: the words are those that are stored.
 * docs/format.md
 */
#ifndef OPERATION_RECEIPT_STATEMENT_H
#define OPERATION_RECEIPT_STATEMENT_H

#include "base/buf.h"
#include "base/record.h"

/* A name of a to z, digits, _ and dots; a value of any text. */
struct statement_line {
    const char *name;
    const char *value;
};

/* Most bytes of a statement, as written. */
enum { STATEMENT_MOST = 384 * 1024, STATEMENT_LINES = 300 };

/* The canonical bytes: each line with its line break. Values that are NULL or "" have none. */
struct bytes statement_write(struct arena *a, const struct statement_line *lines, size_t n);

/* Reads them again; false when they are none, or not the canonical ones of what they say. */
MUST_CHECK bool statement_read(struct arena *a, struct bytes text, struct rows *out);

/* The value of that name, or NULL. */
const char *statement_value(const struct rows *lines, const char *name);

#endif
