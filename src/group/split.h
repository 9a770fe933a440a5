/*
 * A complaint about two matters becomes two: staff say which words and files the new one takes
 * along. It has a reference of its own, the same complainant and the same code, and its dates count
 * from the day on which the first one was received. Both say what was copied; the first keeps all
 * it had, and its complainant is told of the second. [4.12-a] [7.3-a]
 */
#ifndef GROUP_SPLIT_H
#define GROUP_SPLIT_H

#include "operation/receipt/filing.h"

enum { SPLIT_FILES = 20 };

struct splitting {
    int64_t complaint;
    int64_t version;         /* of it when the form was shown; 0 = do not ask */
    const char *subject;     /* of the new one; NULL = none */
    const char *description; /* the words it takes along */
    const char *class_code;  /* NULL = none yet */
    const char *reason;
    const int64_t *files; /* of the first one, copied; at most SPLIT_FILES */
    size_t n_files;
};

/* Events split_off on the first and split_from on the new one. Refused where the first is closed,
 * set aside or handled with another one, for files that are too many, not its own or withheld, and
 * for a class that new complaints cannot have.
 * The same once more, without a version, makes nothing: `out` is the receipt of before, repeated.
 */
MUST_CHECK bool split_case(const struct act *act, const struct procedure *p,
                           const struct splitting *in, struct receipt *out, struct err *err);

/* Whether a copy of the file may go along. */
bool split_file(const struct file_row *f);

#endif
