/* What statements of this folder tell beside whole rows. */
#ifndef KEEP_KEEP_ROWS_H
#define KEEP_KEEP_ROWS_H

#include "base/record.h"

/* An erasure or a hold that waits for a second person. */
struct keep_line {
    const char *reference;
    struct instant at;
    int64_t by_id, person;
    const char *what;
};
extern const struct record keep_line_record;

/* An erased person (kind 1) or case (2), with the hash of the event that made it. */
struct owner_row {
    int64_t kind, owner;
    struct bytes hash;
};
extern const struct record owner_row_record;

/* A case that is due under the schedule. */
struct due_line {
    int64_t id;
    const char *reference, *class;
    struct instant closed_at;
};
extern const struct record due_line_record;

#endif
