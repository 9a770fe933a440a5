/* A value beside an event as it stands, with the key that opens it. */
#ifndef COMPLAINT_REPLAY_H
#define COMPLAINT_REPLAY_H

#include "base/record.h"

struct sealed_value {
    int64_t event_id, place, key_kind, key_owner;
    struct bytes sealed, wrapped;
    bool erased; /* nothing in wrapped, because that person or case was erased */
};
extern const struct record sealed_value_record;

#endif
