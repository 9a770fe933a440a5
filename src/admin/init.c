/*
 * redress init: a new data directory, its keys, its schema and what an
 * organisation starts with. Harmless when it exists: what is there is kept, what is
 * missing is made.
 */
#include "admin/commands.h"
#include "admin/seed.h"
#include "admin/site.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool folder_make(const char *data, struct err *err)
{
    struct stat st;

    if (mkdir(data, 0700) == 0 || (errno == EEXIST && stat(data, &st) == 0 && S_ISDIR(st.st_mode)))
        return true;
    err_set(err, ERR_INVALID, N_("The data directory cannot be made: {path}"));
    err_arg(err, "path", data);
    return false;
}

/* The configuration gets the database's address; an existing one is not touched. */
static bool config_make(struct arena *a, const char *data, const char *database, struct err *err)
{
    const char *path = arena_printf(a, "%s/redress.conf", data);
    FILE *f;

    if (!database || access(path, F_OK) == 0)
        return true;
    f = fopen(path, "wxe");
    if (!f || fchmod(fileno(f), 0600) != 0 || fprintf(f, "database: \"%s\"\n", database) < 0 ||
        fclose(f) != 0)
        return err_internal(err, "cannot write %s: %s", path, strerror(errno));
    return true;
}

static bool key_make(struct arena *a, const char *data, struct err *err)
{
    struct config config;

    if (!config_load(a, data, &config, err))
        return false;
    return access(config.master_key, F_OK) == 0 || vault_create(config.master_key, err);
}

static int init_run(struct args *args)
{
    const char *data = args_need(args, "data");
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (!data)
        return EXIT_USAGE;
    if (!folder_make(data, &err) ||
        !config_make(args->a, data, args_value(args, "database"), &err) ||
        !key_make(args->a, data, &err) || !site_open_bare(args->a, data, &site, &err) ||
        !db_migrate(site.db, &err) || !seed(&site, &err))
        return command_failed(args->a, &err);
    printf("Data directory: %s\nMaster key:     %s\n"
           "Keep a copy of the master key apart: without it nothing in the database can be read.\n",
           data, site.config.master_key);
    return EXIT_DONE;
}

const struct command init_commands[] = {
    { "init", "data= database=", "--data DIR [--database URL]",
      "Makes a data directory, its master key and its database.\n"
      "Asks nothing; harmless when it exists. With --database the data goes to PostgreSQL.",
      init_run },
    { 0 },
};
