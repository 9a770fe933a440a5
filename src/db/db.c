/*
 * A connection and its statement cache. Statements are prepared when they are
 * first needed and kept; what is bound is checked against the kinds the statement
 * was generated with, so that both engines refuse the same mistakes.
 */
#include "db/engine.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

bool db_open(struct db **out, const char *path, const char *url, struct err *err)
{
    struct db *db = NULL;

    if (!(url && *url ? pg_open(&db, url, err) : sqlite_open(&db, path, err)))
        return false;
    if (!schema_known(db, err)) {
        db_close(db);
        return false;
    }
    *out = db;
    return true;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    if (db->tx != TX_NONE)
        db->engine->rollback(db);
    for (size_t i = 0; i < db->slots; i++) {
        while (db->stmts[i]) {
            struct stmt *s = db->stmts[i];
            db->stmts[i] = s->next;
            db->engine->forget(db, s);
            free(s->map);
            free(s);
        }
    }
    free(db->stmts);
    db->engine->close(db);
}

void db_cleanup(struct db **db)
{
    db_close(*db);
    *db = NULL;
}

enum db_engine db_engine(const struct db *db)
{
    return db->engine->name;
}

void db_analyze(struct db *db)
{
    struct err none = { 0 };

    if (db_engine(db) == DB_PG)
        (void)db->engine->script(
            db, "SET statement_timeout = 0; ANALYZE; SET statement_timeout = '20s'", &none);
}

bool db_in_tx(const struct db *db)
{
    return db->tx != TX_NONE;
}

static bool slots_grow(struct db *db, size_t id)
{
    size_t slots = (id + 64) / 64 * 64;
    struct stmt **larger;

    if (id < db->slots)
        return true;
    larger = realloc(db->stmts, slots * sizeof *larger);
    if (!larger)
        return false;
    memset(larger + db->slots, 0, (slots - db->slots) * sizeof *larger);
    db->stmts = larger;
    db->slots = slots;
    return true;
}

static struct stmt *stmt_find(const struct db *db, const struct sql *sql)
{
    struct stmt *s = db->stmts[sql->id];

    while (s && (s->sql != sql || s->running))
        s = s->next;
    return s;
}

/* The statement, prepared and not running, or NULL. */
static struct stmt *stmt_get(struct db *db, const struct sql *sql, struct err *err)
{
    struct stmt *s;

    if (sql->id < 0 || !(db->engine->name == DB_SQLITE ? sql->sqlite : sql->pg)) {
        err_internal(err, "%s: not a statement of this engine", sql->name);
        return NULL;
    }
    if (!slots_grow(db, (size_t)sql->id)) {
        fail_busy(err, "%s: out of memory", sql->name);
        return NULL;
    }
    if ((s = stmt_find(db, sql)))
        return s;
    if (!(s = calloc(1, sizeof *s))) {
        fail_busy(err, "%s: out of memory", sql->name);
        return NULL;
    }
    s->sql = sql;
    if (!db->engine->prepare(db, s, err)) {
        free(s);
        return NULL;
    }
    s->next = db->stmts[sql->id];
    db->stmts[sql->id] = s;
    return s;
}

/* PostgreSQL takes neither NUL nor broken UTF-8 in a text; SQLite shall not either. */
static bool value_fits(const struct value *v, char kind)
{
    switch (v->kind) {
    case VALUE_NULL:
        return true;
    case VALUE_INT:
        return kind == 'i';
    case VALUE_TEXT:
        return kind == 't' && !memchr(v->b.s, '\0', v->b.n) &&
               utf8_valid((const char *)v->b.s, v->b.n);
    case VALUE_BYTES:
        return kind == 'b';
    }
    return false;
}

static bool values_fit(const struct sql *sql, const struct value *values, struct err *err)
{
    if (sql->params > PARAMS_MAX || strlen(sql->param_kinds) != (size_t)sql->params)
        return err_internal(err, "%s: wrong number of parameter kinds", sql->name);
    for (int i = 0; i < sql->params; i++)
        if (!value_fits(&values[i], sql->param_kinds[i]))
            return err_internal(err, "%s: parameter %d is not of kind %c", sql->name, i + 1,
                                sql->param_kinds[i]);
    return true;
}

static bool run(struct db *db, const struct sql *sql, const struct value *values, db_row_fn *fn,
                void *to, int64_t *changed, struct err *err)
{
    struct stmt *s;
    bool ok;

    if (db->tx != TX_NONE && db->failed)
        return err_internal(err, "%s: the transaction has failed already", sql->name);
    if (!values_fit(sql, values, err))
        return false;
    ok = false;
    if ((s = stmt_get(db, sql, err))) {
        s->running = true;
        ok = db->engine->run(db, s, values, fn, to, changed, err);
        s->running = false;
    }
    return ok;
}

bool db_exec(struct db *db, const struct sql *sql, const struct value *values, int64_t *changed,
             struct err *err)
{
    int64_t n = 0;

    if (!run(db, sql, values, NULL, NULL, changed ? &n : NULL, err))
        return false;
    if (changed)
        *changed = n;
    return true;
}

bool db_each(struct db *db, const struct sql *sql, const struct value *values, db_row_fn *fn,
             void *to, struct err *err)
{
    int64_t changed;

    return run(db, sql, values, fn, to, &changed, err);
}
