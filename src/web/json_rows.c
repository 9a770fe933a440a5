/*
 * A record for JSON data. Rows of a list share one record, so it has the members
 * of all of them; a member of several kinds is text.
 */
#include "web/json_rows.h"

#include <string.h>

enum { WIDTH = 32 }; /* room for any kind */

/* Values that share one place in the data. */
struct samples {
    const json_t **v;
    size_t n;
};

static const struct record *record_of(struct arena *a, struct samples s);

static void add(struct arena *a, struct samples *s, const json_t *v)
{
    const json_t **all = ARENA_ARRAY(a, const json_t *, s->n + 1);

    if (s->n > 0)
        memcpy(all, s->v, s->n * sizeof(*all));
    all[s->n++] = v;
    s->v = all;
}

static enum field_kind kind_of(const json_t *v)
{
    switch (json_typeof(v)) {
    case JSON_OBJECT:
        return FIELD_ONE;
    case JSON_ARRAY:
        return FIELD_ROWS;
    case JSON_TRUE:
    case JSON_FALSE:
        return FIELD_BOOL;
    case JSON_INTEGER:
        return FIELD_INT64;
    case JSON_STRING:
    case JSON_REAL:
    case JSON_NULL:
        break;
    }
    return FIELD_TEXT;
}

static struct field field_of(struct arena *a, const char *name, size_t at, struct samples s)
{
    struct field f = { .name = arena_str(a, name), .offset = at * WIDTH, .kind = FIELD_TEXT };
    struct samples below = { 0 };
    bool first = true;

    for (size_t i = 0; i < s.n; i++) {
        enum field_kind kind = kind_of(s.v[i]);
        size_t at_element;
        json_t *element;
        if (json_is_null(s.v[i]))
            continue;
        f.kind = first || kind == f.kind ? kind : FIELD_TEXT;
        first = false;
        if (kind == FIELD_ONE)
            add(a, &below, s.v[i]);
        json_array_foreach(s.v[i], at_element, element) add(a, &below, element);
    }
    if (f.kind == FIELD_ONE || f.kind == FIELD_ROWS)
        f.sub = record_of(a, below);
    return f;
}

static bool has(const struct field *fields, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(fields[i].name, name) == 0)
            return true;
    return false;
}

static struct samples members(struct arena *a, struct samples s, const char *name)
{
    struct samples found = { 0 };

    for (size_t i = 0; i < s.n; i++)
        if (json_object_get(s.v[i], name))
            add(a, &found, json_object_get(s.v[i], name));
    return found;
}

static const struct record *record_of(struct arena *a, struct samples s)
{
    struct record *r = ARENA_NEW(a, struct record);
    struct field *fields;
    size_t most = 1, n = 0;
    struct samples plain = { 0 };

    for (size_t i = 0; i < s.n; i++)
        most += json_object_size(s.v[i]);
    fields = ARENA_ARRAY(a, struct field, most);
    for (size_t i = 0; i < s.n; i++) {
        const char *name;
        json_t *v;
        if (!json_is_object(s.v[i])) {
            add(a, &plain, s.v[i]);
            continue;
        }
        json_object_foreach((json_t *)s.v[i], name, v)
        {
            if (has(fields, n, name))
                continue;
            fields[n] = field_of(a, name, n, members(a, s, name));
            n++;
        }
    }
    if (plain.n > 0 && !has(fields, n, "value")) {
        fields[n] = field_of(a, "value", n, plain);
        n++;
    }
    *r = (struct record){ .name = "data", .size = most * WIDTH, .fields = fields, .n = n };
    return r;
}

const struct record *json_rows_record(struct arena *a, const json_t *data)
{
    struct samples s = { 0 };

    add(a, &s, data);
    return record_of(a, s);
}

static const char *text_of(struct arena *a, const json_t *v)
{
    if (json_is_string(v))
        return json_string_value(v);
    if (json_is_real(v))
        return arena_printf(a, "%.10g", json_real_value(v));
    if (json_is_integer(v))
        return arena_printf(a, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
    return json_is_boolean(v) ? (json_is_true(v) ? "true" : "false") : NULL;
}

static struct rows rows_of(struct arena *a, const struct record *r, const json_t *list)
{
    size_t n = json_array_size(list);
    char *rows = arena_array(a, n + 1, r->size);

    for (size_t i = 0; i < n; i++)
        memcpy(rows + i * r->size, json_rows_row(a, r, json_array_get(list, i)), r->size);
    return (struct rows){ rows, n };
}

static void fill(struct arena *a, const struct field *f, void *row, const json_t *v)
{
    void *p = field_at(f, row);

    if (!v || json_is_null(v))
        return;
    if (f->kind == FIELD_ONE)
        *(const void **)p = json_rows_row(a, f->sub, v);
    else if (f->kind == FIELD_ROWS)
        *(struct rows *)p = rows_of(a, f->sub, v);
    else if (f->kind == FIELD_BOOL)
        *(bool *)p = json_is_true(v);
    else if (f->kind == FIELD_INT64)
        *(int64_t *)p = json_integer_value(v);
    else
        *(const char **)p = text_of(a, v);
}

const void *json_rows_row(struct arena *a, const struct record *r, const json_t *data)
{
    char *row = arena_alloc(a, r->size);

    for (size_t i = 0; i < r->n; i++) {
        const struct field *f = &r->fields[i];
        const json_t *v = json_is_object(data) ? json_object_get(data, f->name) : NULL;
        if (!json_is_object(data) && strcmp(f->name, "value") == 0)
            v = data;
        fill(a, f, row, v);
    }
    return row;
}
