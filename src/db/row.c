/*
 * Rows on their way out: columns find their fields by name once per statement and
 * record; after that a value goes straight into its member and the arena.
 */
#include "db/engine.h"

#include <stdlib.h>
#include <string.h>

int db_row_columns(const struct db_row *row)
{
    return row->engine->columns(row);
}

const char *db_row_name(const struct db_row *row, int column)
{
    return row->engine->name_of(row, column);
}

struct value db_row_value(const struct db_row *row, int column)
{
    return row->engine->value_of(row, column);
}

/* Each column its field; a column that has none means that the statement and the
 * field table have drifted apart. */
static bool map_make(const struct db_row *row, const struct record *r, struct err *err)
{
    struct stmt *s = row->stmt;
    int columns = db_row_columns(row);
    const struct field **map = calloc((size_t)columns + 1, sizeof *map);

    if (!map)
        return fail_busy(err, "%s: out of memory", s->sql->name);
    for (int i = 0; i < columns; i++) {
        const char *name = db_row_name(row, i);
        map[i] = record_field(r, name, strlen(name));
        if (!map[i]) {
            err_internal(err, "%s: column %s is no field of %s", s->sql->name, name, r->name);
            free(map);
            return false;
        }
    }
    free(s->map);
    s->map = map;
    s->record = r;
    return true;
}

static bool int_store(const struct field *f, void *p, int64_t i)
{
    switch (f->kind) {
    case FIELD_BOOL:
        *(bool *)p = i != 0;
        return i == 0 || i == 1;
    case FIELD_INT:
        *(int *)p = (int)i;
        return i >= INT32_MIN && i <= INT32_MAX;
    case FIELD_INT64:
        *(int64_t *)p = i;
        return true;
    case FIELD_INSTANT:
        ((struct instant *)p)->us = i;
        return true;
    default:
        return false;
    }
}

static bool text_store(struct arena *a, const struct field *f, void *p, struct bytes b)
{
    switch (f->kind) {
    case FIELD_TEXT:
        *(const char **)p = arena_strn(a, (const char *)b.s, b.n);
        return true;
    case FIELD_DATE:
        return date_parse((const char *)b.s, b.n, p);
    default:
        return false;
    }
}

static bool bytes_store(struct arena *a, const struct field *f, void *p, struct bytes b)
{
    switch (f->kind) {
    case FIELD_BYTES:
        *(struct bytes *)p = arena_bytes(a, b.s, b.n);
        return true;
    case FIELD_SECRET:
        *(struct secret *)p = (struct secret){ .sealed = arena_bytes(a, b.s, b.n) };
        return true;
    default:
        return false;
    }
}

/* NULL is the zero value of the member's type. */
static bool null_store(const struct field *f, void *p)
{
    switch (f->kind) {
    case FIELD_BOOL:
        *(bool *)p = false;
        return true;
    case FIELD_INT:
    case FIELD_INT64:
    case FIELD_INSTANT:
        return int_store(f, p, 0);
    case FIELD_TEXT:
        *(const char **)p = NULL;
        return true;
    case FIELD_BYTES:
        *(struct bytes *)p = (struct bytes){ 0 };
        return true;
    case FIELD_DATE:
        *(struct date *)p = (struct date){ 0 };
        return true;
    case FIELD_SECRET:
        *(struct secret *)p = (struct secret){ 0 };
        return true;
    default:
        return false;
    }
}

static bool store(struct arena *a, const struct field *f, void *p, struct value v)
{
    switch (v.kind) {
    case VALUE_NULL:
        return null_store(f, p);
    case VALUE_INT:
        return int_store(f, p, v.i);
    case VALUE_TEXT:
        return text_store(a, f, p, v.b);
    case VALUE_BYTES:
        return bytes_store(a, f, p, v.b);
    }
    return false;
}

bool db_row_load(struct arena *a, const struct db_row *row, const struct record *r, void *out,
                 struct err *err)
{
    const struct stmt *s = row->stmt;
    int columns = db_row_columns(row);

    if (s->record != r && !map_make(row, r, err))
        return false;
    for (int i = 0; i < columns; i++)
        if (!store(a, s->map[i], field_at(s->map[i], out), db_row_value(row, i)))
            return err_internal(err, "%s: column %s does not fit its field", s->sql->name,
                                s->map[i]->name);
    return true;
}

/* -- one row, all rows -- */

struct loading {
    struct arena *a;
    const struct sql *sql;
    const struct record *r;
    char *rows;
    size_t n, room;
};

static bool load_one(void *to, const struct db_row *row, struct err *err)
{
    struct loading *l = to;

    if (l->n++ > 0)
        return err_internal(err, "%s: more than one row", l->sql->name);
    return db_row_load(l->a, row, l->r, l->rows, err);
}

bool db_one(struct arena *a, struct db *db, const struct sql *sql, const struct value *values,
            const struct record *r, void *out, struct err *err)
{
    struct loading l = { .a = a, .sql = sql, .r = r, .rows = arena_alloc(a, r->size) };

    if (!db_each(db, sql, values, load_one, &l, err))
        return false;
    if (l.n == 0)
        return err_set(err, ERR_NOT_FOUND, N_("This was not found."));
    memcpy(out, l.rows, r->size);
    return true;
}

static bool load_next(void *to, const struct db_row *row, struct err *err)
{
    struct loading *l = to;

    if (l->n == l->room) {
        size_t room = l->room > 0 ? l->room * 2 : 16;
        char *larger = arena_array(l->a, room, l->r->size);
        if (l->n > 0)
            memcpy(larger, l->rows, l->n * l->r->size);
        l->rows = larger;
        l->room = room;
    }
    return db_row_load(l->a, row, l->r, l->rows + l->n++ * l->r->size, err);
}

bool db_list(struct arena *a, struct db *db, const struct sql *sql, const struct value *values,
             const struct record *r, struct rows *out, struct err *err)
{
    struct loading l = { .a = a, .sql = sql, .r = r };

    if (!db_each(db, sql, values, load_next, &l, err))
        return false;
    *out = (struct rows){ .row = l.rows, .n = l.n };
    return true;
}
