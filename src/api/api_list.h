/* A row of a list as the database gives it, with the keys that open it. */
#ifndef API_API_LIST_H
#define API_API_LIST_H

#include "base/record.h"

struct api_line {
    int64_t id, owner_id;
    const char *reference, *type, *stage, *channel, *class, *severity, *priority, *outcome;
    struct secret subject, owner;
    struct instant received_at, updated_at, closed_at, next_due_at;
    const char *team;
    struct bytes key;
};
extern const struct record api_line_record;

#endif
