/*
 * What was filed, from the event that filed it.
 *
 * Columns of a case change: it is corrected, classified, joined with others. What came in is
 * what the filing event committed to, so a receipt is made of its values alone, and only when
 * each is the one that the event names. [7.2-d] [4.9-b]
 */
#ifndef OPERATION_RECEIPT_FILED_H
#define OPERATION_RECEIPT_FILED_H

#include "complaint/history.h"

struct filed {
    int64_t event; /* its number in the log */
    struct instant at;
    unsigned char hash[HASH_BYTES];
    const char *reference;
    struct instant received;
    struct rows lines; /* struct statement_line, in their order */
};

/* ERR_NOT_FOUND when there is no such complaint; ERR_REFUSED when something of it was erased;
 * ERR_INTERNAL when what is stored is not what the event says. */
MUST_CHECK bool filed_load(const struct act *act, int64_t complaint, struct filed *out,
                           struct err *err);

#endif
