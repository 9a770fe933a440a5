/*
 * Tests only: a record and a row made of any JSON data, as the cases of the
 * mustache specification and the fuzz target need them.
 */
#ifndef WEB_JSON_ROWS_H
#define WEB_JSON_ROWS_H

#include "base/record.h"
#include <jansson.h>

/* The record that fits the data: an object's members are fields; elements of a list
 * that are no objects, and data that is none, are the field `value`. Decimal fractions
 * are text, as no kind of field holds them. */
const struct record *json_rows_record(struct arena *a, const json_t *data);
const void *json_rows_row(struct arena *a, const struct record *r, const json_t *data);

#endif
