/*
 * redress export: the whole register, for another system, a spreadsheet or a
 * person who wants to leave. A file is written beside its name and renamed when it is whole, so
 * that a broken export is never taken for one.
 */
#include "export/export.h"
#include "base/durable.h"

#include "admin/commands.h"
#include "admin/site.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void file_wrong(const char *path)
{
    fprintf(stderr, "redress export: %s cannot be written: %s\n", path, strerror(errno));
}

static FILE *file_open(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;

    if (!f)
        file_wrong(path);
    return f;
}

static bool file_done(FILE *f, const char *part, const char *to)
{
    if (fclose(f) == 0 && durable_place(part, to))
        return true;
    file_wrong(to);
    return false;
}

static void counted(void *job, int64_t done)
{
    (void)job;
    fprintf(stderr, "\r%" PRId64 " complaints", done);
}

static bool format_read(struct args *args, bool *csv)
{
    const char *format = args_value(args, "format");

    *csv = format && strcmp(format, "csv") == 0;
    if (!format || *csv || strcmp(format, "jsonl") == 0)
        return true;
    fprintf(stderr, "redress export: the format is jsonl or csv\nusage: redress export %s\n",
            args->command->usage);
    return false;
}

static int export_run(struct args *args)
{
    const char *to = args_value(args, "to");
    const char *part = to ? arena_printf(args->a, "%s.part", to) : NULL;
    struct err err = { 0 };
    AUTO_SITE site = { 0 };
    struct export_job job = { .act = &site.act, .p = &site.procedure, .to = stdout };
    int64_t count;

    if (!format_read(args, &job.csv))
        return EXIT_USAGE;
    if (!site_open(args, &site, &err)) {
        command_failed(args->a, &err);
        return EXIT_USAGE;
    }
    if (to && !(job.to = file_open(part)))
        return EXIT_REFUSED;
    if (to && isatty(STDERR_FILENO))
        job.told = counted;
    if (!export_all(&job, &count, &err)) {
        if (to)
            unlink(part);
        return command_failed(args->a, &err);
    }
    if (job.told)
        fputc('\r', stderr);
    if (to && !file_done(job.to, part, to))
        return EXIT_REFUSED;
    fprintf(stderr, "%" PRId64 " complaints exported\n", count);
    return EXIT_DONE;
}

const struct command export_commands[] = {
    { "export", "data= format= to=", "--data DIR [--format jsonl|csv] [--to FILE]",
      "Writes every complaint with everything people wrote.\n"
      "JSON Lines (the default) can be imported again with --mapping builtin:export; CSV is for\n"
      "spreadsheets. Files are named with their hash but not written: a backup has them.\n"
      "Exit status: 0 done, 1 failed, 2 wrong usage.",
      export_run },
    { 0 },
};
