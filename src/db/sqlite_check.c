/*
 * Damage is looked for at each start, and longer after an end that was none: a kill, a crash, a
 * power cut. It is bounded in time, because whoever complains waits for the server; `redress
 * check` looks at everything. [D19]
 */
#include "db/sqlite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool db_unclean(struct arena *a, const char *path)
{
    struct stat wal;

    /* Whoever closes the file last takes its journal away. */
    return stat(arena_printf(a, "%s-wal", path), &wal) == 0 && wal.st_size > 0;
}

bool db_cut(struct arena *a, const char *path)
{
    return lock_cut(arena_printf(a, "%s-lock", path), db_unclean(a, path));
}

void db_looked(struct db *db)
{
    if (db->engine->name == DB_SQLITE)
        lock_looked(sqlite_of(db)->lock);
}

static bool damaged(struct sqlite_db *db, const char *found, struct err *err)
{
    char words[200];

    snprintf(words, sizeof words, "%.*s", (int)strcspn(found, "\n"), found);
    sqlite_damaged(db, words);
    return fail_refused(err, DAMAGED_WORDS, words);
}

/* "*** in database main ***" stands before the words. */
static const char *words_of(const char *found)
{
    const char *line = strchr(found, '\n');

    return strncmp(found, "***", 3) == 0 && line ? line + 1 : found;
}

/* Whether an error tells of the file, and not of a look at it that failed. A page that the disk
 * does not give back has a code of its own among those of reading. */
static bool broken(int rc)
{
    return (rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB ||
           rc == SQLITE_IOERR_CORRUPTFS || rc == SQLITE_IOERR_DATA;
}

/* A page that could not be read at all is told among the faults of the file, with the error. Unless
 * that says that the file is broken, the look failed. SQLITE_OK = it did not. */
static int look_failed(const char *found)
{
    static const char told[] = "unable to get the page. error code=";
    const char *at = found ? strstr(found, told) : NULL;
    int rc = !found ? SQLITE_NOMEM : at ? (int)strtol(at + sizeof told - 1, NULL, 10) : SQLITE_OK;

    return broken(rc) ? SQLITE_OK : rc;
}

static bool check_table(struct sqlite_db *db, const char *table, struct err *err)
{
    char *text = sqlite3_mprintf("PRAGMA quick_check(\"%w\")", table);
    sqlite3_stmt *s = NULL;
    int rc = text ? sqlite3_prepare_v2(db->conn, text, -1, &s, NULL) : SQLITE_NOMEM;
    bool ok = true;

    if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        const char *found = (const char *)sqlite3_column_text(s, 0);
        if ((rc = look_failed(found)) != SQLITE_OK)
            ok = sqlite_failed(db, "check", rc, err);
        else
            ok = strcmp(found, "ok") == 0 || damaged(db, words_of(found), err);
    } else if (broken(rc)) { /* so much that the check cannot go on */
        ok = damaged(db, sqlite3_errstr(rc), err);
    } else if (rc != SQLITE_DONE && rc != SQLITE_INTERRUPT) { /* no memory, no descriptor, a disk */
        ok = sqlite_failed(db, "check", rc, err);
    }
    sqlite3_finalize(s);
    sqlite3_free(text);
    return ok;
}

static bool page_count(struct sqlite_db *db, int64_t *pages)
{
    sqlite3_stmt *s = NULL;
    bool ok = sqlite3_prepare_v2(db->conn,
                                 "SELECT page_count * page_size FROM pragma_page_count,"
                                 " pragma_page_size",
                                 -1, &s, NULL) == SQLITE_OK &&
              sqlite3_step(s) == SQLITE_ROW;

    *pages = ok ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return ok;
}

/* What the end of a page is read from behind the end of the file is zeros, which look well. While
 * there is a journal, pages may still be there alone. */
static bool whole_file(struct sqlite_db *db, struct err *err)
{
    AUTO_ARENA a = arena_new();
    const char *path = sqlite3_db_filename(db->conn, "main");
    struct stat file, wal;
    int64_t bytes;

    if (!path || stat(path, &file) != 0 || !page_count(db, &bytes) ||
        (stat(arena_printf(a, "%s-wal", path), &wal) == 0 && wal.st_size > 0))
        return true;
    return file.st_size >= bytes || damaged(db, "the end of the file is missing", err);
}

enum { TABLES = 1000 };

/* Asked by SQLite now and then; whether it is to stop. */
static int time_up(void *arg)
{
    return clock_ms() > *(int64_t *)arg;
}

/* All tables by name, NULL behind the last. A walk through them that went on while each is checked
 * would look at one state of the file all the time, and the log of what others write meanwhile
 * could not begin anew. */
static const char **table_names(struct arena *a, struct sqlite_db *db, int *rc)
{
    const char **names = ARENA_ARRAY(a, const char *, TABLES + 1);
    sqlite3_stmt *s = NULL;
    size_t n = 0;

    *rc = sqlite3_prepare_v2(db->conn, "SELECT name FROM sqlite_schema WHERE type = 'table'", -1,
                             &s, NULL);
    while (*rc == SQLITE_OK && n < TABLES && (*rc = sqlite3_step(s)) == SQLITE_ROW) {
        names[n++] = arena_str(a, (const char *)sqlite3_column_text(s, 0));
        *rc = SQLITE_OK;
    }
    if (*rc == SQLITE_DONE)
        *rc = SQLITE_OK;
    sqlite3_finalize(s);
    return names;
}

bool db_quick_check(struct db *base, int64_t ms, bool *whole, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct sqlite_db *db = sqlite_of(base);
    int64_t deadline = clock_ms() + ms;
    const char **tables;
    bool ok = true;
    int rc;

    *whole = true;
    if (base->engine->name != DB_SQLITE)
        return true; /* the server checks its own pages */
    if (!whole_file(db, err))
        return false;
    tables = table_names(a, db, &rc);
    for (size_t i = 0; ok && *whole && tables[i]; i++) {
        sqlite3_progress_handler(db->conn, 1000, time_up, &deadline);
        ok = check_table(db, tables[i], err);
        sqlite3_progress_handler(db->conn, 0, NULL, NULL);
        *whole = clock_ms() <= deadline;
    }
    return ok && (rc == SQLITE_OK || sqlite_failed(db, "tables", rc, err));
}

enum { LINES = 100 };

static void line_add(struct arena *a, const char *const **lines, size_t *n, sqlite3_stmt *s)
{
    const char **more = ARENA_ARRAY(a, const char *, *n + 1);
    const char *found = (const char *)sqlite3_column_text(s, 0);

    if (strcmp(found, "ok") == 0)
        return;
    if (*n > 0)
        memcpy(more, *lines, *n * sizeof *more);
    more[(*n)++] = arena_str(a, words_of(found));
    *lines = more;
}

bool db_full_check(struct arena *a, struct db *base, const char *const **lines, size_t *n,
                   struct err *err)
{
    struct sqlite_db *db = sqlite_of(base);
    sqlite3_stmt *s = NULL;
    int rc;

    *n = 0;
    if (base->engine->name != DB_SQLITE)
        return true;
    if (!whole_file(db, err))
        return false;
    rc = sqlite3_prepare_v2(db->conn, "PRAGMA integrity_check", -1, &s, NULL);
    while (rc == SQLITE_OK && *n < LINES && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        rc = look_failed((const char *)sqlite3_column_text(s, 0));
        if (rc == SQLITE_OK)
            line_add(a, lines, n, s);
    }
    sqlite3_finalize(s);
    if (*n > 0)
        return sqlite_damaged(db, (*lines)[0]), true;
    if (rc != SQLITE_OK && rc != SQLITE_DONE)
        return sqlite_failed(db, "check", rc, err);
    return db_looked(base), true;
}
