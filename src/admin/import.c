/*
 * redress import: the register of another system, through a mapping file.
 *
 * What was rejected goes into FILE.rejected, which can be corrected and imported in its turn. It
 * holds what people wrote, so only its owner may read it.
 */
#include "import/import.h"

#include "admin/commands.h"
#include "admin/site.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct telling {
    const char *path; /* of the file with what was rejected */
    FILE *rejected;   /* opened with the first */
    bool failed;      /* it could not be written */
    bool dry, bar;
    int shown; /* per cent on the terminal */
};

static bool rejected_open(struct telling *t, const struct records *records)
{
    int fd;

    if (t->rejected || t->failed)
        return !t->failed;
    fd = command_file_new(t->path);
    t->rejected = fd >= 0 ? fdopen(fd, "w") : NULL;
    t->failed = !t->rejected;
    if (t->failed)
        fprintf(stderr, "redress import: %s cannot be written: %s\n", t->path, strerror(errno));
    else
        records_rejected_head(records, t->rejected);
    return !t->failed;
}

static void bar_draw(struct telling *t, const struct records *records)
{
    static const char full[] = "########################################";
    int percent = records->size > 0 ? (int)(records_done(records) * 100 / records->size) : 0;

    if (!t->bar || percent == t->shown)
        return;
    t->shown = percent;
    fprintf(stderr, "\r[%-40.*s] %3d %%", percent * 40 / 100, full, percent);
    fflush(stderr);
}

/* A dry run says what would become of each line. */
static void line_report(const struct import_result *r)
{
    switch (r->end) {
    case IMPORT_NEW:
        printf("%" PRId64 ": would be imported, %s\n", r->record->line,
               r->closed ? "closed" : "open");
        return;
    case IMPORT_KNOWN:
        if (r->reference)
            printf("%" PRId64 ": known before as %s\n", r->record->line, r->reference);
        else
            printf("%" PRId64 ": known before from line %" PRId64 "\n", r->record->line,
                   r->of_line);
        return;
    case IMPORT_REJECTED:
        printf("%" PRId64 ": rejected: %s\n", r->record->line, r->why);
        return;
    }
}

static void told(void *to, const struct records *records, const struct import_result *r)
{
    struct telling *t = to;

    if (t->dry)
        line_report(r);
    else if (r->end == IMPORT_REJECTED && rejected_open(t, records))
        records_rejected(records, r->record, r->why, t->rejected);
    bar_draw(t, records);
}

static bool telling_end(struct telling *t)
{
    if (t->bar && t->shown >= 0)
        fputc('\n', stderr);
    if (t->rejected && (fflush(t->rejected) != 0 || fclose(t->rejected) != 0)) {
        fprintf(stderr, "redress import: %s cannot be written: %s\n", t->path, strerror(errno));
        t->failed = true;
    }
    return !t->failed;
}

static void counts_print(const struct import_counts *n, const struct telling *t)
{
    printf("%" PRId64 " read, %" PRId64 "%s imported, %" PRId64 " known before, %" PRId64
           " rejected\n",
           n->read, n->added, t->dry ? " would be" : "", n->known, n->rejected);
    if (n->classes > 0)
        printf("%" PRId64 " codes %s to the list of classes\n", n->classes,
               t->dry ? "would be added" : "added");
    if (n->rejected > 0 && !t->dry && !t->failed)
        printf("rejected lines with their reasons: %s\n", t->path);
}

static int import_run(struct args *args)
{
    const char *mapping = args_need(args, "mapping");
    struct import_counts counts = { 0 };
    struct mapping map;
    struct err err = { 0 };
    AUTO_SITE site = { 0 };

    if (!mapping)
        return EXIT_USAGE;
    if (args->n_files != 1) {
        fprintf(stderr, "redress import: one file is to be named\nusage: redress import %s\n",
                args->command->usage);
        return EXIT_USAGE;
    }
    if (!mapping_load(args->a, mapping, &map, &err)) {
        command_failed(args->a, &err);
        return EXIT_USAGE;
    }
    if (!site_open(args, &site, &err))
        return command_failed(args->a, &err);
    struct telling t = { .path = arena_printf(args->a, "%s.rejected", args->file[0]),
                         .dry = args_has(args, "dry-run"),
                         .bar = isatty(STDERR_FILENO) && !args_has(args, "dry-run"),
                         .shown = -1 };
    struct import im = {
        .act = &site.act, .p = &site.procedure, .map = &map, .dry = t.dry, .told = told, .to = &t
    };
    if (!import_ready(&im, &err)) {
        command_failed(args->a, &err);
        return EXIT_USAGE;
    }
    bool done = import_file(&im, args->file[0], &counts, &err);
    bool kept = telling_end(&t);
    counts_print(&counts, &t);
    if (!done)
        return command_failed(args->a, &err);
    return kept && counts.rejected == 0 ? EXIT_DONE : EXIT_REFUSED;
}

const struct command import_commands[] = {
    { "import", "data= mapping= dry-run", "--data DIR --mapping FILE [--dry-run] FILE",
      "Imports complaints from CSV or JSON Lines through a mapping file.\n"
      "What was imported before is left as it is, so an import that was broken off starts\n"
      "again from the beginning. Rejected lines go into FILE.rejected with their reasons.\n"
      "--dry-run writes nothing and says what would become of each line.\n"
      "--mapping builtin:export reads what redress export wrote.\n"
      "Exit status: 0 all imported, 1 some rejected or broken off, 2 wrong usage or mapping,\n"
      "74 the disk did not keep what was written.",
      import_run, 1 },
    { 0 },
};
