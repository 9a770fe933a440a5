/*
 * Damage is looked for after an end that was none: a kill, a crash, a power cut. It is
 * bounded in time, because whoever complains waits for the server; `redress verify` looks at
 * everything. [D19]
 */
#include "db/sqlite.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

bool db_unclean(struct arena *a, const char *path)
{
    struct stat wal;

    /* Whoever closes the file last takes its journal away. */
    return stat(arena_printf(a, "%s-wal", path), &wal) == 0 && wal.st_size > 0;
}

static bool damaged(const char *found, struct err *err)
{
    return fail_refused(err,
                        "the database file is damaged (%.*s): put back a backup with redress "
                        "restore, or ask for help before anything is written to it",
                        (int)strcspn(found, "\n"), found);
}

/* "*** in database main ***" stands before the words. */
static const char *words_of(const char *found)
{
    const char *line = strchr(found, '\n');

    return strncmp(found, "***", 3) == 0 && line ? line + 1 : found;
}

static bool check_table(struct sqlite_db *db, const char *table, struct err *err)
{
    char *text = sqlite3_mprintf("PRAGMA quick_check(\"%w\")", table);
    sqlite3_stmt *s = NULL;
    int rc = text ? sqlite3_prepare_v2(db->conn, text, -1, &s, NULL) : SQLITE_NOMEM;
    bool ok = true;

    if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        const char *found = (const char *)sqlite3_column_text(s, 0);
        ok = found && (strcmp(found, "ok") == 0 || damaged(words_of(found), err));
    } else if (rc != SQLITE_DONE) {
        ok = damaged(sqlite3_errstr(rc), err); /* so broken that the check cannot go on */
    }
    sqlite3_finalize(s);
    sqlite3_free(text);
    return ok;
}

bool db_quick_check(struct db *base, int64_t ms, bool *whole, struct err *err)
{
    struct sqlite_db *db = sqlite_of(base);
    int64_t deadline = clock_ms() + ms;
    sqlite3_stmt *tables = NULL;
    bool ok = true;
    int rc;

    *whole = true;
    if (base->engine->name != DB_SQLITE)
        return true; /* the server checks its own pages */
    rc = sqlite3_prepare_v2(db->conn, "SELECT name FROM sqlite_schema WHERE type = 'table'", -1,
                            &tables, NULL);
    while (ok && *whole && rc == SQLITE_OK && sqlite3_step(tables) == SQLITE_ROW) {
        *whole = clock_ms() <= deadline; /* what was begun is ended */
        ok = !*whole || check_table(db, (const char *)sqlite3_column_text(tables, 0), err);
    }
    sqlite3_finalize(tables);
    return ok && (rc == SQLITE_OK || sqlite_failed(db, "tables", rc, err));
}
