/*
 * The schema's history. Each change is one transaction that also notes its name and
 * checksum, so that an upgrade that was broken off goes on where it stopped. [D18]
 * What ran is compared with what this program knows: a change it does not know belongs
 * to a newer release, and a changed checksum to other source. Both are refused.
 */
#include "db/engine.h"

#include <stdio.h>
#include <string.h>

static const struct sql has_history = {
    .name = "schema_has_history",
    .sqlite = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = "
              "'schema_migration'",
    .pg = "SELECT count(to_regclass('schema_migration'))",
    .param_kinds = "",
};
static const struct sql history = {
    .name = "schema_history",
    .sqlite = "SELECT name, checksum FROM schema_migration ORDER BY name",
    .pg = "SELECT name, checksum FROM schema_migration ORDER BY name COLLATE \"C\"",
    .param_kinds = "",
};
static const struct sql history_add = {
    .name = "schema_history_add",
    .sqlite = "INSERT INTO schema_migration (name, checksum, applied_at) VALUES (?1, ?2, ?3)",
    .pg = "INSERT INTO schema_migration (name, checksum, applied_at) VALUES ($1, $2, $3)",
    .params = 3,
    .param_kinds = "tti",
};
static const struct sql foreign_keys = {
    .name = "schema_foreign_keys",
    .sqlite = "PRAGMA foreign_key_check",
    .param_kinds = "",
};
static const struct migration first = {
    .sqlite = "CREATE TABLE schema_migration (name TEXT NOT NULL PRIMARY KEY,"
              " checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT",
    .pg = "CREATE TABLE schema_migration (name text NOT NULL PRIMARY KEY,"
          " checksum text NOT NULL, applied_at bigint NOT NULL)",
};

static bool script(struct db *db, const struct migration *m, struct err *err)
{
    const char *text = db->engine->name == DB_SQLITE ? m->sqlite : m->pg;

    return !text || db->engine->script(db, text, err);
}

static bool one_number(void *to, const struct db_row *row, struct err *err)
{
    (void)err;
    *(int64_t *)to = db_row_value(row, 0).i;
    return true;
}

static bool same(struct value v, const char *s)
{
    return v.kind == VALUE_TEXT && v.b.n == strlen(s) && memcmp(v.b.s, s, v.b.n) == 0;
}

/* Compares the next change that ran with the next one known. */
static bool compare(void *to, const struct db_row *row, struct err *err)
{
    size_t *n = to;
    const struct migration *known = &migrations[*n];
    struct value name = db_row_value(row, 0);

    if (!known->name || !same(name, known->name))
        return fail_refused(err,
                            "the database has the change %.*s, which this program does not have: "
                            "it belongs to a newer release",
                            (int)name.b.n, (const char *)name.b.s);
    if (!same(db_row_value(row, 1), known->checksum))
        return fail_refused(err, "the change %s is not the one that this database went through",
                            known->name);
    (*n)++;
    return true;
}

/* How many of migrations[] have run. */
static bool count_applied(struct db *db, size_t *n, struct err *err)
{
    int64_t there = 0;

    *n = 0;
    if (!db_each(db, &has_history, NULL, one_number, &there, err))
        return false;
    return there == 0 || db_each(db, &history, NULL, compare, n, err);
}

/* How many changes a SQLite file says in its head that it went through. */
static const struct sql version = {
    .name = "schema_version",
    .sqlite = "PRAGMA user_version",
    .param_kinds = "",
};

/* The head of the file and its history say the same, or somebody put them together. */
bool schema_known(struct db *db, struct err *err)
{
    int64_t said = 0;
    size_t n;

    if (!count_applied(db, &n, err) ||
        (db->engine->name == DB_SQLITE && !db_each(db, &version, NULL, one_number, &said, err)))
        return false;
    return db->engine->name != DB_SQLITE || said == (int64_t)n ||
           fail_refused(err, "the head of the file says schema %d, its history %d", (int)said,
                        (int)n);
}

bool db_changes(struct db *db, size_t *n, struct err *err)
{
    return count_applied(db, n, err);
}

bool db_current(struct db *db, struct err *err)
{
    size_t n;

    if (!count_applied(db, &n, err))
        return false;
    if (migrations[n].name)
        return fail_refused(
            err, "the database lacks the change %s: redress upgrade brings it up to date",
            migrations[n].name);
    return true;
}

static bool dangling(void *to, const struct db_row *row, struct err *err)
{
    struct value table = db_row_value(row, 0);

    (void)to;
    return err_internal(err, "rows of %.*s point to nothing", (int)table.b.n,
                        (const char *)table.b.s);
}

/* Into the head of a SQLite file, with the change itself. */
static bool version_note(struct db *db, size_t n, struct err *err)
{
    char text[40];

    if (db->engine->name != DB_SQLITE)
        return true;
    snprintf(text, sizeof text, "PRAGMA user_version = %d", (int)n);
    return db->engine->script(db, text, err);
}

/* Runs the next change, if there is one, in the transaction that is open. */
static bool run_next(struct db *db, bool *ran, struct err *err)
{
    const struct migration *m;
    struct value values[3];
    int64_t there = 0;
    size_t n;

    if (!db_each(db, &has_history, NULL, one_number, &there, err))
        return false;
    if (there == 0 && !script(db, &first, err))
        return false;
    if (!count_applied(db, &n, err))
        return false;
    m = &migrations[n];
    *ran = m->name != NULL;
    if (!*ran)
        return true;
    values[0] = value_text(m->name);
    values[1] = value_text(m->checksum);
    values[2] = value_instant(instant_now());
    return script(db, m, err) && db_exec(db, &history_add, values, NULL, err) &&
           version_note(db, n + 1, err) &&
           (db->engine->name != DB_SQLITE || db_each(db, &foreign_keys, NULL, dangling, NULL, err));
}

static bool run_all(struct db *db, struct err *err)
{
    for (bool ran = true; ran;) {
        AUTO_TX tx = { 0 };
        if (!tx_begin(&tx, db, err) || !run_next(db, &ran, err) || !tx_commit(&tx, err))
            return false;
    }
    return true;
}

bool db_migrate(struct db *db, struct err *err)
{
    struct err later = { 0 };
    bool ok;

    if (db->tx != TX_NONE)
        return err_internal(err, "migrating inside a transaction");
    if (!db->engine->migrating(db, true, err))
        return false;
    ok = run_all(db, err);
    /* Also after a failure; then the first reason is the one to tell. */
    return db->engine->migrating(db, false, ok ? err : &later) && ok;
}
