/* Over the API: outside parties, and asking them. What becomes of it is among the tasks. */
#ifndef API_API_OUTSIDE_H
#define API_API_OUTSIDE_H

#include "api/api_act.h"

struct api_outsider {
    int64_t id;
    const char *name, *kind, *language;
};
struct api_outsiders {
    struct rows items; /* struct api_outsider */
};
extern const struct record api_outsiders_record;

/* Those who may be asked. */
bool api_outsiders_get(struct req *rq);

#endif
