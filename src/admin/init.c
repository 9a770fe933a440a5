/*
 * redress init: a new data directory, its keys, its schema and what an
 * organisation starts with. Harmless when it exists: what is there is kept, what is
 * missing is made.
 */
#include "admin/commands.h"
#include "admin/seed.h"
#include "admin/site.h"
#include "base/durable.h"

#include <errno.h>
#include <fcntl.h>
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
    if (database && strchr(database, '\n'))
        return err_set(err, ERR_INVALID,
                       N_("The address of the database has a character it cannot have."));
    return !database || access(arena_printf(a, "%s/redress.conf", data), F_OK) == 0 ||
           site_config_write(a, data, database, err);
}

/* An address is only written down when it leads somewhere. */
static bool database_answers(struct arena *a, const char *data, const char *database,
                             struct err *err)
{
    AUTO_DB db = NULL;

    return !database || access(arena_printf(a, "%s/redress.conf", data), F_OK) == 0 ||
           db_open(&db, NULL, database, err);
}

static const char *recovery_path(struct arena *a, const char *data)
{
    size_t n = strlen(data);

    while (n > 1 && data[n - 1] == '/')
        n--;
    return arena_printf(a, "%.*s.recovery", (int)n, data);
}

/* The recovery copy is to be carried away; it is written once, beside the key. */
static bool copy_private(const char *from, const char *to, struct err *err)
{
    char key[256];
    FILE *in = fopen(from, "re");
    size_t n = in ? fread(key, 1, sizeof key, in) : 0;
    AUTO_FD out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
    bool ok = n > 0 && out >= 0 && durable_write(out, to, key, n) && durable_name(to);

    explicit_bzero(key, sizeof key);
    if (in)
        fclose(in);
    return ok || err_internal(err, "cannot write %s: %s", to, strerror(errno));
}

static bool key_make(struct arena *a, const char *data, struct err *err)
{
    struct config config;

    if (!config_load(a, data, &config, err))
        return false;
    return access(config.master_key, F_OK) == 0 ||
           (vault_create(config.master_key, err) &&
            copy_private(config.master_key, recovery_path(a, data), err));
}

/* An existing configuration is not touched, so it must say the same. */
static bool config_agrees(const struct config *config, const char *database, struct err *err)
{
    if (!database || (config->database && strcmp(config->database, database) == 0))
        return true;
    return err_set(err, ERR_CONFLICT,
                   N_("redress.conf names another database. Change it there, or choose another "
                      "data directory."));
}

/* A schema that is there is brought up to date by "redress upgrade", which makes a backup first. */
static bool schema_make(struct db *db, struct err *err)
{
    size_t changes;

    if (!db_changes(db, &changes, err))
        return false;
    return changes == 0 ? db_migrate(db, err) : db_current(db, err);
}

static int init_run(struct args *args)
{
    const char *data = args_value(args, "data"), *database = args_value(args, "database");
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (!folder_make(data, &err) || !database_answers(args->a, data, database, &err) ||
        !config_make(args->a, data, database, &err) || !key_make(args->a, data, &err) ||
        !site_open_bare(args->a, data, &site, &err) ||
        !config_agrees(&site.config, database, &err) || !schema_make(site.db, &err) ||
        !seed(&site, &err))
        return command_failed(args->a, &err);
    printf(
        "Data directory: %s\nMaster key:     %s\nRecovery copy:  %s\n"
        "Without the master key nothing in the database can be read: carry the recovery copy to a\n"
        "safe place, then read it back with \"redress key confirm\".\n",
        data, site.config.master_key, recovery_path(args->a, data));
    return EXIT_DONE;
}

const struct command init_commands[] = {
    { "init", "data= database=", "--data DIR [--database URL]",
      "Makes a data directory, its master key and its database.\n"
      "Asks nothing; harmless when it exists. With --database the data goes to PostgreSQL.\n"
      "No password belongs into URL, where every user of the machine reads it: write it into a "
      "file\n"
      "that libpq reads, as ~/.pgpass, or that the URL names with passfile= or service=.",
      init_run },
    { 0 },
};
