/*
 * Statements and transactions on SQLite. Writers queue in the fair lock before
 * SQLite sees them; its own busy handler is left for what passes the lock by: a
 * checkpoint's end, or a person with the sqlite3 program.
 */
#include "db/sqlite.h"
#include "base/durable.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <time.h>

/* -- errors -- */

static bool sync_failed(int rc)
{
    return rc == SQLITE_IOERR_FSYNC || rc == SQLITE_IOERR_DIR_FSYNC || rc == SQLITE_IOERR_CLOSE ||
           rc == SQLITE_IOERR_COMMIT_ATOMIC;
}

static const char *db_file(struct sqlite_db *db)
{
    const char *path = sqlite3_db_filename(db->conn, "main");

    return path ? path : "the database";
}

/* What it was to keep may be missing, so the next start looks for damage. [D5] */
static void sync_told(struct sqlite_db *db, int rc)
{
    if (!sync_failed(rc))
        return;
    if (db->lock)
        lock_cut_mark(db->lock);
    durable_lost(db_file(db), sqlite3_errstr(rc));
}

/* What the file (the database, or its log) was last told by the system. The errno that SQLite
 * keeps for a connection is from later calls. */
static bool file_over_quota(struct sqlite_db *db, int which)
{
    sqlite3_file *file = NULL;
    int code = 0;

    if (sqlite3_file_control(db->conn, "main", which, &file) != SQLITE_OK || !file ||
        !file->pMethods)
        return false;
    file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &code);
    return code == EDQUOT || code == ENOSPC;
}

static bool no_room(struct sqlite_db *db, int rc)
{
    return (rc & 0xff) == SQLITE_FULL ||
           (rc == SQLITE_IOERR_WRITE && (file_over_quota(db, SQLITE_FCNTL_FILE_POINTER) ||
                                         file_over_quota(db, SQLITE_FCNTL_JOURNAL_POINTER)));
}

/* SQLite's messages name tables, columns and constraints; only the general kind may
 * repeat what was bound (a full-text query, say). */
static const char *safe_message(struct sqlite_db *db, int rc)
{
    return (rc & 0xff) == SQLITE_ERROR || sqlite3_extended_errcode(db->conn) != rc
               ? sqlite3_errstr(rc)
               : sqlite3_errmsg(db->conn);
}

bool sqlite_failed(struct sqlite_db *db, const char *what, int rc, struct err *err)
{
    const char *message = safe_message(db, rc);

    sync_told(db, rc);
    db->db.failed = true;
    if (no_room(db, rc))
        return fail_full(err, "%s: %s (%d)", what, message, rc);
    if (rc == SQLITE_CONSTRAINT_UNIQUE || rc == SQLITE_CONSTRAINT_PRIMARYKEY ||
        rc == SQLITE_CONSTRAINT_ROWID)
        return fail_conflict(err, "%s: %s", what, message);
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_CANTOPEN: /* no descriptor left */
        return fail_busy(err, "%s: %s (%d)", what, message, rc);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        sqlite_damaged(db, message);
        return err_internal(err, DAMAGED_WORDS, message);
    default:
        return err_internal(err, "%s: %s (%d)", what, message, rc);
    }
}

/* -- statements -- */

static bool sqlite_prepare(struct db *base, struct stmt *s, struct err *err)
{
    struct sqlite_db *db = sqlite_of(base);
    int rc = sqlite3_prepare_v3(db->conn, s->sql->sqlite, -1, SQLITE_PREPARE_PERSISTENT, &s->sqlite,
                                NULL);

    if (rc != SQLITE_OK)
        return err_internal(err, "%s: %s", s->sql->name, sqlite3_errmsg(db->conn));
    if (!s->sqlite || sqlite3_bind_parameter_count(s->sqlite) > s->sql->params) {
        sqlite3_finalize(s->sqlite);
        return err_internal(err, "%s: not one statement with %d parameters", s->sql->name,
                            s->sql->params);
    }
    return true;
}

static void sqlite_forget(struct db *db, struct stmt *s)
{
    (void)db;
    sqlite3_finalize(s->sqlite);
}

static int bind_one(sqlite3_stmt *s, int i, const struct value *v)
{
    switch (v->kind) {
    case VALUE_NULL:
        return sqlite3_bind_null(s, i);
    case VALUE_INT:
        return sqlite3_bind_int64(s, i, v->i);
    case VALUE_TEXT:
        return sqlite3_bind_text64(s, i, (const char *)v->b.s, v->b.n, SQLITE_STATIC, SQLITE_UTF8);
    case VALUE_BYTES:
        return sqlite3_bind_blob64(s, i, v->b.s, v->b.n, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

/* What was bound is cleared after each run, so that nothing is NULL already. */
static int bind_all(const struct stmt *s, const struct value *values)
{
    int n = sqlite3_bind_parameter_count(s->sqlite);
    int rc = SQLITE_OK;

    for (int i = 0; i < n && rc == SQLITE_OK; i++)
        if (values[i].kind != VALUE_NULL)
            rc = bind_one(s->sqlite, i + 1, &values[i]);
    return rc;
}

/* Steps to the end, or until `fn` has enough; SQLITE_DONE when all went well. */
static int step_all(struct stmt *s, db_row_fn *fn, void *to, bool *enough, struct err *err)
{
    struct db_row row = { .engine = &sqlite_engine, .stmt = s };
    int rc;

    while ((rc = sqlite3_step(s->sqlite)) == SQLITE_ROW) {
        if (fn && !fn(to, &row, err)) {
            *enough = true;
            return SQLITE_DONE;
        }
    }
    return rc;
}

static void checkpoint_when_due(struct sqlite_db *db);

static bool run_bound(struct sqlite_db *db, struct stmt *s, db_row_fn *fn, void *to,
                      int64_t *changed, struct err *err)
{
    bool enough = false;
    int rc = step_all(s, fn, to, &enough, err);
    int at_reset;

    if (changed && rc == SQLITE_DONE && !sqlite3_stmt_readonly(s->sqlite))
        *changed = sqlite3_changes64(db->conn);
    if (rc != SQLITE_DONE) {
        sqlite_failed(db, s->sql->name, rc, err);
        sqlite3_reset(s->sqlite);
        return false;
    }
    /* A statement left early ends here, and with it what it wrote outside a transaction. */
    at_reset = sqlite3_reset(s->sqlite);
    if (at_reset != SQLITE_OK)
        return sqlite_failed(db, s->sql->name, at_reset, err);
    return !enough;
}

static bool sqlite_run(struct db *base, struct stmt *s, const struct value *values, db_row_fn *fn,
                       void *to, int64_t *changed, struct err *err)
{
    struct sqlite_db *db = sqlite_of(base);
    bool writes = !sqlite3_stmt_readonly(s->sqlite);
    bool alone = writes && !lock_held(db->lock);
    bool ok = false;
    int rc;

    if (writes && base->tx == TX_READ) {
        base->failed = true; /* as PostgreSQL has it */
        return err_internal(err, "%s: writes in a reading transaction", s->sql->name);
    }
    if (alone)
        db_look_end(base);
    if (alone && !sqlite_writable(db, err))
        return false;
    if (alone && !lock_take(db->lock, clock_ms() + WAIT_MS, err))
        return false;
    rc = bind_all(s, values);
    if (rc == SQLITE_OK)
        ok = run_bound(db, s, fn, to, changed, err);
    else
        sqlite_failed(db, s->sql->name, rc, err);
    sqlite3_clear_bindings(s->sqlite);
    if (alone) {
        sqlite_let_go(db);
        checkpoint_when_due(db);
    }
    return ok;
}

static int sqlite_columns(const struct db_row *row)
{
    return sqlite3_column_count(row->stmt->sqlite);
}

static const char *sqlite_name_of(const struct db_row *row, int column)
{
    const char *name = sqlite3_column_name(row->stmt->sqlite, column);

    return name ? name : "";
}

static struct value sqlite_value_of(const struct db_row *row, int column)
{
    /* One look at the cell instead of one for its type, its bytes and its length each: without
     * locks between threads its value may be asked as any other. */
    sqlite3_value *cell = sqlite3_column_value(row->stmt->sqlite, column);
    struct value v = { .kind = VALUE_NULL };

    switch (sqlite3_value_type(cell)) {
    case SQLITE_INTEGER:
        return value_int(sqlite3_value_int64(cell));
    case SQLITE_NULL:
        return v;
    case SQLITE_BLOB:
        v.kind = VALUE_BYTES;
        v.b.s = sqlite3_value_blob(cell);
        break;
    default: /* a floating number becomes text, which fits no number's field */
        v.kind = VALUE_TEXT;
        v.b.s = sqlite3_value_text(cell);
        break;
    }
    v.b.n = (size_t)sqlite3_value_bytes(cell);
    if (!v.b.s) /* empty bytes */
        v.b = (struct bytes){ (const unsigned char *)"", 0 };
    return v;
}

/* -- transactions -- */

static int step_own(struct sqlite_db *db, int which)
{
    int rc = sqlite3_step(db->own[which]);

    sqlite3_reset(db->own[which]);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static void sqlite_rollback(struct db *base)
{
    struct sqlite_db *db = sqlite_of(base);

    /* After some errors SQLite has rolled back by itself. */
    if (!sqlite3_get_autocommit(db->conn)) {
        int rc = step_own(db, SQLITE_ROLLBACK_TX);
        sync_told(db, rc);
    }
    sqlite_let_go(db);
}

static bool sqlite_begin(struct db *base, enum tx_kind kind, struct err *err)
{
    struct sqlite_db *db = sqlite_of(base);
    int64_t deadline = clock_ms() + WAIT_MS;
    int rc;

    if (kind == TX_WRITE && !sqlite_writable(db, err))
        return false;
    if (kind == TX_WRITE && !lock_take(db->lock, deadline, err))
        return false;
    db->deadline_ms = deadline;
    rc = step_own(db, kind == TX_WRITE ? SQLITE_BEGIN_WRITE : SQLITE_BEGIN_READ);
    db->deadline_ms = 0;
    if (rc == SQLITE_OK)
        return true;
    sqlite_let_go(db);
    return sqlite_failed(db, "begin", rc, err);
}

static bool sqlite_commit(struct db *base, struct err *err)
{
    struct sqlite_db *db = sqlite_of(base);
    int rc;

    if (sqlite3_get_autocommit(db->conn)) {
        sqlite_let_go(db);
        return fail_busy(err, "commit: the transaction was lost");
    }
    rc = step_own(db, SQLITE_COMMIT_TX);

    if (rc != SQLITE_OK) {
        sqlite_failed(db, "commit", rc, err);
        sqlite_rollback(base);
        return false;
    }
    sqlite_let_go(db);
    checkpoint_when_due(db);
    return true;
}

/* After some errors (no room, a failing disk) SQLite has rolled back the whole transaction. */
static bool mark_step(struct db *base, int which, struct err *err)
{
    struct sqlite_db *db = sqlite_of(base);
    int rc;

    if (sqlite3_get_autocommit(db->conn))
        return fail_busy(err, "the transactions of this group were lost");
    rc = step_own(db, which);
    return rc == SQLITE_OK || sqlite_failed(db, "mark", rc, err);
}

static bool sqlite_mark(struct db *base, struct err *err)
{
    return mark_step(base, SQLITE_MARK, err);
}

static bool sqlite_unmark(struct db *base, struct err *err)
{
    return mark_step(base, SQLITE_UNMARK, err);
}

static bool sqlite_back(struct db *base, struct err *err)
{
    return mark_step(base, SQLITE_BACK, err) && mark_step(base, SQLITE_UNMARK, err);
}

static bool sqlite_script(struct db *base, const char *text, struct err *err)
{
    struct sqlite_db *db = sqlite_of(base);
    int rc = sqlite3_exec(db->conn, text, NULL, NULL, NULL);

    if (rc == SQLITE_OK)
        return true;
    /* A script binds nothing, so that the message holds only its own words. */
    return sync_failed(rc) || no_room(db, rc) || (rc & 0xff) == SQLITE_BUSY
               ? sqlite_failed(db, "script", rc, err)
               : err_internal(err, "%s", sqlite3_errmsg(db->conn));
}

/* Tables are rebuilt by migrations, which foreign keys would take for deletions; all
 * keys are checked before each commits (migrate.c). */
static bool sqlite_migrating(struct db *base, bool begins, struct err *err)
{
    return sqlite_script(base, begins ? "PRAGMA foreign_keys = OFF" : "PRAGMA foreign_keys = ON",
                         err);
}

/* -- the write-ahead log -- */

enum {
    FEW_PAGES = 500, /* to put back while all writers wait */
    ROUNDS = 6,      /* before that, at most */
    TURN_MS = 100,   /* for the turn to write */
    READERS_MS = 20, /* for those who still read in the log */
};

struct log_pages {
    int all, back; /* in the log, and of them in the file again; -1 = another is at it */
};

static struct log_pages put_back(struct sqlite_db *db, int how, int wait_ms)
{
    struct log_pages log = { 0 };
    int rc;

    db->deadline_ms = clock_ms() + wait_ms;
    rc = sqlite3_wal_checkpoint_v2(db->conn, NULL, how, &log.all, &log.back);
    db->deadline_ms = 0;
    /* Here a sync that is repeated would lie; other errors leave the log as it was. */
    sync_told(db, rc);
    return log;
}

/* While one round writes and syncs, others go on filling the log: each finds less than the one
 * before. What is left at last is put back when nobody fills it. Then it begins anew with
 * the next commit, if those who read in it are done by then; who looks at one state for long
 * (a backup, a check) is not waited for, as everybody would wait. */
static void log_put_back(struct sqlite_db *db)
{
    struct log_pages log = { 0 };
    struct err none = { 0 };
    int before, rounds = 0;

    do {
        before = log.back;
        log = put_back(db, SQLITE_CHECKPOINT_PASSIVE, 0);
    } while (log.back - before > FEW_PAGES && ++rounds < ROUNDS);
    if (log.all <= 0 || log.all - log.back > FEW_PAGES ||
        !lock_take(db->lock, clock_ms() + TURN_MS, &none))
        return;
    put_back(db, SQLITE_CHECKPOINT_RESTART, READERS_MS);
    sqlite_let_go(db);
}

/* Whether the log has come to where `at` says, which is `least` when it is short again; where it
 * cannot begin anew, that is not so at each commit. */
static bool log_reached(const struct sqlite_db *db, int *at, int least)
{
    bool there = db->wal_pages >= *at;

    if (db->wal_pages < least)
        *at = least;
    else if (there)
        *at = db->wal_pages + least / 4;
    return there;
}

/* Behind the answer's own commit, and outside the lock. */
static void checkpoint_when_due(struct sqlite_db *db)
{
    if (db->wal_left ? log_reached(db, &db->wal_insist, WAL_INSIST)
                     : log_reached(db, &db->wal_due, WAL_PAGES))
        log_put_back(db);
}

bool db_checkpoint(struct db *base)
{
    struct sqlite_db *db = sqlite_of(base);
    int rc;

    if (base->engine != &sqlite_engine)
        return true;
    if (base->tx != TX_NONE)
        return false;
    db->deadline_ms = clock_ms() + TURN_MS;
    rc = sqlite3_wal_checkpoint_v2(db->conn, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    db->deadline_ms = 0;
    sync_told(db, rc);
    return rc == SQLITE_OK;
}

void db_log_left(struct db *base, bool left)
{
    if (base->engine == &sqlite_engine)
        sqlite_of(base)->wal_left = left;
}

bool db_log_due(struct db *base)
{
    struct sqlite_db *db = sqlite_of(base);

    return base->engine == &sqlite_engine && log_reached(db, &db->wal_due, WAL_PAGES);
}

void db_rest(struct db *base)
{
    if (base->engine == &sqlite_engine)
        sqlite3_db_release_memory(sqlite_of(base)->conn);
    malloc_trim(0);
}

void db_log_put_back(struct db *base)
{
    if (base->engine == &sqlite_engine && base->tx == TX_NONE)
        log_put_back(sqlite_of(base));
}

static void sqlite_close(struct db *base)
{
    struct sqlite_db *db = sqlite_of(base);

    for (int i = 0; i < SQLITE_OWN; i++)
        sqlite3_finalize(db->own[i]);
    sqlite3_close(db->conn);
    lock_close(db->lock);
    free(db);
}

const struct engine sqlite_engine = {
    .name = DB_SQLITE,
    .looks = true,
    .close = sqlite_close,
    .prepare = sqlite_prepare,
    .forget = sqlite_forget,
    .run = sqlite_run,
    .columns = sqlite_columns,
    .name_of = sqlite_name_of,
    .value_of = sqlite_value_of,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .mark = sqlite_mark,
    .unmark = sqlite_unmark,
    .back = sqlite_back,
    .script = sqlite_script,
    .migrating = sqlite_migrating,
};
