/*
 * PostgreSQL's own programs make and read its backups. They are started without a
 * shell; the address goes through the environment, where others do not see the password. [S4]
 */
#include "db/backup.h"

#include <errno.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
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

bool backup_pg(const char *url, const char *data, const char *keys, struct err *err)
{
    AUTO_ARENA a = arena_new();
    const char *const data_argv[] = { "/usr/bin/pg_dump",
                                      "--format=custom",
                                      "--no-owner",
                                      "--no-privileges",
                                      "--exclude-table-data=wrapped_key",
                                      to(a, data),
                                      NULL };
    const char *const keys_argv[] = {
        "/usr/bin/pg_dump",    "--format=custom", "--no-owner", "--data-only",
        "--table=wrapped_key", to(a, keys),       NULL
    };

    if (access(data, F_OK) == 0 || access(keys, F_OK) == 0) {
        err_set(err, ERR_CONFLICT,
                N_("This file is there already; it is not written over: {path}"));
        err_arg(err, "path", data);
        return false;
    }
    /* Keys after data: every row of the data then has its key. */
    return run(a, url, data_argv, err) && run(a, url, keys_argv, err);
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
