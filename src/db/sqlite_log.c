/*
 * The write-ahead log in few large writes.
 *
 * SQLite writes each page of its log in two pieces, a head of 24 bytes and the page: a hundred
 * system calls for one complaint. This layer between SQLite and its own way to files keeps what
 * is appended to a log and hands it on in one piece before the log is flushed, read, measured or
 * cut. Order and moment of each flush stay SQLite's own, and with `synchronous = FULL` every
 * commit flushes before others may read it, so on disk nothing is different. An error of such a
 * write is told where it is noticed, at the flush, and the commit fails as it does there.
 *
 * What is kept when a transaction ends was not committed: a commit flushes. It is forgotten before
 * the writers' turn is given up and never written later, when the same place of the log may hold
 * what another process has committed. SQLite tells a log nothing of an end, so sqlite_let_go does.
 *
 * A log is a new file after each clean end, and its name has to be on disk as well: SQLite flushes
 * the folder, but passes over a failure. So it is done here.
 */
#include "base/durable.h"
#include "db/sqlite.h"

#include <errno.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT = 128 * 1024 };

struct log_file {
    sqlite3_file base;    /* first: SQLite's */
    sqlite3_file *real;   /* behind this struct, in the same memory */
    const char *path;     /* SQLite's, as long as it is open */
    bool named;           /* its folder was flushed since it was opened */
    sqlite3_int64 at;     /* where in the log the bytes kept belong */
    int n;                /* bytes kept */
    unsigned char *bytes; /* KEPT, from the first write on */
};

static struct log_file *log_of(sqlite3_file *file)
{
    return (struct log_file *)(void *)file;
}

/* What was kept is forgotten also when it could not be written: SQLite takes it back. */
static int hand_on(struct log_file *f)
{
    int n = f->n;

    f->n = 0;
    return n == 0 ? SQLITE_OK : f->real->pMethods->xWrite(f->real, f->bytes, n, f->at);
}

static int log_close(sqlite3_file *file)
{
    struct log_file *f = log_of(file);
    int rc = f->real->pMethods->xClose(f->real);

    free(f->bytes);
    f->bytes = NULL;
    f->n = 0; /* not committed: as at the end of any transaction */
    return rc;
}

static int log_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
    struct log_file *f = log_of(file);
    int rc = hand_on(f);

    return rc == SQLITE_OK ? f->real->pMethods->xRead(f->real, to, n, at) : rc;
}

static int log_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
    struct log_file *f = log_of(file);

    if (f->n > 0 && (at != f->at + f->n || n > KEPT - f->n)) {
        int rc = hand_on(f);
        if (rc != SQLITE_OK)
            return rc;
    }
    if (!f->bytes && !(f->bytes = malloc(KEPT)))
        return SQLITE_IOERR_NOMEM;
    if (n > KEPT)
        return f->real->pMethods->xWrite(f->real, from, n, at);
    if (f->n == 0)
        f->at = at;
    memcpy(f->bytes + f->n, from, (size_t)n);
    f->n += n;
    return SQLITE_OK;
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct log_file *f = log_of(file);
    int rc = hand_on(f);

    return rc == SQLITE_OK ? f->real->pMethods->xTruncate(f->real, size) : rc;
}

static int log_sync(sqlite3_file *file, int flags)
{
    struct log_file *f = log_of(file);
    int rc = hand_on(f);

    if (rc == SQLITE_OK)
        rc = f->real->pMethods->xSync(f->real, flags);
    if (rc != SQLITE_OK || f->named)
        return rc;
    /* Where folders are not flushed at all, there is nothing to ask for. */
    f->named = durable_name(f->path) || errno == EINVAL || errno == ENOTSUP;
    return f->named ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int log_size(sqlite3_file *file, sqlite3_int64 *size)
{
    struct log_file *f = log_of(file);
    int rc = hand_on(f);

    return rc == SQLITE_OK ? f->real->pMethods->xFileSize(f->real, size) : rc;
}

/* Nobody locks a log by itself: the locks are on the database. */
static int log_lock(sqlite3_file *file, int level)
{
    struct log_file *f = log_of(file);

    return f->real->pMethods->xLock(f->real, level);
}

static int log_unlock(sqlite3_file *file, int level)
{
    struct log_file *f = log_of(file);

    return f->real->pMethods->xUnlock(f->real, level);
}

static int log_reserved(sqlite3_file *file, int *out)
{
    struct log_file *f = log_of(file);

    return f->real->pMethods->xCheckReservedLock(f->real, out);
}

static int log_control(sqlite3_file *file, int op, void *arg)
{
    struct log_file *f = log_of(file);

    return f->real->pMethods->xFileControl(f->real, op, arg);
}

static int log_sector(sqlite3_file *file)
{
    struct log_file *f = log_of(file);

    return f->real->pMethods->xSectorSize(f->real);
}

static int log_device(sqlite3_file *file)
{
    struct log_file *f = log_of(file);

    return f->real->pMethods->xDeviceCharacteristics(f->real);
}

/* Version 1: shared memory and mapping belong to the database file, not to its log. */
static const sqlite3_io_methods log_methods = {
    .iVersion = 1,
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_size,
    .xLock = log_lock,
    .xUnlock = log_unlock,
    .xCheckReservedLock = log_reserved,
    .xFileControl = log_control,
    .xSectorSize = log_sector,
    .xDeviceCharacteristics = log_device,
};

/* The struct, and behind it as much as the real file needs, where any struct may stand. */
enum {
    REAL_AT = (sizeof(struct log_file) + alignof(max_align_t) - 1) / alignof(max_align_t) *
              alignof(max_align_t)
};

void sqlite_let_go(struct sqlite_db *db)
{
    sqlite3_file *log = NULL;

    if (db->conn &&
        sqlite3_file_control(db->conn, "main", SQLITE_FCNTL_JOURNAL_POINTER, (void *)&log) ==
            SQLITE_OK &&
        log && log->pMethods == &log_methods)
        log_of(log)->n = 0;
    lock_release(db->lock);
}

static sqlite3_vfs *real_of(const sqlite3_vfs *vfs)
{
    return vfs->pAppData;
}

static int files_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    sqlite3_vfs *real = real_of(vfs);
    struct log_file *f = log_of(file);
    int rc;

    if (!(flags & SQLITE_OPEN_WAL))
        return real->xOpen(real, name, file, flags, out);
    *f =
        (struct log_file){ .real = (sqlite3_file *)(void *)((char *)file + REAL_AT), .path = name };
    f->real->pMethods = NULL;
    rc = real->xOpen(real, name, f->real, flags, out);
    if (rc == SQLITE_OK)
        f->base.pMethods = &log_methods;
    else if (f->real->pMethods)
        f->real->pMethods->xClose(f->real);
    return rc;
}

static int files_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    return real_of(vfs)->xDelete(real_of(vfs), name, sync);
}

static int files_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    return real_of(vfs)->xAccess(real_of(vfs), name, flags, out);
}

static int files_path(sqlite3_vfs *vfs, const char *name, int n, char *out)
{
    return real_of(vfs)->xFullPathname(real_of(vfs), name, n, out);
}

static int files_random(sqlite3_vfs *vfs, int n, char *out)
{
    return real_of(vfs)->xRandomness(real_of(vfs), n, out);
}

static int files_sleep(sqlite3_vfs *vfs, int us)
{
    return real_of(vfs)->xSleep(real_of(vfs), us);
}

static int files_time(sqlite3_vfs *vfs, sqlite3_int64 *out)
{
    return real_of(vfs)->xCurrentTimeInt64(real_of(vfs), out);
}

static int files_error(sqlite3_vfs *vfs, int n, char *out)
{
    return real_of(vfs)->xGetLastError(real_of(vfs), n, out);
}

const char *sqlite_files(void)
{
    static const char name[] = "redress";
    static sqlite3_vfs vfs; /* SQLite's list of ways to files is the process's own */
    static bool asked;
    sqlite3_vfs *real;

    if (!asked) { /* each process has one thread; SQLite listens before its first use only */
        asked = true;
        sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    }
    real = sqlite3_vfs_find(NULL);
    if (!real || real->iVersion < 2)
        return NULL;
    if (vfs.pAppData == real) /* the usual way may have changed since: tests do that */
        return name;
    if (vfs.pAppData)
        sqlite3_vfs_unregister(&vfs);
    vfs = (sqlite3_vfs){
        .iVersion = 2,
        .szOsFile = REAL_AT + real->szOsFile,
        .mxPathname = real->mxPathname,
        .zName = name,
        .pAppData = real,
        .xOpen = files_open,
        .xDelete = files_delete,
        .xAccess = files_access,
        .xFullPathname = files_path,
        .xRandomness = files_random,
        .xSleep = files_sleep,
        .xGetLastError = files_error,
        .xCurrentTimeInt64 = files_time,
    };
    return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK ? name : NULL;
}
