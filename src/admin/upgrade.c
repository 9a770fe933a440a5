/*
 * redress upgrade: the schema of an older release becomes that of this program. A backup is made
 * first, each change is one transaction, and the history is verified at the end. Broken off, it
 * leaves the state before or after a change, and goes on when it is started again. [D18]
 */
#include "admin/commands.h"
#include "admin/site.h"
#include "complaint/tally.h"
#include "complaint/verify.h"
#include "db/backup.h"
#include "db/outcome_sql.h"
#include "web/serve.h"

#include <stdio.h>
#include <time.h>

/* Beside the data directory, where there is always a place, unless somebody names another. */
static const char *backup_path(struct args *args, const char *data, size_t changes)
{
    const char *named = args_value(args, "backup");

    return named ? named
                 : arena_printf(args->a, "%s.before-upgrade-%zu-%" PRId64, data, changes,
                                instant_now().us / 1000000);
}

static bool backup(struct args *args, struct site *site, const char *to, struct err *err)
{
    const char *keys = arena_printf(args->a, "%s.keys", to), *const *lines = NULL;
    size_t damage = 0;
    AUTO_TX tx = { 0 };

    if (!db_full_check(args->a, site->db, &lines, &damage, err))
        return false;
    if (damage > 0)
        return err_internal(err, "the database file is damaged: redress check says more");
    if (db_engine(site->db) == DB_SQLITE)
        return backup_sqlite(site->db, to, keys, site->config.master_key, err);
    return tx_begin_read(&tx, site->db, err) &&
           backup_pg(site->db, site->config.database, to, keys, err);
}

static bool verified(struct args *args, struct site *site, const char *to, struct err *err)
{
    struct verify v = { .a = args->a, .db = site->db };

    return verify_log(&v, err) &&
           (v.n == 0 || err_internal(err,
                                     "upgraded, but the history does not verify: the state before "
                                     "is in %s",
                                     to));
}

/* What a change could not count by itself is counted behind it. */
static bool counted(struct site *site, struct err *err)
{
    struct act *act = &site->act;
    struct procedure p;
    AUTO_TX tx = { 0 };
    int64_t due = 0;

    if (!sql_outcomes_due(act->a, site->db, &due, err))
        return false;
    if (due == 0)
        return true;
    return procedure_load(act->a, site->db, &p, err) && tx_begin(&tx, site->db, err) &&
           tally_recount(act, p.zone, err) && sql_outcomes_counted(act->a, site->db, err) &&
           tx_commit(&tx, err);
}

static bool upgrade(struct args *args, struct site *site, size_t changes, struct err *err)
{
    const char *to = backup_path(args, args_value(args, "data"), changes);

    if (!backup(args, site, to, err))
        return false;
    printf("The state before is in %s and %s.keys.\n", to, to);
    fflush(stdout);
    return db_migrate(site->db, err) && counted(site, err) && verified(args, site, to, err);
}

static int upgrade_run(struct args *args)
{
    const char *data = args_value(args, "data");
    AUTO_SITE site = { 0 };
    struct err err = { 0 }, not_current = { 0 };
    size_t changes;
    int lock;

    if (!serve_lock(data, &lock, &err) || !site_open_bare(args->a, data, &site, &err) ||
        !db_changes(site.db, &changes, &err))
        return command_failed(args->a, &err);
    if (changes == 0) {
        fprintf(stderr, "redress: there is no database yet: redress init makes one\n");
        return EXIT_REFUSED;
    }
    if (!site_key_fits(&site, &err))
        return command_failed(args->a, &err);
    if (db_current(site.db, &not_current) && site_counted(&site, &not_current)) {
        puts("The database is up to date.");
        return EXIT_DONE;
    }
    if (!upgrade(args, &site, changes, &err))
        return command_failed(args->a, &err);
    puts("Upgraded and verified.");
    return EXIT_DONE;
}

const struct command upgrade_commands[] = {
    { "upgrade", "data= backup=", "--data DIR [--backup FILE]",
      "Brings the database of an older release up to date, after a backup.\n"
      "Nothing may serve it meanwhile. Harmless when there is nothing to do, and when it was\n"
      "broken off.",
      upgrade_run },
    { 0 },
};
