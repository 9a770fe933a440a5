/*
 * Double persons: one who complained twice and was taken down as two. They are joined, so that
 * the history of a complainant is whole, and parted again when that was wrong: nothing of
 * either record is changed or lost. ISO 10002 [7.2-b] [4.9-a]
 */
#ifndef OPERATION_RECEIPT_PERSON_FLOW_H
#define OPERATION_RECEIPT_PERSON_FLOW_H

#include "complaint/case.h"

struct person_join {
    int64_t complaint, other; /* two cases with a complainant each */
    int64_t version;          /* of the first when the form was shown; 0 = do not ask */
    bool keep_other;          /* the record of the other case stands for both from now on */
    const char *reason;
};

/* Both complainants are one from now on, with all that were joined with them before. An event
 * persons_joined in each of the cases. */
MUST_CHECK bool persons_join(const struct act *act, const struct procedure *p,
                             const struct person_join *join, struct err *err);

/* `person` stands for itself again, as it was before it was joined with the complainant of this
 * case. An event persons_parted in this case and in the newest of the parted one's. */
MUST_CHECK bool persons_part(const struct act *act, const struct procedure *p, int64_t complaint,
                             int64_t version, int64_t person, const char *reason, struct err *err);

#endif
