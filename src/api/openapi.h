/* JSON Schema (2020-12) of field tables, for the description of the API. */
#ifndef API_OPENAPI_H
#define API_OPENAPI_H

#include "base/record.h"
#include <jansson.h>

/* Two schemas may come from one record: what is sent may leave members out, what is
 * answered has them all, null where nothing is set. */
enum schema_use { SCHEMA_REQUEST, SCHEMA_RESPONSE };

/* A reference to the record's schema, which is put into `schemas` with those it needs. */
json_t *schema_ref(json_t *schemas, const struct record *r, enum schema_use use);

/* The schema of one plain field. */
json_t *schema_field(json_t *schemas, const struct record *r, const struct field *f,
                     enum schema_use use);

#endif
