/*
 * Rows go by COPY in its text format, in which PostgreSQL reads each value by the type of its
 * column. Names of tables and columns come from the schema itself. The second reading compares
 * what each engine says of its own rows, in the order of the primary key, which both engines
 * sort alike: texts by their bytes.
 */
#include "db/move.h"

#include "base/buf.h"
#include "db/pg.h"
#include "db/sqlite.h"

#include <string.h>

enum { COLUMNS = 100, FETCHED = 500 };

struct moving {
    struct sqlite_db *from;
    struct pg_db *to;
    const char *table;
    const char *columns; /* "\"a\", \"b\"" */
    const char *key;
    int n;
    int64_t rows;
};

/* -- words for the engines -- */

static bool sqlite_ask(struct sqlite_db *db, const char *text, sqlite3_stmt **s, struct err *err)
{
    int rc = sqlite3_prepare_v2(db->conn, text, -1, s, NULL);

    return rc == SQLITE_OK || sqlite_failed(db, "move", rc, err);
}

static bool pg_say(struct pg_db *db, const char *text, struct err *err)
{
    AUTO_RESULT r = PQexec(db->conn, text);

    return pg_answered(db, "move", r, err);
}

static void name_add(struct buf *b, const char *name)
{
    if (b->n > 0)
        buf_str(b, ", ");
    buf_char(b, '"');
    buf_str(b, name);
    buf_char(b, '"');
}

/* A statement about this table: words, a name of the schema, words. No value is ever among them. */
static const char *about(struct arena *a, const char *before, const char *names,
                         const char *between, const char *table, const char *after)
{
    struct buf b = buf_new(a);

    buf_str(&b, before);
    buf_str(&b, names);
    buf_str(&b, between);
    buf_char(&b, '"');
    buf_str(&b, table);
    buf_char(&b, '"');
    buf_str(&b, after);
    return buf_text(&b);
}

/* The columns of a table and those of its key. */
static bool columns_read(struct arena *a, struct moving *m, struct err *err)
{
    struct buf all = buf_new(a), key = buf_new(a);
    sqlite3_stmt *s = NULL;
    int rc;

    if (!sqlite_ask(m->from, "SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid", &s, err))
        return false;
    sqlite3_bind_text(s, 1, m->table, -1, SQLITE_STATIC);
    m->n = 0;
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        name_add(&all, (const char *)sqlite3_column_text(s, 0));
        if (sqlite3_column_int(s, 1) > 0)
            name_add(&key, (const char *)sqlite3_column_text(s, 0));
        m->n++;
    }
    sqlite3_finalize(s);
    if (rc != SQLITE_DONE)
        return sqlite_failed(m->from, "move", rc, err);
    m->columns = buf_text(&all);
    m->key = key.n > 0 ? buf_text(&key) : m->columns;
    return m->n > 0 && m->n <= COLUMNS ? true : err_internal(err, "%s: no columns", m->table);
}

/* -- values as texts, as PostgreSQL writes them -- */

static const char *hex_said(struct arena *a, const unsigned char *bytes, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    char *text = arena_array(a, 2 * n + 3, 1), *at = text + 2;

    memcpy(text, "\\x", 2);
    for (size_t i = 0; i < n; i++) {
        *at++ = digits[bytes[i] >> 4];
        *at++ = digits[bytes[i] & 15];
    }
    return text;
}

static const char *value_said(struct arena *a, sqlite3_stmt *s, int i)
{
    switch (sqlite3_column_type(s, i)) {
    case SQLITE_NULL:
        return NULL;
    case SQLITE_INTEGER:
        return arena_printf(a, "%" PRId64, (int64_t)sqlite3_column_int64(s, i));
    case SQLITE_BLOB:
        return hex_said(a, sqlite3_column_blob(s, i), (size_t)sqlite3_column_bytes(s, i));
    default:
        return arena_str(a, (const char *)sqlite3_column_text(s, i));
    }
}

/* In COPY a tabulator ends a value, a line break a row, and \N is NULL. */
static void copy_value(struct buf *b, const char *value)
{
    static const char special[] = "\\\n\t\r", written[] = "\\ntr";

    for (; value && *value; value++) {
        const char *at = strchr(special, *value);
        if (at)
            buf_printf(b, "\\%c", written[at - special]);
        else
            buf_char(b, *value);
    }
    if (!value)
        buf_str(b, "\\N");
}

/* -- copying -- */

static bool row_send(struct arena *a, struct moving *m, sqlite3_stmt *s, struct err *err)
{
    struct buf b = buf_new(a);

    for (int i = 0; i < m->n; i++) {
        if (i > 0)
            buf_char(&b, '\t');
        copy_value(&b, value_said(a, s, i));
    }
    buf_char(&b, '\n');
    return PQputCopyData(m->to->conn, b.s, (int)b.n) == 1 ||
           fail_busy(err, "%s: the connection was lost", m->table);
}

static bool rows_send(struct moving *m, sqlite3_stmt *s, struct err *err)
{
    AUTO_ARENA row = arena_new();
    int rc;

    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        if (!row_send(row, m, s, err))
            return false;
        arena_reset(row);
        m->rows++;
    }
    return rc == SQLITE_DONE || sqlite_failed(m->from, m->table, rc, err);
}

static bool copy_end(struct moving *m, bool ok, struct err *err)
{
    AUTO_RESULT r = NULL;

    if (PQputCopyEnd(m->to->conn, ok ? NULL : "broken off") != 1)
        return fail_busy(err, "%s: the connection was lost", m->table);
    r = PQgetResult(m->to->conn);
    for (PGresult *more = PQgetResult(m->to->conn); more; more = PQgetResult(m->to->conn))
        PQclear(more);
    return ok && pg_answered(m->to, m->table, r, err);
}

static bool copy_rows(struct arena *a, struct moving *m, const char *select, struct err *err)
{
    const char *copy = about(a, "COPY ", "", "", m->table, " FROM STDIN");
    sqlite3_stmt *s = NULL;
    AUTO_RESULT r = NULL;
    bool ok;

    if (!pg_say(m->to, about(a, "DELETE FROM ", "", "", m->table, ""), err) ||
        !sqlite_ask(m->from, select, &s, err))
        return false;
    r = PQexec(m->to->conn, copy);
    if (PQresultStatus(r) != PGRES_COPY_IN) {
        sqlite3_finalize(s);
        return pg_answered(m->to, m->table, r, err) ? err_internal(err, "%s: no copy", m->table)
                                                    : false;
    }
    ok = rows_send(m, s, err);
    sqlite3_finalize(s);
    return copy_end(m, ok, err);
}

/* -- comparing -- */

static bool row_same(struct arena *a, const struct moving *m, sqlite3_stmt *s, const PGresult *r,
                     int row)
{
    for (int i = 0; i < m->n; i++) {
        const char *here = value_said(a, s, i);
        bool null = PQgetisnull(r, row, i);
        if (null != (here == NULL) || (!null && strcmp(here, PQgetvalue(r, row, i)) != 0))
            return false;
    }
    return true;
}

static bool differs(const struct moving *m, struct err *err)
{
    return err_internal(err, "table %s is not the same after the move", m->table);
}

/* The rows that PostgreSQL gave against as many of SQLite's. */
static bool part_same(struct arena *a, const struct moving *m, sqlite3_stmt *s, const PGresult *r,
                      struct err *err)
{
    for (int i = 0; i < PQntuples(r); i++) {
        if (sqlite3_step(s) != SQLITE_ROW || !row_same(a, m, s, r, i))
            return differs(m, err);
        arena_reset(a);
    }
    return true;
}

static bool rows_same(struct arena *a, struct moving *m, sqlite3_stmt *s, struct err *err)
{
    AUTO_ARENA row = arena_new();
    const char *fetch = arena_printf(a, "FETCH %d FROM moved", FETCHED);

    for (int n = FETCHED; n == FETCHED;) {
        AUTO_RESULT r = PQexec(m->to->conn, fetch);
        if (!pg_answered(m->to, m->table, r, err) || !part_same(row, m, s, r, err))
            return false;
        n = PQntuples(r);
    }
    return sqlite3_step(s) == SQLITE_DONE || differs(m, err);
}

/* What SQLite gives for `here` is what PostgreSQL gives for `there`. */
static bool same(struct arena *a, struct moving *m, const char *here, const char *there,
                 struct err *err)
{
    sqlite3_stmt *s = NULL;
    bool ok;

    if (!pg_say(m->to, arena_printf(a, "DECLARE moved CURSOR FOR %s", there), err) ||
        !sqlite_ask(m->from, here, &s, err))
        return false;
    ok = rows_same(a, m, s, err);
    sqlite3_finalize(s);
    return ok && pg_say(m->to, "CLOSE moved", err);
}

/* -- all tables -- */

static bool table_move(struct arena *a, struct moving *m, struct err *err)
{
    const char *all, *sorted;

    if (!columns_read(a, m, err))
        return false;
    all = about(a, "SELECT ", m->columns, " FROM ", m->table, "");
    sorted = about(a, "SELECT ", m->columns, " FROM ", m->table,
                   arena_printf(a, " ORDER BY %s", m->key));
    return copy_rows(a, m, all, err) && same(a, m, sorted, sorted, err);
}

/* The words of the search are kept by each engine in its own way: here as an index that can be
 * asked which word stands where. */
static bool words_move(struct arena *a, struct moving *m, struct err *err)
{
    static const char vocabulary[] =
        "PRAGMA temp_store = FILE;"
        "CREATE VIRTUAL TABLE temp.moved_word USING fts5vocab('main', 'search_word', 'instance')";

    m->table = "search_word";
    m->columns = "id, words";
    m->n = 2;
    if (sqlite3_exec(m->from->conn, vocabulary, NULL, NULL, NULL) != SQLITE_OK)
        return err_internal(err, "search_word: %s", sqlite3_errmsg(m->from->conn));
    return copy_rows(a, m, "SELECT doc, group_concat(term, ' ') FROM temp.moved_word GROUP BY doc",
                     err) &&
           same(a, m, "SELECT doc, count(*) FROM temp.moved_word GROUP BY doc ORDER BY doc",
                "SELECT id, length(words) FROM search_word ORDER BY id", err);
}

bool move_rows(struct db *from, struct db *to, int64_t *rows, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct moving m = { .from = sqlite_of(from), .to = pg_of(to) };
    sqlite3_stmt *s = NULL;
    bool ok = true;
    int rc = SQLITE_ROW;

    if (from->engine != &sqlite_engine || to->engine != &pg_engine)
        return err_internal(err, "rows are moved from SQLite to PostgreSQL");
    if (!pg_say(m.to,
                "SET LOCAL statement_timeout = 0;"
                "SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL bytea_output = hex",
                err) ||
        !sqlite_ask(m.from,
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND"
                    " substr(name, 1, 7) <> 'sqlite_' AND substr(name, 1, 11) <> 'search_word'"
                    " AND name <> 'schema_migration' ORDER BY name",
                    &s, err))
        return false;
    while (ok && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        m.table = (const char *)sqlite3_column_text(s, 0);
        ok = table_move(a, &m, err);
    }
    sqlite3_finalize(s);
    ok = ok && (rc == SQLITE_DONE || sqlite_failed(m.from, "tables", rc, err));
    ok = ok && words_move(a, &m, err);
    *rows = m.rows;
    return ok;
}

static bool first_number(void *to, const struct db_row *row, struct err *err)
{
    (void)err;
    *(int64_t *)to = db_row_value(row, 0).i;
    return true;
}

bool move_target_empty(struct db *to, struct err *err)
{
    static const struct sql events = { .name = "move_events",
                                       .pg = "SELECT count(*) FROM (SELECT 1 FROM event LIMIT 1) e",
                                       .param_kinds = "" };
    int64_t n = 0;

    return db_each(to, &events, NULL, first_number, &n, err) &&
           (n == 0 || err_internal(err, "this database holds an installation already: name an "
                                        "empty one"));
}
