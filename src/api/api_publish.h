/* Over the API: the public text about how a complaint ended, by one and approved by another. */
#ifndef API_API_PUBLISH_H
#define API_API_PUBLISH_H

#include "api/api_act.h"

struct api_publication {
    int64_t id;
    const char *text, *language;
    bool public;
    struct instant proposed_at;
    const char *proposed_by;
    struct instant approved_at;
    const char *approved_by;
    struct instant ended_at;
    const char *ended_by;
};
struct api_publications {
    struct rows items; /* struct api_publication */
};
extern const struct record api_publications_record;

bool api_publications_get(struct req *rq);

extern const struct api_act api_publish_acts[];

#endif
