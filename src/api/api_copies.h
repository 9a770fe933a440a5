/* Over the API: the copies that a procedure gives to other teams, and taking note of one. */
#ifndef API_API_COPIES_H
#define API_API_COPIES_H

#include "api/api_act.h"

struct api_copy {
    int64_t id;
    const char *reference, *name, *title, *team;
    struct instant at, noted_at;
    const char *noted_by;
};
struct api_copies {
    struct rows items; /* struct api_copy */
    const char *next;  /* NULL = nothing follows */
};
extern const struct record api_copies_record;

/* Those of a case; those that wait for the reader's teams. */
bool api_copies_get(struct req *rq);
bool api_copies_open_get(struct req *rq);

extern const struct api_act api_copy_acts[];

#endif
