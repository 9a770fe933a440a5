/*
 * Parting a copy of the database from its keys. The copy is our own file by then,
 * nobody else has it open; it is rewritten whole, so that no page keeps a key. SQLite syncs
 * nothing here: what is broken off is thrown away, and what is whole is synced before it gets its
 * name (base/durable.h).
 */
#include "base/durable.h"
#include "db/backup.h"
#include "db/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool failed(sqlite3 *conn, int rc, struct err *err)
{
    return err_internal(err, "backup: %s", conn ? sqlite3_errmsg(conn) : sqlite3_errstr(rc));
}

static bool open_file(const char *path, int flags, sqlite3 **out, struct err *err)
{
    mode_t before = umask(077);
    int rc = sqlite3_open_v2(path, out, flags | SQLITE_OPEN_NOMUTEX, NULL);

    umask(before);
    if (rc == SQLITE_OK && (flags & SQLITE_OPEN_READWRITE))
        rc = sqlite3_exec(*out, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
    return rc == SQLITE_OK || failed(*out, rc, err);
}

static bool run(sqlite3 *conn, const char *sql, struct err *err)
{
    int rc = sqlite3_exec(conn, sql, NULL, NULL, NULL);

    return rc == SQLITE_OK || failed(conn, rc, err);
}

/* A statement with one text: ATTACH, for example, takes its path as a value like any other. */
static bool run_with(sqlite3 *conn, const char *sql, const char *text, struct err *err)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(conn, sql, -1, &s, NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_bind_text(s, 1, text, -1, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(s);
    sqlite3_finalize(s);
    return rc == SQLITE_DONE || failed(conn, rc, err);
}

static bool attach(sqlite3 *conn, const char *path, struct err *err)
{
    return run_with(conn, "ATTACH ?1 AS keys", path, err) &&
           run(conn, "PRAGMA keys.synchronous = OFF", err);
}

/* What is done to a copy: with the file of keys, and where the master key was. */
struct keys_file {
    const char *path;
    const char *master_key;
};

static bool part_keys(sqlite3 *conn, const struct keys_file *keys, struct err *err)
{
    return run(conn, "PRAGMA journal_mode = DELETE; PRAGMA secure_delete = ON", err) &&
           attach(conn, keys->path, err) &&
           run(conn, "CREATE TABLE keys.origin (master_key TEXT NOT NULL) STRICT", err) &&
           run_with(conn, "INSERT INTO keys.origin VALUES (?1)", keys->master_key, err) &&
           run(conn,
               "CREATE TABLE keys.wrapped_key (id INTEGER PRIMARY KEY, wrapped BLOB NOT NULL) "
               "STRICT;"
               "INSERT INTO keys.wrapped_key SELECT id, wrapped FROM main.wrapped_key;"
               "DELETE FROM main.wrapped_key; DETACH keys; VACUUM",
               err);
}

static bool join_keys(sqlite3 *conn, const struct keys_file *keys, struct err *err)
{
    return attach(conn, keys->path, err) &&
           run(conn,
               "INSERT OR IGNORE INTO main.wrapped_key"
               " SELECT id, wrapped FROM keys.wrapped_key; DETACH keys",
               err);
}

static bool with_file(const char *path,
                      bool (*fn)(sqlite3 *, const struct keys_file *, struct err *),
                      const struct keys_file *keys, struct err *err)
{
    sqlite3 *conn = NULL;
    bool ok = open_file(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &conn, err) &&
              fn(conn, keys, err);

    return sqlite3_close(conn) == SQLITE_OK ? ok : err_internal(err, "backup: not closed");
}

static bool place(const char *part, const char *to, struct err *err)
{
    return durable_place(part, to) ||
           err_internal(err, "backup: cannot be put into place as %s: %s", to, strerror(errno));
}

/* Before either has its name: keys without data would be in the way of the next try. */
static bool data_synced(const char *part, const char *file, struct err *err)
{
    return durable_sync(part) ||
           err_internal(err, "%s cannot be synced: %s", file, strerror(errno));
}

static bool fresh_name(char part[PATH_MAX], const char *to, struct err *err)
{
    if (access(to, F_OK) == 0) {
        err_set(err, ERR_CONFLICT,
                N_("This file is there already; it is not written over: {path}"));
        err_arg(err, "path", to);
        return false;
    }
    if (snprintf(part, PATH_MAX, "%s.new", to) >= PATH_MAX)
        return err_internal(err, "backup: the path is too long");
    unlink(part); /* what an earlier backup left when it was broken off */
    return true;
}

/* SQLite would make it readable for others. */
static bool private_file(const char *path, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd < 0)
        return err_internal(err, "backup: cannot make %s: %s", path, strerror(errno));
    close(fd);
    return true;
}

bool backup_sqlite(struct db *db, const char *data, const char *keys, const char *master_key,
                   struct err *err)
{
    char data_new[PATH_MAX], keys_new[PATH_MAX];
    struct keys_file file = { keys_new, master_key };

    if (!fresh_name(data_new, data, err) || !fresh_name(keys_new, keys, err))
        return false;
    if (db_copy(db, data_new, err) && private_file(keys_new, err) &&
        with_file(data_new, part_keys, &file, err) && data_synced(data_new, data, err) &&
        place(keys_new, keys, err) && place(data_new, data, err))
        return true;
    unlink(data_new);
    unlink(keys_new);
    return false;
}

/* A name without a schema is looked for among what is temporary first. */
bool backup_keys_beside(struct db *db, const char *keys, struct err *err)
{
    sqlite3 *conn = sqlite_of(db)->conn;
    sqlite3 *there = NULL;
    bool ok = open_file(keys, SQLITE_OPEN_READONLY, &there, err);

    sqlite3_close(there);
    sqlite3_limit(conn, SQLITE_LIMIT_ATTACHED, 1);
    return ok && attach(conn, keys, err) &&
           run(conn, "CREATE TEMP VIEW wrapped_key AS SELECT id, wrapped FROM keys.wrapped_key",
               err);
}

const char *backup_master_key(struct arena *a, const char *keys)
{
    sqlite3_stmt *s = NULL;
    sqlite3 *conn = NULL;
    struct err none = { 0 };
    const char *path = NULL;

    if (open_file(keys, SQLITE_OPEN_READONLY, &conn, &none) &&
        sqlite3_prepare_v2(conn, "SELECT master_key FROM origin", -1, &s, NULL) == SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW)
        path = arena_str(a, (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    sqlite3_close(conn);
    return path;
}

static bool copy_file(const char *from, const char *to, struct err *err)
{
    sqlite3 *a = NULL, *b = NULL;
    sqlite3_backup *copy = NULL;
    bool ok = open_file(from, SQLITE_OPEN_READONLY, &a, err) &&
              open_file(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &b, err);

    if (ok)
        copy = sqlite3_backup_init(b, "main", a, "main");
    if (copy) {
        sqlite3_backup_step(copy, -1);
        ok = sqlite3_backup_finish(copy) == SQLITE_OK;
    }
    sqlite3_close(a);
    sqlite3_close(b);
    return (ok && copy) || err_internal(err, "restore: %s cannot be read", from);
}

bool restore_sqlite(const char *data, const char *keys, const char *to, struct err *err)
{
    struct keys_file file = { keys, NULL };
    char part[PATH_MAX];

    if (!fresh_name(part, to, err))
        return false;
    if (copy_file(data, part, err) && with_file(part, join_keys, &file, err) &&
        place(part, to, err))
        return true;
    unlink(part);
    return false;
}

enum backup_kind backup_kind(const char *path)
{
    char head[16] = "";
    FILE *f = fopen(path, "re");
    size_t n = f ? fread(head, 1, sizeof head, f) : 0;

    if (f)
        fclose(f);
    if (n == sizeof head && memcmp(head, "SQLite format 3", 16) == 0)
        return BACKUP_SQLITE;
    return n >= 5 && memcmp(head, "PGDMP", 5) == 0 ? BACKUP_PG : BACKUP_NONE;
}
