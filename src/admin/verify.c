/* redress verify: says whether everything is as the history says, without keys or server. */
#include "complaint/verify.h"
#include "admin/commands.h"
#include "admin/site.h"
#include "db/backup.h"
#include "log/place.h"
#include "log/verify_checkpoints.h"
#include "web/req.h"

#include <stdio.h>

static void finding_print(struct arena *a, const struct finding_row *f, bool json)
{
    struct buf b = buf_new(a);

    if (json) {
        json_write(&b, &finding_row_record, f);
        puts(buf_text(&b));
        return;
    }
    printf("%s", f->kind);
    if (f->reference)
        printf(" %s", f->reference);
    if (f->table)
        printf(" %s", f->table);
    if (f->field)
        printf(".%s", f->field);
    if (f->key)
        printf(" %s", f->key);
    else
        printf(" %" PRId64, f->id);
    if (f->until > f->id)
        printf("-%" PRId64, f->until);
    if (f->event)
        printf(" before event %" PRId64, f->event);
    if (f->source)
        printf(" %s", f->source);
    putchar('\n');
}

static void checkpoints_say(const struct log_check *c, const struct verify *v)
{
    if (c->n_read == 0)
        fprintf(stderr, "no checkpoints: who wrote to the database may have rewritten all of it\n");
    else
        fprintf(stderr, "checkpoints: %zu, the newest covers %" PRId64 " of %" PRId64 " events\n",
                c->n_read, c->covered, v->events);
    if (c->n_read > 0 && !c->public_keys)
        fprintf(stderr, "signatures were checked with the keys in the database itself: "
                        "--pubkey names one that was kept elsewhere\n");
}

/* What was looked at, as the last line: who reads it knows that it ended well. */
struct counts {
    const char *kind;
    int64_t events, rows, findings, erased, checkpoints, covered;
    bool keys; /* whether keys that were taken away would have been noticed */
};
static const struct field counts_fields[] = {
    FIELD(struct counts, kind),     FIELD(struct counts, events), FIELD(struct counts, rows),
    FIELD(struct counts, findings), FIELD(struct counts, erased), FIELD(struct counts, checkpoints),
    FIELD(struct counts, covered),  FIELD(struct counts, keys),
};
static const struct record counts_record = RECORD(struct counts, counts_fields);

static void counts_print(struct arena *a, const struct verify *v, const struct log_check *c)
{
    struct counts counts = { .kind = "counts",
                             .events = v->events,
                             .rows = v->rows,
                             .findings = (int64_t)v->n + v->left_out,
                             .erased = v->erased,
                             .checkpoints = (int64_t)c->n_read,
                             .covered = c->covered,
                             .keys = !v->keys_apart };
    struct buf b = buf_new(a);

    json_write(&b, &counts_record, &counts);
    puts(buf_text(&b));
}

static int verify_end(struct args *args, const struct verify *v, const struct log_check *c)
{
    bool json = args_has(args, "json");

    for (size_t i = 0; i < v->n; i++)
        finding_print(args->a, &v->findings[i], json);
    if (!json)
        fprintf(stderr, "%" PRId64 " events, %" PRId64 " rows, %" PRId64 " findings\n", v->events,
                v->rows, (int64_t)v->n + v->left_out);
    if (!json)
        checkpoints_say(c, v);
    if (!json && v->left_out > 0)
        fprintf(stderr, "%" PRId64 " findings are not shown\n", v->left_out);
    if (!json && v->erased > 0)
        fprintf(stderr, "%" PRId64 " persons and complaints were erased: their keys are deleted\n",
                v->erased);
    if (json)
        counts_print(args->a, v, c);
    if (v->keys_apart)
        fprintf(stderr, "the keys are not in it, so nobody can tell whether one was taken away: "
                        "--keys names their file\n");
    return v->n > 0 ? EXIT_REFUSED : v->keys_apart ? EXIT_USAGE : EXIT_DONE;
}

/* A backup keeps them in a file of its own. */
static bool keys_find(struct args *args, const struct config *config, struct db *db,
                      struct verify *v, struct err *err)
{
    const char *keys = args_value(args, "keys");

    if (keys && config->database)
        return err_internal(err, "--keys is for a copy of SQLite: restore a dump of PostgreSQL, "
                                 "then verify that");
    if (keys && !backup_keys_beside(db, keys, err))
        return false;
    if (!verify_keys_none(args->a, db, &v->keys_apart, err))
        return false;
    return !v->keys_apart || !args_has(args, "values") ||
           err_internal(err, "--values needs the keys, and they are not in it: --keys names "
                             "their file");
}

static int verify_run(struct args *args)
{
    const char *data = args_value(args, "data");
    struct verify v = { .a = args->a };
    struct log_check check = { .a = args->a,
                               .folder = place_folder(args->a, data),
                               .public_keys = args_value(args, "pubkey") };
    struct config config;
    AUTO_DB db = NULL;
    struct err err = { 0 };

    if (!config_load(args->a, data, &config, &err) ||
        !db_open(&db, site_database(args->a, data), config.database, &err) ||
        !db_current(db, &err) || !keys_find(args, &config, db, &v, &err)) {
        command_failed(args->a, &err);
        return EXIT_USAGE;
    }
    v.db = db;
    check.files = args_values(args, "checkpoint", &check.n_files);
    if (!log_check_all(&check, &v, &err)) {
        command_failed(args->a, &err);
        return EXIT_USAGE;
    }
    if (args_has(args, "values")) {
        AUTO_SITE site = { 0 };
        if (!site_open(args, &site, &err) ||
            !verify_values(&v, keyring_new(args->a, keyring_vault(site.act.keys), db), &err)) {
            command_failed(args->a, &err);
            return EXIT_USAGE;
        }
    }
    return verify_end(args, &v, &check);
}

const struct command verify_commands[] = {
    { "verify", "data= pubkey= checkpoint=* json values keys=",
      "--data DIR [--pubkey FILE] [--checkpoint FILE …] [--json] [--values] [--keys FILE]",
      "Checks the history, every row against it, and it against signed checkpoints.\n"
      "One line for each finding. Checkpoints are those in DIR/checkpoints, or those named;\n"
      "their signatures are checked with the public keys in FILE (redress key public), if named.\n"
      "Needs no key. With --values (and the key) the whole history is played again and held\n"
      "against every column, so that a changed one is named. In the data file of a backup no keys\n"
      "are: --keys names their file, and without it nobody can tell whether one was taken away.\n"
      "--json ends with a line of counts. Exit status: 0 intact, 1 something was found, 2 could\n"
      "not tell.",
      verify_run },
    { 0 },
};
