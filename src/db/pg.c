/*
 * Statements and transactions on PostgreSQL, by libpq. Values travel in binary both
 * ways, with the types said when a statement is prepared, so nothing is quoted, parsed
 * or guessed. Rows are fetched whole before the first is looked at, so that other
 * statements can run meanwhile.
 */
#include "db/pg.h"

#include <endian.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Types by their fixed numbers in the server's catalogue (pg_type.dat). */
enum {
    PG_BOOL = 16,
    PG_BYTEA = 17,
    PG_INT8 = 20,
    PG_INT2 = 21,
    PG_INT4 = 23,
    PG_TEXT = 25,
    PG_BPCHAR = 1042,
    PG_VARCHAR = 1043,
    PG_NAME = 19,
};

/* -- errors -- */

static bool state_is_one_of(const char *state, const char *const *states)
{
    for (; *states; states++)
        if (strncmp(state, *states, strlen(*states)) == 0)
            return true;
    return false;
}

/* SQLSTATEs, or whole classes of them, that pass by themselves. */
static const char *const passing[] = {
    "08",                      /* connection */
    "40",                      /* serialization failure, deadlock */
    "53200",                   /* out of memory */
    "53300",                   /* too many connections */
    "55P03",                   /* lock timeout */
    "57014",                   /* statement timeout */
    "57P01", "57P02", "57P03", /* shutting down, crashed, starting up */
    "25P03",                   /* idle in transaction for too long */
    NULL,
};
static const char *const there_already[] = { "23505", "23P01", NULL };
/* In a transaction that is to write: after a failover we still talk to the old primary. */
static const char READ_ONLY[] = "25006";
static const char NOT_ALLOWED[] = "42501";
static const char *const full[] = { "53100", NULL };

/* Only the primary message, since the detail repeats the row; and not even that for
 * data exceptions, whose message repeats a value. */
static const char *safe_message(const PGresult *r, const char *state)
{
    const char *message = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);

    return !message || strncmp(state, "22", 2) == 0 ? "" : message;
}

bool pg_answered(struct pg_db *db, const char *what, const PGresult *r, struct err *err)
{
    ExecStatusType status = PQresultStatus(r);
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    const char *message;

    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY)
        return true;
    db->db.failed = true;
    if (!r || !state || PQstatus(db->conn) != CONNECTION_OK)
        return fail_busy(err, "%s: the connection was lost", what);
    message = safe_message(r, state);
    if (state_is_one_of(state, there_already))
        return fail_conflict(err, "%s: %s (%s)", what, message, state);
    if (state_is_one_of(state, full))
        return fail_full(err, "%s: %s (%s)", what, message, state);
    if (db->db.tx != TX_READ && strcmp(state, READ_ONLY) == 0)
        db->demoted = true;
    if (db->demoted || state_is_one_of(state, passing))
        return fail_busy(err, "%s: %s (%s)", what, message, state);
    if (strcmp(state, NOT_ALLOWED) == 0)
        return err_internal(err, "%s: %s (%s): the role that connects has to own the database",
                            what, message, state);
    return err_internal(err, "%s: %s (%s)", what, message, state);
}

/* -- statements -- */

static Oid type_of(char kind)
{
    return kind == 'i' ? PG_INT8 : kind == 't' ? PG_TEXT : PG_BYTEA;
}

static bool prepare_now(struct pg_db *db, struct stmt *s, struct err *err)
{
    Oid types[PARAMS_MAX];
    AUTO_RESULT r = NULL;

    if (!later_settle(db, err))
        return false;
    for (int i = 0; i < s->sql->params; i++)
        types[i] = type_of(s->sql->param_kinds[i]);
    snprintf(s->pg_name, sizeof s->pg_name, "s%d", ++db->statements);
    r = PQprepare(db->conn, s->pg_name, s->sql->pg, s->sql->params, types);
    if (!pg_answered(db, s->sql->name, r, err))
        return false;
    s->pg_session = db->session;
    return true;
}

/* By its text. A function that writes would hide behind a SELECT: no statement has one. */
static bool only_reads(const char *text)
{
    static const char *const writes[] = { "INSERT", "UPDATE", "DELETE", "FOR SHARE", "MERGE" };

    for (size_t i = 0; i < COUNT(writes); i++)
        if (strstr(text, writes[i]))
            return false;
    return strncmp(text, "SELECT", 6) == 0 || strncmp(text, "WITH", 4) == 0;
}

/* Whether it can be prepared shows at the first run, on the connection of that moment. */
static bool pg_prepare(struct db *db, struct stmt *s, struct err *err)
{
    (void)db;
    (void)err;
    s->reads = only_reads(s->sql->pg);
    s->pg_session = 0;
    return true;
}

/* Statements live as long as the connection: there are as many as in the program. */
static void pg_forget(struct db *db, struct stmt *s)
{
    (void)db;
    (void)s;
}

struct bound {
    const char *values[PARAMS_MAX];
    int lengths[PARAMS_MAX];
    int formats[PARAMS_MAX];
    uint64_t integers[PARAMS_MAX];
};

static bool bind_one(struct bound *b, int i, const struct value *v)
{
    b->formats[i] = 1; /* binary */
    switch (v->kind) {
    case VALUE_NULL:
        b->values[i] = NULL;
        b->lengths[i] = 0;
        return true;
    case VALUE_INT:
        b->integers[i] = htobe64((uint64_t)v->i);
        b->values[i] = (const char *)&b->integers[i];
        b->lengths[i] = sizeof b->integers[i];
        return true;
    case VALUE_TEXT:
    case VALUE_BYTES:
        b->values[i] = (const char *)v->b.s;
        b->lengths[i] = (int)v->b.n;
        return v->b.n <= INT_MAX;
    }
    return false;
}

static bool bind_all(struct bound *b, const struct stmt *s, const struct value *values)
{
    for (int i = 0; i < s->sql->params; i++)
        if (!bind_one(b, i, &values[i]))
            return false;
    return true;
}

PGresult *pg_ask(struct pg_db *db, const struct stmt *s, const struct value *values)
{
    struct bound b;

    if (!bind_all(&b, s, values))
        return NULL;
    return PQexecPrepared(db->conn, s->pg_name, s->sql->params, b.values, b.lengths, b.formats, 1);
}

bool pg_send(struct pg_db *db, const struct stmt *s, const struct value *values)
{
    struct bound b;

    return bind_all(&b, s, values) && PQsendQueryPrepared(db->conn, s->pg_name, s->sql->params,
                                                          b.values, b.lengths, b.formats, 1);
}

const struct stmt *pg_prepared(const struct pg_db *db, const struct sql *sql)
{
    const struct stmt *s = (size_t)sql->id < db->db.slots ? db->db.stmts[sql->id] : NULL;

    while (s && (s->sql != sql || s->pg_session != db->session))
        s = s->next;
    return s;
}

/* A type that SQLite would give as an integer, text or bytes; sum() and the like want
 * CAST(… AS bigint), on both engines. */
static bool columns_fit(const struct stmt *s, const PGresult *r, struct err *err)
{
    for (int i = 0; i < PQnfields(r); i++) {
        switch (PQftype(r, i)) {
        case PG_BOOL:
        case PG_BYTEA:
        case PG_INT2:
        case PG_INT4:
        case PG_INT8:
        case PG_TEXT:
        case PG_BPCHAR:
        case PG_VARCHAR:
        case PG_NAME:
            break;
        default:
            return err_internal(err, "%s: column %s is of type %u: cast it", s->sql->name,
                                PQfname(r, i), PQftype(r, i));
        }
    }
    return true;
}

static bool each_row(struct stmt *s, const PGresult *r, db_row_fn *fn, void *to, struct err *err)
{
    struct db_row row = { .engine = &pg_engine, .stmt = s, .result = r };
    int n = PQntuples(r);

    if (!columns_fit(s, r, err))
        return false;
    for (row.at = 0; row.at < n; row.at++)
        if (!fn(to, &row, err))
            return false;
    return true;
}

static int64_t rows_changed(const PGresult *r)
{
    PGresult *of = (PGresult *)r; /* libpq does not say that it only looks */

    return strncmp(PQcmdStatus(of), "SELECT", 6) == 0 ? 0 : strtoll(PQcmdTuples(of), NULL, 10);
}

static bool pg_run(struct db *base, struct stmt *s, const struct value *values, db_row_fn *fn,
                   void *to, int64_t *changed, struct err *err)
{
    struct pg_db *db = pg_of(base);
    AUTO_RESULT own = NULL;
    const PGresult *r;
    bool ok;

    if (base->tx == TX_NONE && !pg_ready(db, err))
        return false;
    if (s->pg_session != db->session && !prepare_now(db, s, err))
        return false;
    if (!s->reads)
        ahead_end(db->ahead);
    if (base->tx == TX_WRITE && !fn && !changed)
        return later_send(db, s, values, err);
    r = ahead_answers(db, s) ? ahead_ask(db, s, values, &own)
                             : (own = ahead_ask_now(db, s, values));
    if (!later_answered(db, err) || !pg_answered(db, s->sql->name, r, err))
        return false;
    if (changed)
        *changed = rows_changed(r);
    ahead_walk(db->ahead);
    ok = !fn || each_row(s, r, fn, to, err);
    ahead_walked(db->ahead);
    return ok;
}

static int pg_columns(const struct db_row *row)
{
    return PQnfields(row->result);
}

static const char *pg_name_of(const struct db_row *row, int column)
{
    const char *name = PQfname(row->result, column);

    return name ? name : "";
}

static int64_t integer(const char *s, int n)
{
    uint64_t v = 0;

    for (int i = 0; i < n; i++)
        v = v << 8 | (unsigned char)s[i];
    return n == 2 ? (int16_t)v : n == 4 ? (int32_t)v : (int64_t)v;
}

static struct value pg_value_of(const struct db_row *row, int column)
{
    const char *s = PQgetvalue(row->result, row->at, column);
    int n = PQgetlength(row->result, row->at, column);
    struct value v = { .kind = VALUE_NULL };

    if (!s || PQgetisnull(row->result, row->at, column))
        return v;
    switch (PQftype(row->result, column)) {
    case PG_BOOL:
    case PG_INT2:
    case PG_INT4:
    case PG_INT8:
        return value_int(integer(s, n));
    case PG_BYTEA:
        v.kind = VALUE_BYTES;
        break;
    default:
        v.kind = VALUE_TEXT;
        break;
    }
    v.b = (struct bytes){ (const unsigned char *)s, (size_t)n };
    return v;
}

/* -- transactions -- */

static bool pg_begin(struct db *base, enum tx_kind kind, struct err *err)
{
    const char *text =
        kind == TX_WRITE ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    struct pg_db *db = pg_of(base);
    AUTO_RESULT r = NULL;

    if (!pg_ready(db, err))
        return false;
    r = PQexec(db->conn, text);
    if (PQstatus(db->conn) == CONNECTION_OK)
        return pg_answered(db, "begin", r, err);
    /* The server went between the look and the asking: nothing was begun. */
    if (!pg_ready(db, err))
        return false;
    PQclear(r);
    r = PQexec(db->conn, text);
    return pg_answered(db, "begin", r, err);
}

static void pg_rollback(struct db *base)
{
    struct pg_db *db = pg_of(base);
    AUTO_RESULT r = NULL;
    struct err none = { 0 };

    (void)later_settle(db, &none);
    if (PQtransactionStatus(db->conn) != PQTRANS_IDLE)
        r = PQexec(db->conn, "ROLLBACK");
    /* A connection whose state is not known is replaced, and the server rolls back. */
    if (PQtransactionStatus(db->conn) != PQTRANS_IDLE) {
        PQfinish(db->conn);
        db->conn = NULL;
    }
}

/* Whether it was the server that said what failed, and not the connection that broke. */
static bool server_said(const PGresult *r)
{
    return r && PQresultErrorField(r, PG_DIAG_SQLSTATE);
}

static bool pg_commit(struct db *base, struct err *err)
{
    struct pg_db *db = pg_of(base);
    AUTO_RESULT r = later_commit(db);

    /* What the server found wrong before it kept it from committing. */
    if (server_said(db->broken_answer)) {
        (void)later_answered(db, err);
        pg_rollback(base);
        return false;
    }
    db->broken = NULL;
    PQclear(db->broken_answer);
    db->broken_answer = NULL;
    if (PQstatus(db->conn) != CONNECTION_OK)
        return fail_busy(err, "%s", DB_COMMIT_UNKNOWN);
    if (!pg_answered(db, "commit", r, err)) {
        pg_rollback(base);
        return false;
    }
    /* A transaction that had failed answers COMMIT with ROLLBACK. */
    if (strcmp(PQcmdStatus(r), "COMMIT") != 0)
        return err_internal(err, "commit: the server rolled back");
    return true;
}

static void pg_look(struct db *db, const void *page)
{
    ahead_begin(pg_of(db)->ahead, page);
}

static void pg_known(struct db *db, int64_t value)
{
    ahead_known(pg_of(db)->ahead, value);
}

static void pg_look_end(struct db *db)
{
    ahead_end(pg_of(db)->ahead);
}

static bool pg_script(struct db *base, const char *text, struct err *err)
{
    struct pg_db *db = pg_of(base);
    AUTO_RESULT r = NULL;

    if (base->tx == TX_NONE && !pg_ready(db, err))
        return false;
    if (!later_settle(db, err))
        return false;
    r = PQexec(db->conn, text);
    return pg_answered(db, "script", r, err);
}

/* One process migrates at a time. The number is only a name for the lock: "RDRS". A
 * table in use is waited for, and building an index takes as long as it takes. */
static bool pg_migrating(struct db *base, bool begins, struct err *err)
{
    struct pg_db *db = pg_of(base);

    if (begins) {
        if (!pg_script(base,
                       "SET statement_timeout = 0; SET lock_timeout = '60s';"
                       "SELECT pg_advisory_lock(1380209235)",
                       err))
            return false;
        db->migrating = true;
        return true;
    }
    db->migrating = false;
    return pg_script(base,
                     "SELECT pg_advisory_unlock(1380209235);"
                     "SET statement_timeout = '20s'; SET lock_timeout = '2s'",
                     err);
}

static void pg_close(struct db *base)
{
    struct pg_db *db = pg_of(base);

    PQfinish(db->conn);
    ahead_free(db->ahead);
    free(db->url);
    free(db);
}

const struct engine pg_engine = {
    .name = DB_PG,
    .close = pg_close,
    .prepare = pg_prepare,
    .forget = pg_forget,
    .run = pg_run,
    .columns = pg_columns,
    .name_of = pg_name_of,
    .value_of = pg_value_of,
    .look = pg_look,
    .known = pg_known,
    .look_end = pg_look_end,
    .begin = pg_begin,
    .commit = pg_commit,
    .rollback = pg_rollback,
    .script = pg_script,
    .migrating = pg_migrating,
};
