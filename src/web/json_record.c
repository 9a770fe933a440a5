/*
 * JSON objects into rows by their field tables. Unknown members are refused, so
 * that a misspelt name is noticed by who misspelt it; the error names the member
 * with its path. [S59]
 */
#include "web/req.h"

#include "base/utf8.h"

#include <string.h>

static bool object_read(struct arena *a, const json_t *json, const struct record *r, void *row,
                        const char *path, struct err *err);

static const char *path_join(struct arena *a, const char *path, const char *name)
{
    return path ? arena_printf(a, "%s.%s", path, name) : arena_str(a, name);
}

/* An error of a field, with its path in place of the bare name. */
static bool at_path(struct err *err, const char *path)
{
    err->field = path;
    return false;
}

static bool wrong_kind(struct err *err, const char *path)
{
    err_field(err, path, N_("This is not the kind of value that is expected here."));
    return at_path(err, path);
}

static bool rows_read(struct arena *a, const json_t *json, const struct field *f, void *row,
                      const char *path, struct err *err)
{
    struct rows *out = field_at(f, row);
    size_t n = json_array_size(json);
    char *rows = arena_array(a, n, f->sub->size);

    if (!json_is_array(json))
        return wrong_kind(err, path);
    for (size_t i = 0; i < n; i++)
        if (!object_read(a, json_array_get(json, i), f->sub, rows + i * f->sub->size,
                         arena_printf(a, "%s.%zu", path, i), err))
            return false;
    *out = (struct rows){ rows, n };
    return true;
}

static bool one_read(struct arena *a, const json_t *json, const struct field *f, void *row,
                     const char *path, struct err *err)
{
    void *sub = arena_alloc(a, f->sub->size);

    *(const void **)field_at(f, row) = sub;
    return object_read(a, json, f->sub, sub, path, err);
}

/* Numbers and truth have kinds of their own in JSON: "5" is not 5. */
static bool kind_fits(const json_t *json, enum field_kind kind)
{
    switch (kind) {
    case FIELD_BOOL:
        return json_is_boolean(json);
    case FIELD_INT:
    case FIELD_INT64:
        return json_is_integer(json);
    case FIELD_TEXT:
    case FIELD_DATE:
    case FIELD_INSTANT:
    case FIELD_SECRET:
        return json_is_string(json);
    case FIELD_BYTES:
    case FIELD_HTML:
    case FIELD_ROWS:
    case FIELD_ONE:
        break;
    }
    return false;
}

static bool scalar_read(struct arena *a, const json_t *json, const struct field *f, void *row,
                        const char *path, struct err *err)
{
    const char *s = json_string_value(json);
    size_t n = json_string_length(json);

    if (!kind_fits(json, f->kind))
        return wrong_kind(err, path);
    if (json_is_boolean(json)) {
        *(bool *)field_at(f, row) = json_is_true(json);
        return true;
    }
    if (json_is_integer(json)) {
        s = arena_printf(a, "%" JSON_INTEGER_FORMAT, json_integer_value(json));
        n = strlen(s);
    }
    return field_read(a, f, row, s, n, err) || at_path(err, path);
}

static bool member_read(struct arena *a, const json_t *json, const struct field *f, void *row,
                        const char *path, struct err *err)
{
    if (json_is_null(json))
        return true;
    if (f->kind == FIELD_ROWS)
        return rows_read(a, json, f, row, path, err);
    if (f->kind == FIELD_ONE)
        return json_is_object(json) ? one_read(a, json, f, row, path, err) : wrong_kind(err, path);
    return scalar_read(a, json, f, row, path, err);
}

static bool object_read(struct arena *a, const json_t *json, const struct record *r, void *row,
                        const char *path, struct err *err)
{
    const char *name;
    json_t *value;

    if (!json_is_object(json))
        return path ? wrong_kind(err, path)
                    : err_set(err, ERR_INVALID, N_("A JSON object is expected."));
    json_object_foreach((json_t *)json, name, value)
    {
        const struct field *f = record_field(r, name, strlen(name));
        const char *here = path_join(a, path, name);
        if (!f)
            return err_field(err, here, N_("There is no field of this name."));
        if (!member_read(a, value, f, row, here, err))
            return false;
    }
    if (record_complete(r, row, err))
        return true;
    return err->field ? at_path(err, path_join(a, path, err->field)) : false;
}

bool json_record(struct arena *a, const json_t *json, const struct record *r, void *row,
                 struct err *err)
{
    return object_read(a, json, r, row, NULL, err);
}
