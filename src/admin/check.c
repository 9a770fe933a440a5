/*
 * redress check: looks at every page of the database and at the whole history. Where the file is
 * damaged nothing is written until an operator decides here. [D19]
 */
#include "admin/chores.h"
#include "admin/commands.h"
#include "admin/site.h"
#include "log/place.h"
#include "log/verify_checkpoints.h"
#include "web/log.h"
#include "web/serve.h"

#include <stdio.h>

struct found {
    size_t damage;
    int64_t findings;
};

/* Pages and indexes, then the history. */
static bool look(struct args *args, struct site *site, struct found *f, struct err *err)
{
    struct verify v = { .a = args->a, .db = site->db };
    struct log_check check = { .a = args->a, .folder = place_folder(args->a, site->config.data) };
    const char *const *lines = NULL;

    if (!db_full_check(args->a, site->db, &lines, &f->damage, err))
        return false;
    for (size_t i = 0; i < f->damage && !args_has(args, "log"); i++)
        printf("damaged: %s\n", lines[i]);
    if (f->damage > 0)
        return true; /* what cannot be read cannot be verified */
    if (!log_check_all(&check, &v, err))
        return false;
    f->findings = (int64_t)v.n + v.left_out;
    return true;
}

static int tell(struct args *args, const struct found *f)
{
    bool good = f->damage == 0 && f->findings == 0;

    if (args_has(args, "log"))
        log_event(good ? "info" : "error", "check",
                  f->damage > 0 ? (int)f->damage : (int)f->findings,
                  good            ? "the whole database was looked at"
                  : f->damage > 0 ? "the database file is damaged"
                                  : "the history does not verify",
                  NULL);
    else if (good)
        puts("No damage, and the history verifies.");
    else if (f->damage > 0)
        puts("Nothing is written until you decide: put back a backup (redress restore), or accept\n"
             "the damage with --accept while nothing serves, for as long as you need to save what\n"
             "can be saved.");
    else
        printf("%" PRId64 " findings: redress verify names them.\n", f->findings);
    return good ? EXIT_DONE : EXIT_REFUSED;
}

/* Whether a start could read what every start reads: settings, lists, packs. */
static bool starts(struct args *args, struct err *err)
{
    AUTO_SITE site = { 0 };

    return site_open(args, &site, err);
}

/* Nothing can be served of such a file, whatever anybody decides. */
static int no_start(struct args *args, const struct err *why)
{
    const char *path = site_database(args->a, args_value(args, "data"));

    printf("What every start reads is damaged: %s.\n"
           "Accepting that would not help. Put back a backup: redress restore --from FILE --data "
           "DIR\n"
           "with another DIR. What can still be read of this file is saved by\n"
           "    sqlite3 %s .recover > saved.sql\n"
           "as it is stored: sealed, and opened by the master key alone.\n",
           why->detail, path);
    return EXIT_REFUSED;
}

/* Nobody may be writing by the old decision while the new one is made. */
static int accept(struct args *args)
{
    const char *data = args_value(args, "data"), *path = site_database(args->a, data);
    struct err err = { 0 };
    int lock;

    if (!serve_lock(data, &lock, &err))
        return command_failed(args->a, &err);
    if (!db_damage(args->a, path)) {
        puts("Nothing was found that would have to be accepted.");
        return EXIT_REFUSED;
    }
    if (!starts(args, &err))
        return no_start(args, &err);
    if (!db_damage_accept(path, &err))
        return command_failed(args->a, &err);
    puts("The damage is accepted: the next start serves this database as it is, and says so.");
    return EXIT_DONE;
}

/* For a start (sound.c, chores.c): pages alone, and nothing said unless they are damaged. */
static int quick(struct args *args)
{
    const char *data = args_value(args, "data");
    AUTO_DB db = NULL;
    struct err err = { 0 };
    bool whole;

    chore_begin(args);
    if (!db_open(&db, site_database(args->a, data), NULL, &err))
        return EXIT_USAGE;
    if (db_quick_check(db, INT32_MAX, &whole, &err))
        return EXIT_DONE;
    if (!db_damage(args->a, site_database(args->a, data))) {
        log_event("error", "check", 1, "the look for damage failed", err.detail);
        return EXIT_USAGE;
    }
    if (args_has(args, "log"))
        log_event("error", "check", 1, "the database file is damaged", err.detail);
    return EXIT_REFUSED;
}

/* Of a file that nothing else can be read of: the damage, line by line. */
static bool damaged_alone(struct args *args)
{
    const char *path = site_database(args->a, args_value(args, "data")), *const *lines = NULL;
    AUTO_DB db = NULL;
    struct err none = { 0 };
    size_t n = 0;

    if (!db_damage(args->a, path) || !db_open(&db, path, NULL, &none) ||
        !db_full_check(args->a, db, &lines, &n, &none))
        return db_damage(args->a, path) != NULL;
    for (size_t i = 0; i < n; i++)
        printf("damaged: %s\n", lines[i]);
    return n > 0;
}

static int check_run(struct args *args)
{
    AUTO_SITE site = { 0 };
    struct found found = { 0 };
    struct err err = { 0 };
    bool good;

    if (args_has(args, "accept"))
        return accept(args);
    if (args_has(args, "quick"))
        return quick(args);
    chore_begin(args);
    if (!site_open(args, &site, &err)) {
        if (!args_has(args, "log") && damaged_alone(args))
            return no_start(args, &err);
        chore_failed(args, "check failed", &err);
        return EXIT_USAGE;
    }
    if (!look(args, &site, &found, &err)) {
        chore_failed(args, "check failed", &err);
        return EXIT_USAGE;
    }
    good = found.damage == 0 && found.findings == 0;
    if (found.damage == 0)
        db_damage_over(site_database(args->a, site.config.data));
    chore_note(&site, good ? "check_good" : "check_found");
    return tell(args, &found);
}

const struct command check_commands[] = {
    { "check", "data= accept log quick", "--data DIR [--accept] [--log]",
      "Looks at every page of the database for damage, and verifies the history.\n"
      "While damage stands nothing is served or written; --accept decides to go on all the same.\n"
      "Exit status: 0 nothing found, 1 something was found, 2 could not tell.",
      check_run },
    { 0 },
};
