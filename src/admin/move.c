/*
 * redress move: from SQLite to PostgreSQL, in one transaction there, with the history verified
 * on both sides. The old file gets another name, so that nobody serves it by mistake.
 */
#include "db/move.h"
#include "admin/commands.h"
#include "admin/site.h"
#include "base/durable.h"
#include "complaint/search.h"
#include "complaint/verify.h"
#include "web/serve.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool intact(struct arena *a, struct db *db, const char *which, struct err *err)
{
    struct verify v = { .a = a, .db = db };

    return verify_log(&v, err) &&
           (v.n == 0 ||
            err_internal(err, "the history of %s does not verify: nothing was moved", which));
}

static bool target_open(const char *url, struct db **to, struct err *err)
{
    return db_open(to, NULL, url, err) && db_migrate(*to, err) && move_target_empty(*to, err);
}

static bool move_all(struct arena *a, struct db *from, struct db *to, int64_t *rows,
                     struct err *err)
{
    AUTO_TX reading = { 0 };
    AUTO_TX writing = { 0 };

    return tx_begin_read(&reading, from, err) && intact(a, from, "the SQLite file", err) &&
           tx_begin(&writing, to, err) && move_rows(from, to, rows, err) &&
           intact(a, to, "PostgreSQL", err) && tx_commit(&writing, err);
}

static bool move(struct args *args, const char *url, int64_t *rows, struct err *err)
{
    const char *data = args_value(args, "data");
    AUTO_SITE site = { 0 };
    AUTO_DB to = NULL;
    int lock;

    if (strncmp(url, "postgresql://", 13) != 0 && strncmp(url, "postgres://", 11) != 0)
        return err_internal(err, "--to is an address such as postgresql://redress@host/redress");
    if (!serve_lock(data, &lock, err) || !site_open(args, &site, err))
        return false;
    if (site.config.database)
        return err_internal(err, "%s is on PostgreSQL already", data);
    /* Words that wait for the index do not stand where the index is copied from. */
    if (!target_open(url, &to, err) || !search_catch_up(site.db, err) ||
        !move_all(args->a, site.db, to, rows, err))
        return false;
    db_analyze(to);
    return true;
}

static int move_run(struct args *args)
{
    const char *url = args_need(args, "to"), *data = args_value(args, "data");
    const char *file = site_database(args->a, data);
    const char *moved = arena_printf(args->a, "%s-moved", file);
    struct err err = { 0 }, kept = { 0 };
    int64_t rows = 0;
    bool told;

    if (!url)
        return EXIT_USAGE;
    if (!move(args, url, &rows, &err))
        return command_failed(args->a, &err);
    told = site_config_write(args->a, data, url, &kept);
    if (rename(file, moved) != 0 || !durable_name(moved))
        fprintf(stderr, "redress: %s keeps its name: %s\n", file, strerror(errno));
    printf("%" PRId64 " rows were moved, compared one by one, and verified.\n"
           "The old file is %s now: delete it when a backup of the new database is good.\n",
           rows, moved);
    if (told)
        printf("%s/redress.conf names the database.\n", data);
    else
        printf("Before you serve, write into %s/redress.conf (chmod o= redress.conf):\n"
               "database: \"%s\"\n",
               data, url);
    return EXIT_DONE;
}

const struct command move_commands[] = {
    { "move", "data= to=", "--data DIR --to URL",
      "Moves an installation from SQLite into the empty PostgreSQL database at URL.\n"
      "Nothing may serve it meanwhile. Every row is compared and the history verified on both\n"
      "sides before anything counts; the master key stays where it is.",
      move_run },
    { 0 },
};
