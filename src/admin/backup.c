/*
 * redress backup and redress restore. A backup is verified by opening it before
 * it is called good; the master key is never part of it. Without --to it goes into the folder
 * of the configuration, where the clerk has one made now and then.
 */
#include "db/backup.h"
#include "admin/backup_folder.h"
#include "admin/backup_log.h"
#include "admin/chores.h"
#include "admin/commands.h"
#include "admin/site.h"
#include "base/durable.h"
#include "complaint/verify.h"
#include "keep/journal.h"
#include "web/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *keys_of(struct arena *a, const char *file)
{
    return arena_printf(a, "%s.keys", file);
}

static const char *erasures_of(struct arena *a, const char *file)
{
    return arena_printf(a, "%s.erasures", file);
}

/* Who was erased goes along, so that what is restored is erased again. */
static bool erasures_backup(const struct args *args, const struct site *site, const char *to,
                            struct err *err)
{
    return journal_follow(&site->act, site->config.data, err) &&
           journal_copy(args->a, site->config.data, erasures_of(args->a, to), err);
}

/* Once the master key is there; before, serving sees to it. */
static bool erasures_replay(struct args *args, const char *from, const char *data, bool key,
                            struct err *err)
{
    AUTO_SITE site = { 0 };
    int64_t n = 0;

    if (!journal_join(args->a, data, erasures_of(args->a, from), err) ||
        (args_value(args, "erasures") &&
         !journal_join(args->a, data, args_value(args, "erasures"), err)))
        return false;
    if (!key)
        return true;
    if (!site_open(args, &site, err) || !journal_replay(&site.act, &site.procedure, data, &n, err))
        return false;
    if (n > 0)
        printf("Erased again, as the erasure journal says: %" PRId64 ".\n", n);
    return true;
}

static bool verified(const struct verify *v, struct err *err)
{
    if (v->n == 0)
        return true;
    err_set(err, ERR_REFUSED,
            N_("The backup is written, but its history does not verify: {n} findings. \"redress "
               "verify\" names them."));
    err_arg_int(err, "n", (int64_t)v->n + v->left_out);
    return false;
}

/* Opens the backup in a folder of its own beside it and verifies the whole history. */
static bool backup_good(struct site *site, const char *file, struct err *err)
{
    struct arena *a = site->a;
    char *folder = arena_printf(a, "%s.check", file);
    const char *path = arena_printf(a, "%s/redress.db", folder);
    struct verify v = { .a = a };
    struct db *db = NULL;
    bool ok;

    if (mkdir(folder, 0700) != 0 && errno != EEXIST)
        return err_internal(err, "backup: %s: %s", folder, strerror(errno));
    ok = restore_sqlite(file, keys_of(a, file), path, err) && db_open(&db, path, NULL, err) &&
         (v.db = db, backup_verify(site, &v, err));
    if (db)
        db_close(db);
    unlink(path);
    unlink(arena_printf(a, "%s-lock", path));
    unlink(arena_printf(a, "%s-wal", path));
    unlink(arena_printf(a, "%s-shm", path));
    rmdir(folder);
    return ok && verified(&v, err) && backup_sign(site, &v, file, err);
}

static bool backup_of_sqlite(struct args *args, struct site *site, const char *to, struct err *err)
{
    return backup_sqlite(site->db, to, keys_of(args->a, to), site->config.master_key, err) &&
           backup_good(site, to, err);
}

/* The history is verified in the very state that the programs wrote down. */
static bool backup_of_pg(struct args *args, struct site *site, const char *to, struct err *err)
{
    struct verify v = { .a = args->a, .db = site->db };
    AUTO_TX tx = { 0 };

    return tx_begin_read(&tx, site->db, err) &&
           backup_pg(site->db, site->config.database, to, keys_of(args->a, to), err) &&
           backup_verify(site, &v, err) && verified(&v, err) && backup_sign(site, &v, to, err);
}

static bool backup_make(struct args *args, struct site *site, const char *to, struct err *err)
{
    return (db_engine(site->db) == DB_SQLITE ? backup_of_sqlite(args, site, to, err)
                                             : backup_of_pg(args, site, to, err)) &&
           erasures_backup(args, site, to, err);
}

/* Into the folder of the configuration; `*to` is where. */
static bool backup_into_folder(struct args *args, struct site *site, const char **to,
                               struct err *err)
{
    AUTO_BACKUP_FOLDER folder = { 0 };

    if (!site->config.backup.folder)
        return err_internal(err, "name a file with --to, or a folder in redress.conf");
    if (!backup_folder_open(&folder, &site->config.backup, err))
        return false;
    *to = backup_folder_path(args->a, &folder, site->act.now);
    if (backup_make(args, site, *to, err)) {
        backup_folder_prune(&folder);
        return true;
    }
    if (err->kind == ERR_REFUSED)
        backup_folder_suspect(args->a, &folder, *to);
    return false;
}

static void backup_told(struct args *args, const struct site *site, const char *to)
{
    if (args_has(args, "log"))
        log_event("info", "backup", 0, "backup made and verified", to);
    else
        printf("Data: %s\nKeys: %s\nThe master key is in neither: keep %s apart.\n", to,
               keys_of(args->a, to), site->config.master_key);
}

static int backup_run(struct args *args)
{
    const char *to = args_value(args, "to");
    AUTO_SITE site = { 0 };
    struct err err = { 0 };
    bool ok;

    chore_begin(args);
    if (!site_open(args, &site, &err))
        return chore_failed(args, "backup failed", &err);
    ok = to ? backup_make(args, &site, to, &err) : backup_into_folder(args, &site, &to, &err);
    chore_note(&site, ok ? "backup_good" : "backup_failed");
    if (!ok)
        return chore_failed(args, "backup failed", &err);
    backup_told(args, &site, to);
    return EXIT_DONE;
}

static bool folder_ready(const char *data, struct err *err)
{
    if (mkdir(data, 0700) == 0 || errno == EEXIST)
        return true;
    return err_internal(err, "%s: %s", data, strerror(errno));
}

static bool config_write(struct arena *a, const char *data, const char *url, struct err *err)
{
    return !url || access(arena_printf(a, "%s/redress.conf", data), F_OK) == 0 ||
           site_config_write(a, data, url, err);
}

/* pg_restore would say so in its own words, table by table. */
static bool database_empty(const char *url, struct err *err)
{
    AUTO_DB db = NULL;
    struct err none = { 0 };

    return db_open(&db, NULL, url, err) &&
           (!db_current(db, &none) ||
            err_internal(err, "this database holds an installation already: name an empty one"));
}

/* Those of the backup, or newer ones, in which who was erased since is missing. */
static const char *keys_for(const struct args *args, const char *from)
{
    const char *keys = args_value(args, "keys");

    return keys ? keys : keys_of(args->a, from);
}

static bool restore(struct args *args, const char *from, const char *data, struct err *err)
{
    const char *keys = keys_for(args, from);
    enum backup_kind kind = backup_kind(from);
    struct config config;

    /* Before anything is made that would be left behind. */
    if (kind == BACKUP_NONE)
        return err_set(err, ERR_INVALID, N_("This file is no backup of Redress."));
    if (access(keys, R_OK) != 0)
        return err_internal(err, "the keys of the backup are missing: %s", keys);
    if (kind == BACKUP_SQLITE && args_value(args, "database"))
        return err_internal(err, "this is a backup of SQLite: it goes without --database");
    if (!folder_ready(data, err) ||
        !config_write(args->a, data, args_value(args, "database"), err) ||
        !config_load(args->a, data, &config, err))
        return false;
    switch (kind) {
    case BACKUP_SQLITE:
        if (!restore_sqlite(from, keys, site_database(args->a, data), err))
            return false;
        db_damage_over(site_database(args->a, data)); /* what was found was in another file */
        return true;
    case BACKUP_PG:
        if (!config.database)
            return err_set(
                err, ERR_INVALID,
                N_("This is a backup of PostgreSQL: name the empty database with --database."));
        return database_empty(config.database, err) && restore_pg(from, keys, config.database, err);
    case BACKUP_NONE:
        break;
    }
    return false;
}

/* On the machine where the backup was made the master key is still in its place: the
 * restored installation gets a copy. Elsewhere a person has to bring it. */
static bool master_key_found(struct arena *a, const char *keys, const char *to)
{
    const char *from = backup_master_key(a, keys);
    char key[256];
    FILE *in = from ? fopen(from, "re") : NULL;
    size_t n = in ? fread(key, 1, sizeof key, in) : 0;
    AUTO_FD out =
        n > 0 && n < sizeof key ? open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400) : -1;
    bool ok = out >= 0 && durable_write(out, to, key, n) && durable_name(to);

    if (in)
        fclose(in);
    explicit_bzero(key, sizeof key);
    if (ok)
        printf("The master key was copied from %s to %s.\n", from, to);
    return ok;
}

/* Whether the key that stands at its place is the one of what was restored. Another one is told
 * like a missing one: the data are back, and nothing is read or written with it. */
static bool key_is_its_own(const struct args *args, const char *data, struct err *err)
{
    AUTO_SITE site = { 0 };
    bool fits = site_open_bare(args->a, data, &site, err) && site_key_fits(&site, err);

    if (!fits)
        fprintf(stderr, "redress: %s\n", err->detail);
    err_clear(err);
    return fits;
}

static int restore_run(struct args *args)
{
    const char *from = args_need(args, "from"), *data = args_value(args, "data");
    struct config config;
    struct err err = { 0 };
    bool key;

    if (!from)
        return EXIT_USAGE;
    if (!restore(args, from, data, &err) || !config_load(args->a, data, &config, &err))
        return command_failed(args->a, &err);
    key = access(config.master_key, R_OK) == 0
              ? key_is_its_own(args, data, &err)
              : master_key_found(args->a, keys_for(args, from), config.master_key);
    if (!erasures_replay(args, from, data, key, &err))
        return command_failed(args->a, &err);
    if (!key)
        fprintf(stderr, "Put the master key of the installation at %s before you serve.\n",
                config.master_key);
    backup_checkpoint_restore(args->a, from, data);
    printf("Restored into %s. \"redress verify --data %s\" checks it.\n", data, data);
    return EXIT_DONE;
}

const struct command backup_commands[] = {
    { "backup", "data= to= log", "--data DIR [--to FILE] [--log]",
      "Writes the data to FILE and the keys of persons and complaints to FILE.keys, while "
      "running.\n"
      "The backup is opened and verified before it counts. The master key is in neither file.\n"
      "Without --to it goes into the folder of redress.conf, and the oldest there may go.\n"
      "--log says what happened as a line of the log.",
      backup_run },
    { "restore", "from= keys= data= database= erasures=",
      "--from FILE [--keys FILE] --data DIR [--database URL] [--erasures FILE]",
      "Makes a data directory of a backup and its keys (FILE.keys, or newer ones).\n"
      "A backup of PostgreSQL goes into the empty database named with --database. Its password "
      "belongs\n"
      "into a file that libpq reads, not into URL, where every user of the machine reads it.\n"
      "The master key of the installation belongs beside the data directory again.\n"
      "Who was erased stays erased: the erasure journal of the backup (FILE.erasures), that of "
      "DIR\n"
      "and the one named with --erasures are played over it.",
      restore_run },
    { 0 },
};
