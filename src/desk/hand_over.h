/* Who answers for open complaints, as statements count it. */
#ifndef DESK_HAND_OVER_H
#define DESK_HAND_OVER_H

#include "base/record.h"

struct owner_load {
    int64_t staff;
    int64_t cases;
    bool works; /* has a role that works on complaints */
};
extern const struct record owner_load_record;

#endif
