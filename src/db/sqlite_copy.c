/*
 * A copy of a SQLite database while it is in use, by SQLite's own backup functions.
 * It is written beside its place, synced and then renamed, so that a file of that name
 * is always a whole copy. [D17] SQLite itself syncs nothing of it: what matters is the one sync
 * before it gets its name, and what a failure of that means (base/durable.h).
 */
#include "base/durable.h"
#include "db/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool machine_failed(struct err *err, const char *what)
{
    int code = errno;

    if (code == ENOSPC || code == EDQUOT)
        return fail_full(err, "copy: %s: %s", what, strerror(code));
    return err_internal(err, "copy: %s: %s", what, strerror(code));
}

static int copy_pages(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

    if (!backup)
        return sqlite3_extended_errcode(to);
    /* All in one step: one state, and in WAL mode nobody waits for it. */
    sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup);
}

static bool copy_into(struct sqlite_db *db, const char *part, struct err *err)
{
    sqlite3 *to = NULL;
    mode_t before = umask(077);
    int rc = sqlite3_open_v2(
        part, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    int closed;

    umask(before);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = copy_pages(db->conn, to);
    closed = sqlite3_close(to);
    if (rc == SQLITE_OK)
        rc = closed;
    if (rc == SQLITE_OK)
        return true;
    if ((rc & 0xff) == SQLITE_FULL)
        return fail_full(err, "copy: %s", sqlite3_errstr(rc));
    return err_internal(err, "copy: %s (%d)", sqlite3_errstr(rc), rc);
}

/* The journal of a copy that broke off holds pages of it. */
static void part_remove(const char *part)
{
    char journal[PATH_MAX];

    unlink(part);
    if (snprintf(journal, sizeof journal, "%s-journal", part) < (int)sizeof journal)
        unlink(journal);
}

bool db_copy(struct db *base, const char *to, struct err *err)
{
    char part[PATH_MAX];

    if (base->engine != &sqlite_engine)
        return err_internal(err, "only a SQLite database is copied like this");
    if (base->tx == TX_WRITE)
        return err_internal(err, "copying inside a transaction");
    if (snprintf(part, sizeof part, "%s.part", to) >= (int)sizeof part)
        return err_internal(err, "copy: the path is too long");
    if (access(to, F_OK) == 0)
        return fail_conflict(err, "copy: %s is there already", to);
    part_remove(part); /* what an earlier copy left behind when it was broken off */
    if (copy_into(sqlite_of(base), part, err)) {
        if (durable_place(part, to))
            return true;
        machine_failed(err, "place");
    }
    part_remove(part);
    return false;
}
