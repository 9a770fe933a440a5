/* The routes of the API, and reading what is sent to it. */
#include "api/api.h"

const struct route api_routes[] = {
    { POST, "/api/v1/complaints", MAY_ANYBODY, api_filing_post, ROUTE_API },
    { GET, "/api/v1/complaints/{reference}", MAY_ANYBODY, api_complaint_get, ROUTE_API },
    { GET, "/api/v1/me", MAY_ANYBODY, api_me_get, ROUTE_API },
    { 0 },
};

bool api_body(struct req *rq, const struct record *r, void *row)
{
    if (!rq->json)
        return record_complete(r, row, rq->err);
    return json_record(rq->a, rq->json, r, row, rq->err) &&
           api_words_allowed(rq->a, r, row, rq->err);
}
