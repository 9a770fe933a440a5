/*
 * The file that a complainant saves: the signed note, the statement as it was filed, and,
 * in one that was completed later, the proof that it is in the log.
 *
 *     Redress receipt 1 …        the signed note (log/note.h)
 *
 *     ----- statement as filed -----
 *     Redress statement 1 …
 *     ----- end of statement -----
 *
 *     c2sp.org/tlog-proof@v1 …
 *
 * Each of the last two may be missing. docs/format.md
 */
#ifndef OPERATION_RECEIPT_FILE_H
#define OPERATION_RECEIPT_FILE_H

#include "base/buf.h"

enum { RECEIPT_FILE_MOST = 512 * 1024 };

struct receipt_file {
    struct bytes note;
    struct bytes statement; /* n = 0: the text is not part of this file */
    struct bytes proof;     /* n = 0: none */
};

struct bytes receipt_file_write(struct arena *a, const struct receipt_file *file);

/* Takes a file apart; false when it cannot be one. What mail, editors and forms add is taken
 * away first: a byte order mark, carriage returns at line ends, empty lines around it. */
MUST_CHECK bool receipt_file_read(struct arena *a, struct bytes given, struct receipt_file *out);

#endif
