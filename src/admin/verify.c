/* redress verify: says whether everything is as the history says, without keys or server. */
#include "complaint/verify.h"
#include "admin/commands.h"
#include "admin/site.h"
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
    return v->n > 0 ? EXIT_REFUSED : EXIT_DONE;
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
        !db_current(db, &err)) {
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
        if (!site_open(args, &site, &err) || !verify_values(&v, site.act.keys, &err)) {
            command_failed(args->a, &err);
            return EXIT_USAGE;
        }
    }
    return verify_end(args, &v, &check);
}

const struct command verify_commands[] = {
    { "verify", "data= pubkey= checkpoint=* json values",
      "--data DIR [--pubkey FILE] [--checkpoint FILE …] [--json] [--values]",
      "Checks the history, every row against it, and it against signed checkpoints.\n"
      "One line for each finding. Checkpoints are those in DIR/checkpoints, or those named;\n"
      "their signatures are checked with the public keys in FILE (redress key public), if named.\n"
      "Needs no key. With --values (and the key) the whole history is played again and held\n"
      "against every column, so that a changed one is named. Exit status: 0 intact, 1 something "
      "was found, 2 could not tell.",
      verify_run },
    { 0 },
};
