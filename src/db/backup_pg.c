/*
 * PostgreSQL's own programs make and read its backups. They are started without a
 * shell; the address goes through the environment, where others do not see the password. [S4]
 * They sync nothing: a file is synced here, before it gets its name (base/durable.h).
 */
#include "base/durable.h"
#include "db/backup.h"

#include "db/pg.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SETTINGS = 40 };

/* The parts of the address as libpq's environment variables. */
static bool environment(struct arena *a, const char *url, char *out[SETTINGS], struct err *err)
{
    char *why = NULL;
    PQconninfoOption *options = PQconninfoParse(url, &why);
    int n = 0;

    if (!options) {
        PQfreemem(why);
        return err_internal(err, "the address of the database is not understood");
    }
    out[n++] = arena_str(a, "PATH=/usr/bin:/bin");
    for (PQconninfoOption *o = options; o->keyword && n < SETTINGS - 1; o++)
        if (o->val && o->envvar)
            out[n++] = arena_printf(a, "%s=%s", o->envvar, o->val);
    out[n] = NULL;
    PQconninfoFree(options);
    return true;
}

static bool run(struct arena *a, const char *url, const char *const *argv, struct err *err)
{
    char *envp[SETTINGS];
    pid_t pid;
    int status, rc;

    if (!environment(a, url, envp, err))
        return false;
    /* posix_spawn does not write to them; its type is older than const. */
    rc = posix_spawn(&pid, argv[0], NULL, NULL, (char *const *)(uintptr_t)argv, envp);
    if (rc != 0)
        return err_internal(err, "%s cannot be started: %s", argv[0], strerror(rc));
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return err_internal(err, "%s: %s", argv[0], strerror(errno));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    return err_internal(err, "%s failed", argv[0]);
}

static char *to(struct arena *a, const char *file)
{
    return arena_printf(a, "--file=%s", file);
}

/* Whether the archive can be read, to its end. */
static bool readable(struct arena *a, const char *url, const char *file, struct err *err)
{
    const char *const argv[] = { "/usr/bin/pg_restore", "--file=/dev/null", arena_str(a, file),
                                 NULL };

    return run(a, url, argv, err);
}

static bool place(const char *part, const char *file, struct err *err)
{
    return durable_place(part, file) ||
           err_internal(err, "%s cannot be put into place: %s", file, strerror(errno));
}

/* Before either has its name: keys without data would be in the way of the next try. */
static bool data_synced(const char *part, const char *file, struct err *err)
{
    return durable_sync(part) ||
           err_internal(err, "%s cannot be synced: %s", file, strerror(errno));
}

/* The snapshot of the transaction that is open, for the programs to read by. The transaction
 * waits for them, however long they take. */
static bool snapshot(struct arena *a, struct db *db, const char **out, struct err *err)
{
    struct pg_db *pg = pg_of(db);
    AUTO_RESULT patient = NULL;
    AUTO_RESULT r = NULL;

    if (!db_in_tx(db))
        return err_internal(err, "backup outside a transaction");
    patient = PQexec(pg->conn, "SET LOCAL idle_in_transaction_session_timeout = 0");
    if (!pg_answered(pg, "backup", patient, err))
        return false;
    r = PQexec(pg->conn, "SELECT pg_export_snapshot()");
    if (!pg_answered(pg, "pg_export_snapshot", r, err))
        return false;
    *out = arena_str(a, PQgetvalue(r, 0, 0));
    return true;
}

static bool dump(struct arena *a, struct db *db, const char *url, const char *data,
                 const char *keys, struct err *err)
{
    const char *id = NULL;
    char *by;

    if (!snapshot(a, db, &id, err))
        return false;
    by = arena_printf(a, "--snapshot=%s", id);
    const char *const data_argv[] = { "/usr/bin/pg_dump",
                                      "--format=custom",
                                      "--no-owner",
                                      "--no-privileges",
                                      "--no-sync",
                                      by,
                                      "--exclude-table-data=wrapped_key",
                                      to(a, data),
                                      NULL };
    const char *const keys_argv[] = { "/usr/bin/pg_dump",    "--format=custom", "--no-owner",
                                      "--no-sync",           "--data-only",     by,
                                      "--table=wrapped_key", to(a, keys),       NULL };

    return run(a, url, data_argv, err) && run(a, url, keys_argv, err) &&
           readable(a, url, data, err) && readable(a, url, keys, err);
}

bool backup_pg(struct db *db, const char *url, const char *data, const char *keys, struct err *err)
{
    AUTO_ARENA a = arena_new();
    const char *data_new = arena_printf(a, "%s.new", data);
    const char *keys_new = arena_printf(a, "%s.new", keys);
    const char *there;
    mode_t before;
    bool ok;

    there = access(data, F_OK) == 0 ? data : access(keys, F_OK) == 0 ? keys : NULL;
    if (there) {
        err_set(err, ERR_CONFLICT,
                N_("This file is there already; it is not written over: {path}"));
        err_arg(err, "path", there);
        return false;
    }
    before = umask(077); /* the programs inherit it */
    ok = dump(a, db, url, data_new, keys_new, err) && data_synced(data_new, data, err) &&
         place(keys_new, keys, err) && place(data_new, data, err);
    umask(before);
    unlink(data_new); /* what is left of one that failed */
    unlink(keys_new);
    return ok;
}

bool restore_pg(const char *data, const char *keys, const char *url, struct err *err)
{
    AUTO_ARENA a = arena_new();
    char *database = arena_str(a, "--dbname=");
    const char *const data_argv[] = {
        "/usr/bin/pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", database,
        arena_str(a, data),    NULL
    };
    const char *const keys_argv[] = {
        "/usr/bin/pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", database,
        arena_str(a, keys),    NULL
    };

    return run(a, url, data_argv, err) && run(a, url, keys_argv, err);
}
