/* What is SQLite's own: settings, refusals, the disk that fails, death, copies. */
#include "base/durable.h"
#include "base/tap.h"
#include "db/fresh.h"
#include "db/sqlite.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

const struct migration migrations[] = {
    { .name = "0001",
      .sqlite = "CREATE TABLE note (id INTEGER PRIMARY KEY, words BLOB) STRICT;"
                "CREATE TABLE page (note INTEGER NOT NULL REFERENCES note (id)) STRICT;",
      .checksum = "1" },
    { 0 },
};

#define STATEMENT(id_, text)                                                                       \
    {                                                                                              \
        .name = #id_, .sqlite = text, .id = id_, .param_kinds = ""                                 \
    }

enum {
    COUNT_NOTES,
    FEW_PAGES,
    SYNCHRONOUS,
    JOURNAL,
    EXTENSION,
    SCHEMA_WRITE,
    ORPHAN,
    FOREIGN,
    PUT_VERSION,
    SMALL_CACHE,
    ADD
};

static const struct sql count_notes = STATEMENT(COUNT_NOTES, "SELECT count(*) FROM note");
static const struct sql few_pages = STATEMENT(FEW_PAGES, "PRAGMA max_page_count = 20");
static const struct sql synchronous = STATEMENT(SYNCHRONOUS, "PRAGMA synchronous");
static const struct sql extension = STATEMENT(EXTENSION, "SELECT load_extension('x')");
static const struct sql schema_write = STATEMENT(SCHEMA_WRITE, "DELETE FROM sqlite_schema");
static const struct sql orphan = STATEMENT(ORPHAN, "INSERT INTO page (note) VALUES (999)");
static const struct sql foreign = STATEMENT(FOREIGN, "PRAGMA application_id = 7");
static const struct sql put_version = STATEMENT(PUT_VERSION, "PRAGMA user_version = 7");
static const struct sql small_cache = STATEMENT(SMALL_CACHE, "PRAGMA cache_size = 8");
static const struct sql add = { .name = "add",
                                .sqlite = "INSERT INTO note (words) VALUES (?1)",
                                .id = ADD,
                                .params = 1,
                                .param_kinds = "b" };

static bool first_number(void *to, const struct db_row *row, struct err *err)
{
    (void)err;
    *(int64_t *)to = db_row_value(row, 0).i;
    return true;
}

static int64_t number(struct db *db, const struct sql *sql)
{
    struct err err = { 0 };
    int64_t n = -1;

    return db_each(db, sql, NULL, first_number, &n, &err) ? n : -1;
}

static bool note_add(struct db *db, size_t n, struct err *err)
{
    static const unsigned char words[100000];

    return db_exec(db, &add, (struct value[]){ value_bytes((struct bytes){ words, n }) }, NULL,
                   err);
}

static bool ready(const struct fresh *fresh, struct db **db)
{
    struct err err = { 0 };

    return fresh_open(fresh, db, &err) && db_migrate(*db, &err);
}

static void settings(struct db *db)
{
    struct err err = { 0 };

    TAP_INT("each commit is synced (synchronous = FULL)", number(db, &synchronous), 2);
    TAP("no extensions are loaded", !db_exec(db, &extension, NULL, NULL, &err));
    err_clear(&err);
    TAP("the schema's own table is not written", !db_exec(db, &schema_write, NULL, NULL, &err));
    err_clear(&err);
    TAP("foreign keys hold", !db_exec(db, &orphan, NULL, NULL, &err) && err.kind == ERR_INTERNAL);
}

static void files(struct arena *a, const struct fresh *fresh)
{
    static const char *const parts[] = { "", "-wal", "-shm", "-lock" };
    struct stat file;

    for (size_t i = 0; i < COUNT(parts); i++)
        TAP(arena_printf(a, "the file%s is for its owner alone", parts[i]),
            stat(arena_printf(a, "%s%s", fresh->path, parts[i]), &file) == 0 &&
                (file.st_mode & 077) == 0);
}

static void refusals(struct arena *a)
{
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct db *none = NULL;
    struct err err = { 0 };

    fresh_make(a, &fresh, DB_SQLITE, "sqlite_refusals");
    TAP("a folder that does not exist",
        !db_open(&none, arena_printf(a, "%s/no/such.db", fresh.folder), NULL, &err) &&
            err.kind == ERR_REFUSED);
    err_clear(&err);
    TAP("no path", !db_open(&none, "", NULL, &err) && !db_open(&none, NULL, NULL, &err));
    err_clear(&err);
    TAP("a file", fresh_open(&fresh, &db, &err));
    TAP("that another program marks as its own", db_exec(db, &foreign, NULL, NULL, &err));
    TAP("is left alone", !fresh_open(&fresh, &none, &err) && err.kind == ERR_REFUSED &&
                             strstr(err.detail, "another program"));
    TAP("nothing was opened", none == NULL);
    TAP_TEXT("NFS is a network file system", sqlite_network_fs(0x6969), "NFS");
    TAP_TEXT("CIFS too, with the sign of a 32-bit number",
             sqlite_network_fs((unsigned long)(int32_t)0xff534d42), "CIFS");
    TAP_TEXT("ext4 is none", sqlite_network_fs(0xef53), NULL);
}

static void no_room(struct arena *a)
{
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct err err = { 0 };

    fresh_make(a, &fresh, DB_SQLITE, "sqlite_full");
    TAP("a database with little room", ready(&fresh, &db) && number(db, &few_pages) == 20);
    TAP("a small note", note_add(db, 100, &err));
    TAP("a large one finds no room", !note_add(db, 100000, &err) && err.kind == ERR_FULL);
    err_clear(&err);
    {
        AUTO_TX tx = { 0 };
        TAP("begun", tx_begin(&tx, db, &err) && note_add(db, 10, &err));
        TAP("full", !note_add(db, 100000, &err) && err.kind == ERR_FULL);
        err_clear(&err);
        TAP("nothing more is written outside of it", !note_add(db, 10, &err));
    }
    err_clear(&err);
    TAP_INT("reading goes on", number(db, &count_notes), 1);
    TAP("and so does writing what fits", note_add(db, 100, &err));
}

static bool note_part(struct db *db, size_t n, struct err *err)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, db, err) && note_add(db, n, err) && tx_commit(&tx, err);
}

/* [D4] Where SQLite undoes the whole transaction, all whose parts were in it are told. */
static void group_lost(struct arena *a)
{
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct err err = { 0 };
    int64_t undone;

    fresh_make(a, &fresh, DB_SQLITE, "sqlite_group");
    TAP("a database with little room", ready(&fresh, &db) && number(db, &few_pages) == 20);
    undone = db_undone(db);
    db_gather(db, true);
    TAP("a part", note_part(db, 100, &err));
    sqlite3_exec(sqlite_of(db)->conn, "ROLLBACK", NULL, NULL, NULL);
    TAP("the next finds that it is gone", !note_part(db, 100, &err) && err.kind == ERR_BUSY);
    err_clear(&err);
    TAP("so do all until it is settled", !note_part(db, 100, &err) && db_owes(db));
    err_clear(&err);
    TAP("what memory keeps is void", db_undone(db) > undone);
    TAP("settling says so", !db_settle(db, &err) && err.kind == ERR_BUSY && !db_owes(db));
    err_clear(&err);
    TAP_INT("nothing of it is stored", number(db, &count_notes), 0);
    TAP("then it goes on", note_part(db, 100, &err) && db_settle(db, &err));

    TAP("a part", note_part(db, 100, &err));
    TAP("one without room", !note_part(db, 100000, &err) && err.kind == ERR_FULL);
    err_clear(&err);
    TAP("whatever SQLite made of that, what settling says is true",
        db_settle(db, &err) == (number(db, &count_notes) == 2));
    err_clear(&err);
    TAP("lost at the commit", note_part(db, 100, &err));
    sqlite3_exec(sqlite_of(db)->conn, "ROLLBACK", NULL, NULL, NULL);
    TAP("it is said", !db_settle(db, &err) && err.kind == ERR_BUSY);
    err_clear(&err);
    db_gather(db, false);
    TAP("and the lock is free", note_part(db, 100, &err) && !lock_held(sqlite_of(db)->lock));
}

/* -- words that are not in the index yet -- */

#define A_ "aaaaaaaaaaaaaaaa"
#define C_ "cccccccccccccccc"
#define P_ "pppppppppppppppp"

static const struct {
    const char *words, *query;
    int found; /* -1 = refused */
} matches[] = {
    { A_ " " C_ " " P_, A_, 1 },
    { A_ " " C_ " " P_, C_, 1 },
    { A_ " " C_ " " P_, P_, 1 },
    { A_, C_, 0 },
    { "", A_, 0 },
    { A_ " " P_, A_ " AND " P_, 1 },
    { A_ " " P_, A_ " AND " C_, 0 },
    { A_ " " P_, C_ " OR " P_, 1 },
    { A_ " " P_, C_ " OR " C_, 0 },
    { A_ " " P_, "(" C_ " OR " A_ ") AND " P_, 1 },
    { A_ " " P_, "(" C_ " OR " A_ ") AND " C_, 0 },
    { A_, A_ " OR " C_ " AND " P_, 1 }, /* AND before OR, as in FTS5 */
    { A_, "(" A_ " OR " C_ ") AND " P_, 0 },
    { A_ " " C_, "(" P_ " OR (" A_ " AND " C_ "))", 1 },
    { A_, "", -1 },
    { A_, A_ " " C_, -1 },
    { A_, "(" A_, -1 },
    { A_, A_ ")", -1 },
    { A_, "aaaa", -1 },
    { A_, A_ "a", -1 },
    { A_, A_ " AND", -1 },
    { A_, "((((((((((((((((((" A_ "))))))))))))))))))", -1 },
};

static void words_matching(struct arena *a)
{
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    sqlite3_stmt *s = NULL;

    fresh_make(a, &fresh, DB_SQLITE, "sqlite_words");
    TAP("a database", ready(&fresh, &db));
    sqlite3_prepare_v2(sqlite_of(db)->conn, "SELECT words_match(?1, ?2)", -1, &s, NULL);
    for (size_t i = 0; i < COUNT(matches); i++) {
        sqlite3_bind_text(s, 1, matches[i].words, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, matches[i].query, -1, SQLITE_STATIC);
        int rc = sqlite3_step(s);
        TAP_INT(arena_printf(a, "'%s' in '%s'", matches[i].query, matches[i].words),
                rc == SQLITE_ROW ? sqlite3_column_int(s, 0) : -1, matches[i].found);
        sqlite3_reset(s);
    }
    sqlite3_finalize(s);
}

static void busy_and_reading(const struct fresh *fresh)
{
    AUTO_DB one = NULL;
    AUTO_DB two = NULL;
    struct tx second = { 0 };
    struct err err = { 0 };

    TAP("two connections", ready(fresh, &one) && ready(fresh, &two));
    {
        AUTO_TX first = { 0 };
        int64_t before = number(two, &count_notes);
        TAP("one writes", tx_begin(&first, one, &err) && note_add(one, 10, &err));
        TAP("the other reads meanwhile", number(two, &count_notes) == before);
        TAP("but does not get to write", !tx_begin(&second, two, &err) && err.kind == ERR_BUSY);
        TAP("and is told to come back", err.retry_after > 0 && !db_in_tx(two));
        err_clear(&err);
    }
    TAP("until the first is done", tx_begin(&second, two, &err));
    tx_rollback(&second);
    TAP("a turn in the queue", lock_take(sqlite_of(one)->lock, clock_ms() + WAIT_MS, &err));
    TAP("is respected by a statement alone too", !note_add(two, 10, &err) && err.kind == ERR_BUSY);
    lock_release(sqlite_of(one)->lock);
}

/* -- processes that end -- */

static int child(const struct fresh *fresh, void (*work)(struct db *))
{
    int status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        struct db *db = NULL;
        struct err err = { 0 };
        if (!fresh_open(fresh, &db, &err))
            _exit(99);
        work(db);
        _exit(0);
    }
    waitpid(pid, &status, 0);
    return status;
}

static void commits_and_dies(struct db *db)
{
    struct tx tx = { 0 };
    struct err err = { 0 };

    if (tx_begin(&tx, db, &err) && note_add(db, 10, &err) && tx_commit(&tx, &err))
        raise(SIGKILL);
}

static void writes_and_dies(struct db *db)
{
    struct tx tx = { 0 };
    struct err err = { 0 };

    if (tx_begin(&tx, db, &err) && note_add(db, 10, &err))
        raise(SIGKILL);
}

static void deaths(const struct fresh *fresh)
{
    AUTO_DB db = NULL;
    struct err err = { 0 };
    int64_t before;

    TAP("a database", ready(fresh, &db));
    before = number(db, &count_notes);
    db_close(db);
    db = NULL;
    TAP("killed after the commit", WTERMSIG(child(fresh, commits_and_dies)) == SIGKILL);
    TAP("killed before it", WTERMSIG(child(fresh, writes_and_dies)) == SIGKILL);
    TAP("what was acknowledged is there, and no more",
        fresh_open(fresh, &db, &err) && number(db, &count_notes) == before + 1);
    TAP("the dead one's lock is free", note_add(db, 10, &err));
}

/* -- a disk that fails: SQLite's file functions with one of them broken -- */

static sqlite3_vfs broken_vfs;
static int sync_answers; /* SQLITE_OK: as usual */
static int write_answers;
static int read_answers;

/* Each kind of file (database, log) has its own functions. */
static struct {
    sqlite3_io_methods broken; /* first: a file's methods lead to it */
    const sqlite3_io_methods *whole;
} kinds_of_file[4];

static const sqlite3_io_methods *whole_of(const sqlite3_file *f)
{
    for (size_t i = 0; i < COUNT(kinds_of_file); i++)
        if (f->pMethods == &kinds_of_file[i].broken)
            return kinds_of_file[i].whole;
    return NULL;
}

static int broken_sync(sqlite3_file *f, int flags)
{
    return sync_answers ? sync_answers : whole_of(f)->xSync(f, flags);
}

static int broken_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
    return write_answers ? write_answers : whole_of(f)->xWrite(f, p, n, at);
}

static int broken_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    return read_answers ? read_answers : whole_of(f)->xRead(f, to, n, at);
}

static void break_file(sqlite3_file *f)
{
    size_t i = 0;

    while (kinds_of_file[i].whole && kinds_of_file[i].whole != f->pMethods)
        i++;
    kinds_of_file[i].whole = f->pMethods;
    kinds_of_file[i].broken = *f->pMethods;
    kinds_of_file[i].broken.xSync = broken_sync;
    kinds_of_file[i].broken.xWrite = broken_write;
    kinds_of_file[i].broken.xRead = broken_read;
    f->pMethods = &kinds_of_file[i].broken;
}

static int broken_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
    sqlite3_vfs *whole = vfs->pAppData;
    int rc = whole->xOpen(whole, name, f, flags, out);

    if (rc == SQLITE_OK && f->pMethods)
        break_file(f);
    return rc;
}

static void break_disk(void)
{
    sqlite3_vfs *whole = sqlite3_vfs_find(NULL);

    broken_vfs = *whole;
    broken_vfs.zName = "broken";
    broken_vfs.xOpen = broken_open;
    broken_vfs.pAppData = whole;
    broken_vfs.pNext = NULL;
    sqlite3_vfs_register(&broken_vfs, 1);
}

static void sync_fails_at_commit(struct db *db)
{
    struct err err = { 0 };

    sync_answers = SQLITE_IOERR_FSYNC;
    if (!note_add(db, 10, &err))
        _exit(1);
}

static void sync_fails_at_checkpoint(struct db *db)
{
    struct err err = { 0 };

    if (!note_add(db, 10, &err))
        _exit(1);
    sync_answers = SQLITE_IOERR_FSYNC;
    db_checkpoint(db);
}

static void failing_disk(struct arena *a, const struct fresh *fresh)
{
    AUTO_DB db = NULL;
    struct err err = { 0 };
    const char *const *lines;
    size_t n;
    bool whole;

    break_disk();
    fflush(stdout);
    TAP_INT("a sync that fails at a commit ends the process",
            WEXITSTATUS(child(fresh, sync_fails_at_commit)), EXIT_SYNC);
    TAP_INT("so does one at a checkpoint", WEXITSTATUS(child(fresh, sync_fails_at_checkpoint)),
            EXIT_SYNC);
    TAP("[D5] and the next start is told to look", db_cut(a, fresh->path));
    TAP("opened again", fresh_open(fresh, &db, &err));
    db_looked(db);
    write_answers = SQLITE_FULL;
    TAP("a full disk does not", !note_add(db, 10, &err) && err.kind == ERR_FULL);
    err_clear(&err);
    TAP("reading goes on", number(db, &count_notes) > 0);
    write_answers = SQLITE_IOERR_WRITE;
    TAP("nor a write that fails", !note_add(db, 10, &err) && err.kind == ERR_INTERNAL);
    err_clear(&err);
    write_answers = SQLITE_OK;
    TAP("writing comes back by itself", note_add(db, 10, &err));
    read_answers = SQLITE_IOERR_NOMEM;
    TAP("[D19] a look that cannot be made finds nothing",
        !db_quick_check(db, 60000, &whole, &err) && err.kind == ERR_INTERNAL);
    err_clear(&err);
    TAP("nor does one at everything",
        !db_full_check(a, db, &lines, &n, &err) && !db_damage(a, fresh->path));
    err_clear(&err);
    read_answers = SQLITE_OK;
    TAP("so writing goes on", note_add(db, 10, &err));
    read_answers = SQLITE_IOERR_CORRUPTFS;
    TAP("[D19] a page that the disk does not give back is damage",
        !db_quick_check(db, 60000, &whole, &err) && err.kind == ERR_REFUSED &&
            db_damage(a, fresh->path));
    err_clear(&err);
    read_answers = SQLITE_OK;
}

/* -- copies and the log -- */

static off_t size_of(const char *path)
{
    struct stat file;

    return stat(path, &file) == 0 ? file.st_size : -1;
}

static void copying(struct arena *a, const struct fresh *fresh)
{
    AUTO_DB db = NULL;
    AUTO_DB copy = NULL;
    const char *to = arena_printf(a, "%s/copy.db", fresh->folder);
    struct err err = { 0 };

    TAP("copied while in use",
        ready(fresh, &db) && note_add(db, 10, &err) && db_copy(db, to, &err));
    TAP("nothing is left beside it", size_of(arena_printf(a, "%s.part", to)) == -1 &&
                                         size_of(arena_printf(a, "%s.part-journal", to)) == -1);
    TAP("the copy opens", db_open(&copy, to, NULL, &err) && db_current(copy, &err));
    TAP_INT("and has all rows", number(copy, &count_notes), number(db, &count_notes));
    TAP("a file that is there is not replaced", !db_copy(db, to, &err) && err.kind == ERR_CONFLICT);
    err_clear(&err);
    TAP("a folder that is not there",
        !db_copy(db, arena_printf(a, "%s/no/copy.db", fresh->folder), &err) &&
            err.kind == ERR_INTERNAL);
}

static bool copy_bytes(const char *from, const char *to)
{
    static char bytes[1 << 16];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    size_t n;
    bool ok = in && out;

    while (ok && (n = fread(bytes, 1, sizeof bytes, in)) > 0)
        ok = fwrite(bytes, 1, n, out) == n;
    if (in)
        fclose(in);
    return out && fclose(out) == 0 && ok;
}

/* Rows that stand in the file as a power cut would leave it now. */
static int64_t after_a_cut(struct arena *a, const struct fresh *fresh)
{
    const char *cut = arena_printf(a, "%s/cut.db", fresh->folder);
    struct err err = { 0 };
    AUTO_DB db = NULL;

    unlink(arena_printf(a, "%s-shm", cut));
    if (!copy_bytes(fresh->path, cut) ||
        !copy_bytes(arena_printf(a, "%s-wal", fresh->path), arena_printf(a, "%s-wal", cut)) ||
        !db_open(&db, cut, NULL, &err))
        return -1;
    return number(db, &count_notes);
}

/* What outgrows the memory for pages goes into the log before the commit. Whoever then gives it up
 * leaves nothing that could later stand over what another process committed. [D1] */
static void given_up(struct arena *a, const struct fresh *fresh)
{
    enum { SIZES = 48 };
    AUTO_DB one = NULL;
    AUTO_DB two = NULL;
    struct err err = { 0 };
    bool ok = ready(fresh, &one) && fresh_open(fresh, &two, &err) &&
              db_exec(one, &small_cache, NULL, NULL, &err);
    int64_t kept = number(two, &count_notes);

    for (int size = 1; ok && size <= SIZES; size++) {
        db_checkpoint(one);
        ok = note_add(two, 10, &err);
        {
            AUTO_TX tx = { 0 };
            ok = ok && tx_begin(&tx, one, &err);
            for (int i = 0; ok && i < size; i++)
                ok = note_add(one, 4096, &err);
        }
        for (int i = 0; ok && i < 2 * size; i++)
            ok = note_add(two, 3000, &err);
        kept += 1 + 2 * size;
        if (!ok || number(one, &count_notes) != kept || number(two, &count_notes) != kept ||
            after_a_cut(a, fresh) != kept) {
            printf("# %d notes given up, %s\n", size, err.detail);
            ok = false;
        }
    }
    TAP("[D1] what was given up stands over nothing that others committed", ok);
}

static void log_stays_small(struct arena *a, const struct fresh *fresh)
{
    AUTO_DB db = NULL;
    const char *wal = arena_printf(a, "%s-wal", fresh->path);
    struct err err = { 0 };
    bool ok = ready(fresh, &db);

    for (int i = 0; i < 600 && ok; i++) {
        AUTO_TX tx = { 0 };
        ok = tx_begin(&tx, db, &err) && note_add(db, 100000, &err) && tx_commit(&tx, &err);
    }
    TAP("sixty megabytes written", ok);
    printf("# the log has %" PRId64 " bytes\n", (int64_t)size_of(wal));
    TAP("the log was put back meanwhile", size_of(wal) < 4096 * (WAL_PAGES + 500));
    db_checkpoint(db);
    TAP_INT("and wholly when asked to", size_of(wal), 0);
}

/* Writes until the log is long; whether that was told, and how often. */
static int told(struct db *db, int notes)
{
    struct err err = { 0 };
    int n = 0;

    for (int i = 0; i < notes; i++) {
        AUTO_TX tx = { 0 };
        if (!tx_begin(&tx, db, &err) || !note_add(db, 100000, &err) || !tx_commit(&tx, &err))
            return -1;
        n += db_log_due(db);
    }
    return n;
}

static void log_begins_anew(struct arena *a, const struct fresh *fresh)
{
    enum { LONG = 200, SHORT = 50 }; /* some 5,000 pages, and 1,250 */
    AUTO_DB writer = NULL;
    AUTO_DB reader = NULL;
    const char *wal = arena_printf(a, "%s-wal", fresh->path);
    struct err err = { 0 };
    off_t size;

    TAP("opened twice", ready(fresh, &writer) && fresh_open(fresh, &reader, &err));
    db_log_left(writer, true);
    {
        AUTO_TX look = { 0 };
        TAP("somebody looks at one state",
            tx_begin_read(&look, reader, &err) && number(reader, &count_notes) >= 0);
        TAP_INT("a long log is told of, and again when it grew by a quarter", told(writer, LONG),
                2);
        size = size_of(wal);
        db_log_put_back(writer);
        TAP("it goes on behind who looks", told(writer, SHORT) == 1 && size_of(wal) > size);
    }
    size = size_of(wal);
    db_log_put_back(writer);
    TAP_INT("it begins anew, and is told of when it is long", told(writer, LONG), 2);
    TAP_INT("in the same room", size_of(wal), size);
}

/* Overwrites a page that is far behind those that are read when the file is opened. */
static bool damage(const char *path)
{
    static const char garbage[4096] = "this is no page of a tree";
    FILE *f = fopen(path, "r+be");
    bool ok = f && fseek(f, 20 * 4096, SEEK_SET) == 0 &&
              fwrite(garbage, 1, sizeof garbage, f) == sizeof garbage;

    return f && fclose(f) == 0 && ok;
}

/* The lock names the run of the machine as one that is over. */
static bool other_boot(const char *path)
{
    char lock[PATH_MAX], head[128];
    FILE *f;
    bool ok;

    snprintf(lock, sizeof lock, "%s-lock", path);
    f = fopen(lock, "r+be");
    ok = f && fread(head, 1, sizeof head, f) == sizeof head;
    for (size_t i = 3 * sizeof(int64_t); ok && i < sizeof head; i++)
        if (head[i] == '-') /* of its UUID */
            ok = fseek(f, (long)i, SEEK_SET) == 0 && fputc('x', f) == 'x';
    return f && fclose(f) == 0 && ok;
}

static void damaged(struct arena *a, const struct fresh *fresh)
{
    struct db *db = NULL;
    struct err err = { 0 };
    bool whole = false, ok = ready(fresh, &db);

    for (int i = 0; ok && i < 100; i++)
        ok = note_add(db, 2000, &err);
    TAP("a database with many pages", ok);
    db_close(db);
    child(fresh, commits_and_dies);
    TAP("[D19] an end that was none is seen", db_unclean(a, fresh->path));
    TAP("as that of a process", !db_cut(a, fresh->path));
    TAP("after the machine began anew it may have been another",
        other_boot(fresh->path) && db_cut(a, fresh->path));
    TAP("opened", fresh_open(fresh, &db, &err));
    TAP("a sound file", db_quick_check(db, 60000, &whole, &err) && whole);
    TAP("in no time at all only a part of it", db_quick_check(db, -1, &whole, &err) && !whole);
    db_close(db);
    TAP("a clean end leaves nothing", !db_unclean(a, fresh->path));
    TAP("a damaged file", damage(fresh->path) && fresh_open(fresh, &db, &err));
    TAP("[D19] is refused", !db_quick_check(db, 60000, &whole, &err) && err.kind == ERR_REFUSED &&
                                strstr(err.detail, "damaged"));
    printf("# %s\n", err.detail);
    db_close(db);
}

/* Whoever opens a file first after a power cut need not be who looks at it. [D13] [D19] */
static void look_stays_due(struct arena *a, const struct fresh *fresh)
{
    struct db *db = NULL;
    struct err err = { 0 };
    const char *const *lines;
    size_t n = 1;

    TAP("a database", ready(fresh, &db));
    db_close(db);
    child(fresh, commits_and_dies);
    TAP("the power is cut", other_boot(fresh->path) && db_cut(a, fresh->path));
    TAP("opened by another command", fresh_open(fresh, &db, &err));
    TAP("[D19] while it has the file a look is due", db_cut(a, fresh->path));
    db_close(db);
    TAP("and when it is done, though nothing is left open",
        db_cut(a, fresh->path) && !db_unclean(a, fresh->path));
    child(fresh, commits_and_dies);
    TAP("[D13] killed in the look, it is due again", db_cut(a, fresh->path));
    TAP("opened to look", fresh_open(fresh, &db, &err));
    db_looked(db);
    db_close(db);
    TAP("then it is no more", !db_cut(a, fresh->path));
    child(fresh, commits_and_dies);
    TAP("nor after a process died", !db_cut(a, fresh->path));
    TAP("cut again", other_boot(fresh->path) && fresh_open(fresh, &db, &err));
    TAP("a full check is a look",
        db_full_check(a, db, &lines, &n, &err) && n == 0 && !db_cut(a, fresh->path));
    db_close(db);
}

static void other_version(const struct fresh *fresh)
{
    struct db *db = NULL, *none = NULL;
    struct err err = { 0 };

    TAP("a file", ready(fresh, &db));
    TAP("with another version in its head", db_exec(db, &put_version, NULL, NULL, &err));
    TAP("is refused", !fresh_open(fresh, &none, &err) && err.kind == ERR_REFUSED &&
                          strstr(err.detail, "schema 7"));
    db_close(db);
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    AUTO_FRESH fresh = { 0 };
    struct db *db = NULL;

    fresh_make(a, &fresh, DB_SQLITE, "sqlite_test");
    TAP("a database", ready(&fresh, &db));
    settings(db);
    files(a, &fresh);
    db_close(db);
    refusals(a);
    no_room(a);
    group_lost(a);
    words_matching(a);
    busy_and_reading(&fresh);
    deaths(&fresh);
    copying(a, &fresh);
    given_up(a, &fresh);
    log_stays_small(a, &fresh);
    log_begins_anew(a, &fresh);
    failing_disk(a, &fresh);
    fresh_end(&fresh);
    fresh_make(a, &fresh, DB_SQLITE, "sqlite_damaged");
    damaged(a, &fresh);
    fresh_end(&fresh);
    fresh_make(a, &fresh, DB_SQLITE, "sqlite_look");
    look_stays_due(a, &fresh);
    fresh_end(&fresh);
    fresh_make(a, &fresh, DB_SQLITE, "sqlite_version");
    other_version(&fresh);
    return tap_done();
}
