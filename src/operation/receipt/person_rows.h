/* What statements tell of the records of one complainant. */
#ifndef OPERATION_RECEIPT_PERSON_ROWS_H
#define OPERATION_RECEIPT_PERSON_ROWS_H

#include "base/record.h"

struct person_record_row {
    int64_t person, cases;
    int64_t complaint; /* the newest */
    const char *reference;
};
extern const struct record person_record_row_record;

#endif
