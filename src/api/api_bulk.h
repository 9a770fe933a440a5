/* One act on several complaints, as other systems ask for it. */
#ifndef API_API_BULK_H
#define API_API_BULK_H

#include "web/req.h"

struct api_bulk_case {
    const char *reference;
};
struct api_bulk {
    const char *act, *choice, *text;
    struct rows complaints; /* struct api_bulk_case */
};
struct api_bulk_result {
    const char *reference;
    bool done;
    int status; /* as the act by itself would answer */
    const char *why;
};
struct api_bulk_done {
    int done, failed;
    struct rows results; /* struct api_bulk_result */
};
extern const struct record api_bulk_record, api_bulk_done_record;

bool api_bulk_post(struct req *rq);

#endif
