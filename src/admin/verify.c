/* redress verify: says whether everything is as the history says, without keys or server. */
#include "complaint/verify.h"
#include "admin/commands.h"
#include "admin/site.h"
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
    printf(" %" PRId64, f->id);
    if (f->until > f->id)
        printf("-%" PRId64, f->until);
    if (f->event)
        printf(" before event %" PRId64, f->event);
    putchar('\n');
}

static int verify_end(struct args *args, const struct verify *v)
{
    bool json = args_has(args, "json");

    for (size_t i = 0; i < v->n; i++)
        finding_print(args->a, &v->findings[i], json);
    if (!json)
        fprintf(stderr, "%" PRId64 " events, %" PRId64 " rows, %" PRId64 " findings\n", v->events,
                v->rows, (int64_t)v->n + v->left_out);
    if (!json && v->left_out > 0)
        fprintf(stderr, "%" PRId64 " findings are not shown\n", v->left_out);
    if (!json && v->erased > 0)
        fprintf(stderr, "%" PRId64 " persons and complaints were erased: their keys are deleted\n",
                v->erased);
    return v->n > 0 ? EXIT_REFUSED : EXIT_DONE;
}

static int verify_run(struct args *args)
{
    struct verify v = { .a = args->a };
    const char *data = args_value(args, "data");
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
    if (!verify_log(&v, &err)) {
        command_failed(args->a, &err);
        return EXIT_USAGE;
    }
    if (args_has(args, "values") && v.n == 0) {
        AUTO_SITE site = { 0 };
        if (!site_open(args, &site, &err) || !verify_values(&v, site.act.keys, &err)) {
            command_failed(args->a, &err);
            return EXIT_USAGE;
        }
    }
    return verify_end(args, &v);
}

const struct command verify_commands[] = {
    { "verify", "data= json values", "--data DIR [--json] [--values]",
      "Checks the history and every row against it; one line for each finding.\n"
      "Needs no key. With --values (and the key) the whole history is played again and held\n"
      "against every column. Exit status: 0 intact, 1 something was found, 2 could not tell.",
      verify_run },
    { 0 },
};
