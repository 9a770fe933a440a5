/* Over the API: who is away and who stands in. The rights are those of the desk. [4.12-a] */
#ifndef API_API_ABSENCE_H
#define API_API_ABSENCE_H

#include "api/api.h"

struct api_absence {
    int64_t id;
    const char *staff, *substitute;
    struct date from, until;
    struct instant ended_at;
};
extern const struct record api_absence_record;
struct api_absences {
    struct rows items; /* struct api_absence */
};
extern const struct record api_absences_record;

/* What is sent: logins. */
struct api_absence_add {
    const char *staff, *substitute;
    struct date from, until;
};
extern const struct record api_absence_add_record;

bool api_absences_get(struct req *rq);
bool api_absences_post(struct req *rq);
bool api_absence_end_post(struct req *rq);

#endif
