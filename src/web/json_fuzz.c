/* JSON into a record: what is taken can be written, and reads again as the same. */
#include "base/fuzz.h"
#include "web/json_look.h"
#include "web/req.h"

#include <stdlib.h>
#include <string.h>

struct part {
    const char *name;
};
static const struct field part_fields[] = { FIELD(struct part, name, .required = true) };
static const struct record part_record = RECORD(struct part, part_fields);

struct whole {
    bool yes;
    int count;
    const char *text;
    struct date day;
    struct instant at;
    const void *one;
    struct rows rows;
};
static const struct field whole_fields[] = {
    FIELD(struct whole, yes),
    FIELD(struct whole, count),
    FIELD(struct whole, text, .lines = true),
    FIELD(struct whole, day),
    FIELD(struct whole, at),
    FIELD_ONE(struct whole, one, &part_record),
    FIELD_ROWS(struct whole, rows, &part_record),
};
static const struct record whole_record = RECORD(struct whole, whole_fields);

/* The record as JSON, or NULL. */
static const char *read_and_write(struct arena *a, const char *s, size_t n)
{
    struct whole whole = { 0 };
    struct buf b = buf_new(a);
    struct err err = { 0 };
    json_t *json = NULL;
    bool ok = json_read(s, n, &json, &err) && json_record(a, json, &whole_record, &whole, &err);

    json_decref(json);
    if (!ok && err.kind == ERR_NONE)
        abort();
    json_write(&b, &whole_record, &whole);
    return ok ? buf_text(&b) : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    const char *once = read_and_write(a, (const char *)data, n);
    const char *twice = once ? read_and_write(a, once, strlen(once)) : NULL;

    if (once && (!twice || strcmp(once, twice) != 0))
        abort();
    return 0;
}
