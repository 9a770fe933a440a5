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
        /* Nobody writes one with NUL; SQLite would keep what stands behind it. */
        if (b.n > 0 && memchr(b.s, '\0', b.n))
            return false;
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

/* `*unfit` is the name of the first column whose value its field cannot hold, or NULL. */
static bool row_store(struct arena *a, const struct db_row *row, const struct record *r, void *out,
                      const char **unfit, struct err *err)
{
    const struct stmt *s = row->stmt;
    int columns = db_row_columns(row);

    *unfit = NULL;
    if (s->record != r && !map_make(row, r, err))
        return false;
    for (int i = 0; i < columns && !*unfit; i++)
        if (!store(a, s->map[i], field_at(s->map[i], out), db_row_value(row, i)))
            *unfit = s->map[i]->name;
    return true;
}

bool db_row_load(struct arena *a, const struct db_row *row, const struct record *r, void *out,
                 struct err *err)
{
    const char *unfit;

    return row_store(a, row, r, out, &unfit, err) &&
           (!unfit ||
            err_internal(err, "%s: column %s does not fit its field", row->stmt->sql->name, unfit));
}

/* -- one row, all rows -- */

struct loading {
    struct arena *a;
    const struct sql *sql;
    const struct record *r;
    char *rows;
    const char **unfit; /* one for each row; only db_marked looks at it */
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

static void *larger(struct arena *a, const void *old, size_t n, size_t room, size_t size)
{
    void *p = arena_array(a, room, size);

    if (n > 0)
        memcpy(p, old, n * size);
    return p;
}

/* Room for one more row; where it goes. */
static char *next_row(struct loading *l)
{
    if (l->n == l->room) {
        size_t room = l->room > 0 ? l->room * 2 : 16;
        l->rows = larger(l->a, l->rows, l->n, room, l->r->size);
        l->unfit = larger(l->a, l->unfit, l->n, room, sizeof *l->unfit);
        l->room = room;
    }
    return l->rows + l->n++ * l->r->size;
}

static bool load_next(void *to, const struct db_row *row, struct err *err)
{
    struct loading *l = to;

    return db_row_load(l->a, row, l->r, next_row(l), err);
}

static bool load_marked(void *to, const struct db_row *row, struct err *err)
{
    struct loading *l = to;
    char *at = next_row(l);

    return row_store(l->a, row, l->r, at, &l->unfit[l->n - 1], err);
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

bool db_marked(struct arena *a, struct db *db, const struct sql *sql, const struct value *values,
               const struct record *r, struct marked_rows *out, struct err *err)
{
    struct loading l = { .a = a, .sql = sql, .r = r };

    if (!db_each(db, sql, values, load_marked, &l, err))
        return false;
    *out = (struct marked_rows){ .row = l.rows, .n = l.n, .unfit = l.unfit };
    return true;
}
