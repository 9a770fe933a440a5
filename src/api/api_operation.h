/*
 * What each route of the API is for, said once for the description (openapi.c) and for
 * the test that holds every route against it.
 */
#ifndef API_API_OPERATION_H
#define API_API_OPERATION_H

#include "base/record.h"
#include "web/req.h"

/* Who may ask. */
enum api_door {
    DOOR_PUBLIC = 1,
    DOOR_KEY = 2,
    DOOR_SESSION = 4,
    DOOR_CODE = 8, /* the complainant, by the header Complaint-Code */
    DOOR_SYSTEMS = DOOR_KEY | DOOR_SESSION,
};

/* What else it takes or gives. */
enum api_trait {
    TRAIT_IDEMPOTENT = 1, /* takes Idempotency-Key */
    TRAIT_LOCATION = 2,   /* its answer names where the new thing is */
    TRAIT_FILE = 4,       /* takes multipart/form-data with a file */
    TRAIT_BYTES = 8,      /* answers with the bytes of a file */
    TRAIT_MATCH = 32,     /* takes If-Match */
    TRAIT_ANY = 16,       /* answers with an object that is not described */
};

struct api_operation {
    const char *id;      /* for generated clients, "fileComplaint" */
    const char *summary; /* English */
    unsigned doors, traits;
    const struct record *query;   /* parameters of the URL, or NULL */
    const struct record *request; /* JSON body, or NULL */
    int status;                   /* when it went well */
    const struct record *response;
    const int *errors; /* statuses of problems, 0 at the end */
};

/* The operation of a route of the API, or NULL when nobody described it. */
const struct api_operation *api_operation(const struct route *route);

/* The whole description, OpenAPI 3.1, of every route of the router that has ROUTE_API;
 * the caller owns the object. A route without an operation is ERR_INTERNAL. */
struct router;
MUST_CHECK bool openapi_make(const struct router *router, json_t **out, struct err *err);

#endif
