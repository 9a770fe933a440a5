/*
 * To whom the sealed identity of confidential cases is open now (walls/identity.h): asked
 * wherever names are shown, found or joined. A grant that no act wrote opens nothing
 * (complaint/guard.h). [4.10-a] [S48]
 */
#ifndef COMPLAINT_GRANTS_H
#define COMPLAINT_GRANTS_H

#include "complaint/history.h"

struct grants {
    const int64_t *complaint;
    size_t n;
    const char *listed; /* ids between commas, a comma at both ends, for statements */
};

/* The cases that are open to this member of staff (0 = to nobody) at act->now. */
MUST_CHECK bool grants_of(const struct act *act, int64_t staff, struct grants *out,
                          struct err *err);
bool grants_have(const struct grants *grants, int64_t complaint);

#endif
