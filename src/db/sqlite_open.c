/*
 * Opening a SQLite file: hardened, durable, and refused in words when it cannot be.
 * What a setting was set to is read back, because SQLite ignores what it cannot do.
 */
#include "db/sqlite.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>

/* "RDRS": tells our files from those of other programs. */
enum { APPLICATION_ID = 0x52445253 };

static const struct {
    int id, most;
} limits[] = {
    { SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024 }, /* files come in chunks far below that */
    { SQLITE_LIMIT_SQL_LENGTH, 256 * 1024 },    { SQLITE_LIMIT_COLUMN, 200 },
    { SQLITE_LIMIT_EXPR_DEPTH, 200 },           { SQLITE_LIMIT_COMPOUND_SELECT, 50 },
    { SQLITE_LIMIT_FUNCTION_ARG, 32 },          { SQLITE_LIMIT_ATTACHED, 0 },
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 }, { SQLITE_LIMIT_VARIABLE_NUMBER, PARAMS_MAX },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 10 },         { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

static const struct {
    int option, on;
} options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
};

/* No memory mapping: a mapped page is taken up anew at each look, and with cell_size_check all
 * its cells are walked each time, which was a third of every page we answer. A page in the
 * cache is checked once. */
static const char settings[] = "PRAGMA synchronous = FULL;"
                               "PRAGMA cell_size_check = ON;"
                               "PRAGMA secure_delete = ON;"
                               "PRAGMA temp_store = MEMORY;"
                               "PRAGMA cache_size = -8000;"
                               "PRAGMA mmap_size = 0;"
                               "PRAGMA journal_size_limit = 67108864;";

static const struct {
    const char *pragma, *want, *danger;
} required[] = {
    { "PRAGMA journal_mode", "wal", "readers and writers would block each other" },
    { "PRAGMA synchronous", "2", "a power cut could lose what was acknowledged" },
    { "PRAGMA foreign_keys", "1", "rows could lose what they belong to" },
    { "PRAGMA encoding", "UTF-8", "texts would be kept in another way" },
    { "PRAGMA trusted_schema", "0", "a changed file could run functions" },
    { "PRAGMA cell_size_check", "1", "damage would be noticed late" },
};

/* Locks and shared memory of these do not reach from one machine to the next. */
static const struct {
    unsigned long type;
    const char *name;
} network_fs[] = {
    { 0x6969, "NFS" },      { 0x517b, "SMB" },       { 0xff534d42, "CIFS" },
    { 0xfe534d42, "SMB2" }, { 0x01021997, "9P" },    { 0x5346414f, "AFS" },
    { 0x6b414653, "AFS" },  { 0x00c36400, "Ceph" },  { 0x73757245, "Coda" },
    { 0x564c, "NCP" },      { 0x7461636f, "OCFS2" }, { 0x0bd00bd0, "Lustre" },
    { 0x47504653, "GPFS" }, { 0x19830326, "FhGFS" }, { 0xaad7aaea, "PanFS" },
};

const char *sqlite_network_fs(unsigned long type)
{
    for (size_t i = 0; i < COUNT(network_fs); i++)
        if (network_fs[i].type == (type & 0xffffffff))
            return network_fs[i].name;
    return NULL;
}

static bool place_allowed(const char *path, struct err *err)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    const char *name;
    struct statfs fs;
    int n = slash ? (int)(slash - path) + 1 : 2;

    snprintf(folder, sizeof folder, "%.*s", n, slash ? path : "./");
    if (statfs(folder, &fs) != 0)
        return fail_refused(err, "the folder of %s cannot be read: %s", path, strerror(errno));
    if ((name = sqlite_network_fs((unsigned long)fs.f_type)))
        return fail_refused(err,
                            "%s is on a network file system (%s), where SQLite loses data: use a "
                            "local disk, or PostgreSQL",
                            path, name);
    return true;
}

/* Called while somebody else has the file; whether to go on waiting. */
static int busy(void *arg, int tries)
{
    struct sqlite_db *db = arg;
    struct timespec pause = { .tv_nsec = tries < 4 ? 500000 : 5000000 };

    if (tries == 0)
        db->busy_until = db->deadline_ms ? db->deadline_ms : clock_ms() + WAIT_MS;
    if (clock_ms() >= db->busy_until)
        return 0;
    nanosleep(&pause, NULL);
    return 1;
}

/* Stands where SQLite's automatic checkpoint would, which passes over failed syncs. */
static int committed(void *arg, sqlite3 *conn, const char *schema, int pages)
{
    struct sqlite_db *db = arg;

    (void)conn;
    (void)schema;
    db->wal_pages = pages;
    return SQLITE_OK;
}

static bool run_settings(struct sqlite_db *db, const char *text, struct err *err)
{
    int rc = sqlite3_exec(db->conn, text, NULL, NULL, NULL);

    return rc == SQLITE_OK || sqlite_failed(db, "settings", rc, err);
}

/* The first column of the one row, as text in `out`; "" when there is none. */
static bool ask(struct sqlite_db *db, const char *text, char *out, size_t size, struct err *err)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db->conn, text, -1, &s, NULL);

    out[0] = '\0';
    if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        const unsigned char *answer = sqlite3_column_text(s, 0);
        snprintf(out, size, "%s", answer ? (const char *)answer : "");
        rc = SQLITE_OK;
    }
    sqlite3_finalize(s);
    return rc == SQLITE_OK || rc == SQLITE_DONE || sqlite_failed(db, "settings", rc, err);
}

/* A new file becomes ours; a file of another program is left alone. */
static bool identity(struct sqlite_db *db, const char *path, struct err *err)
{
    char id[24], tables[24], ours[24];

    snprintf(ours, sizeof ours, "%d", APPLICATION_ID);
    if (!ask(db, "PRAGMA application_id", id, sizeof id, err) ||
        !ask(db, "SELECT count(*) FROM sqlite_schema", tables, sizeof tables, err))
        return false;
    if (strcmp(id, ours) == 0)
        return true;
    if (strcmp(id, "0") != 0 || strcmp(tables, "0") != 0)
        return fail_refused(err, "%s is the file of another program", path);
    return run_settings(db, "PRAGMA application_id = 0x52445253", err);
}

static bool settings_hold(struct sqlite_db *db, struct err *err)
{
    char got[24];

    for (size_t i = 0; i < COUNT(required); i++) {
        if (!ask(db, required[i].pragma, got, sizeof got, err))
            return false;
        if (strcmp(got, required[i].want) != 0)
            return fail_refused(err, "%s is %s, not %s: %s", required[i].pragma, got,
                                required[i].want, required[i].danger);
    }
    return true;
}

static bool prepare_own(struct sqlite_db *db, struct err *err)
{
    static const char *const texts[SQLITE_OWN] = {
        [SQLITE_BEGIN_READ] = "BEGIN",      [SQLITE_BEGIN_WRITE] = "BEGIN IMMEDIATE",
        [SQLITE_COMMIT_TX] = "COMMIT",      [SQLITE_ROLLBACK_TX] = "ROLLBACK",
        [SQLITE_MARK] = "SAVEPOINT part",   [SQLITE_UNMARK] = "RELEASE part",
        [SQLITE_BACK] = "ROLLBACK TO part",
    };

    for (int i = 0; i < SQLITE_OWN; i++) {
        int rc = sqlite3_prepare_v3(db->conn, texts[i], -1, SQLITE_PREPARE_PERSISTENT, &db->own[i],
                                    NULL);
        if (rc != SQLITE_OK)
            return sqlite_failed(db, "begin", rc, err);
    }
    return true;
}

static void harden(struct sqlite_db *db)
{
    for (size_t i = 0; i < COUNT(limits); i++)
        sqlite3_limit(db->conn, limits[i].id, limits[i].most);
    for (size_t i = 0; i < COUNT(options); i++)
        sqlite3_db_config(db->conn, options[i].option, options[i].on, NULL);
    sqlite3_extended_result_codes(db->conn, 1);
    sqlite3_busy_handler(db->conn, busy, db);
    sqlite3_wal_hook(db->conn, committed, db);
}

static bool connect_file(struct sqlite_db *db, const char *path, struct err *err)
{
    int rc = sqlite3_open_v2(path, &db->conn,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
                                 SQLITE_OPEN_EXRESCODE,
                             sqlite_files());

    if (rc != SQLITE_OK)
        return fail_refused(err, "%s cannot be opened: %s", path, sqlite3_errstr(rc));
    if (sqlite3_db_readonly(db->conn, "main") == 1)
        return fail_refused(
            err, "%s may not be written by this user: give it to the user that runs redress", path);
    harden(db);
    if ((rc = sqlite_words(db->conn)) != SQLITE_OK)
        return sqlite_failed(db, "words_match", rc, err);
    return run_settings(db, "PRAGMA synchronous = FULL", err) && identity(db, path, err) &&
           run_settings(db, "PRAGMA journal_mode = WAL", err) && run_settings(db, settings, err) &&
           settings_hold(db, err) && prepare_own(db, err) && (sqlite_damage_read(db, path), true);
}

static bool unclean(const char *path)
{
    AUTO_ARENA a = arena_new();

    return db_unclean(a, path);
}

/* Behind the lock, because two processes may meet at a file that is being made. */
static bool open_in_turn(struct sqlite_db *db, const char *path, struct err *err)
{
    char lock_path[PATH_MAX];
    mode_t before;
    bool ok;

    if (snprintf(lock_path, sizeof lock_path, "%s-lock", path) >= (int)sizeof lock_path)
        return fail_refused(err, "the path of the database is too long");
    if (!lock_open(&db->lock, lock_path, unclean(path), err) ||
        !lock_take(db->lock, clock_ms() + WAIT_MS, err))
        return false;
    before = umask(077); /* what people entrusted to us is for the owner of the file alone */
    ok = connect_file(db, path, err);
    umask(before);
    sqlite_let_go(db);
    return ok;
}

bool sqlite_open(struct db **out, const char *path, struct err *err)
{
    struct sqlite_db *db;

    if (!path || !*path)
        return err_internal(err, "no path of a database");
    if (!place_allowed(path, err))
        return false;
    if (!(db = calloc(1, sizeof *db)))
        return fail_busy(err, "out of memory");
    db->db.engine = &sqlite_engine;
    db->wal_due = WAL_PAGES;
    db->wal_insist = WAL_INSIST;
    if (!open_in_turn(db, path, err)) {
        db_close(&db->db);
        return false;
    }
    *out = &db->db;
    return true;
}
