/*
 * What somebody is writing, kept on the server every few seconds: sealed under the key of
 * the complaint, or of the organisation for a complaint that does not exist yet. A draft
 * outlives conflicts, sessions and this program, until it is sent or emptied. [N3] [N4]
 */
#ifndef DESK_DRAFT_H
#define DESK_DRAFT_H

#include "complaint/history.h"

struct draft {
    const char *text; /* NULL = none */
    struct instant saved_at;
};

enum { DRAFT_MOST = 200 * 1024 };

MUST_CHECK bool draft_read(const struct act *act, int64_t complaint, const char *kind,
                           struct draft *out, struct err *err);
/* Keeps it; an empty text takes it away. */
MUST_CHECK bool draft_keep(const struct act *act, int64_t complaint, const char *kind,
                           const char *text, struct err *err);

#endif
