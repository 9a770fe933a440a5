/*
 * redress export: the whole register, for another system, a spreadsheet or a
 * person who wants to leave. A file is written beside its name and renamed when it is whole, so
 * that a broken export is never taken for one.
 */
#include "export/export.h"
#include "base/durable.h"

#include "admin/commands.h"
#include "admin/site.h"
#include "keep/staff_act.h"
#include "people/second_person.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void file_wrong(const char *path)
{
    fprintf(stderr, "redress export: %s cannot be written: %s\n", path, strerror(errno));
}

static FILE *file_open(const char *path)
{
    int fd = command_file_new(path);
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
    unlink(part);
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

static bool proves(struct args *args, const struct site *site, const char *who, const char *file,
                   enum may what, struct act *out, struct err *err)
{
    const char *password;

    return command_secret_file(args->a, args_value(args, file), &password, err) &&
           staff_act_everywhere(&site->act, args_value(args, who), password, what, out, err);
}

/* What they asked at the desk and nobody answered yet; otherwise it is asked now. */
static bool asked(const struct act *act, const char *why, int64_t *id, struct err *err)
{
    const struct second_person_row *row;
    struct rows rows = { 0 };

    if (!second_person_list(act, &rows, err))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (row[i].asked_by == act->actor_id && !instant_is_set(row[i].answered_at) &&
            strcmp(row[i].what, SECOND_PERSON_EXPORT) == 0)
            return *id = row[i].id, true;
    return second_person_ask(act, SECOND_PERSON_EXPORT, why, id, err);
}

/* One takes it and another allows it, both by password; who was allowed it at the desk needs no
 * second one here. [S15] */
static bool allowed(struct args *args, const struct site *site, struct act *by, struct err *err)
{
    struct act second;
    int64_t id;

    if (!proves(args, site, "by", "password-file", MAY_EXPORT, by, err))
        return false;
    return !args_value(args, "second") ||
           (proves(args, site, "second", "second-password-file", MAY_APPROVE, &second, err) &&
            act_by_another(&second, by->actor_id, err) &&
            asked(by, args_value(args, "why"), &id, err) &&
            second_person_answer(&second, id, true, err));
}

/* Nothing that is there is lost to a slip of the hand. */
static bool place_free(const char *to)
{
    struct stat there;

    if (!to || stat(to, &there) != 0 || !S_ISREG(there.st_mode))
        return true;
    fprintf(stderr, "redress export: %s is there already: name another file, or move that one\n",
            to);
    return false;
}

static bool usage_right(struct args *args, bool *csv)
{
    return format_read(args, csv) && place_free(args_value(args, "to")) && args_need(args, "by") &&
           args_need(args, "password-file") &&
           (!args_value(args, "second") || args_need(args, "second-password-file"));
}

/* What is missing is said, so that nobody takes the file for the whole register. */
static void counts_tell(const struct export_count *n)
{
    fprintf(stderr, "%" PRId64 " complaints exported\n", n->written);
    if (n->left_out > 0)
        fprintf(stderr, "%" PRId64 " not for whoever takes it: left out\n", n->left_out);
    if (n->sealed > 0)
        fprintf(stderr, "%" PRId64 " without the names, which are sealed to whoever takes it\n",
                n->sealed);
}

static int export_run(struct args *args)
{
    const char *to = args_value(args, "to");
    const char *part = to ? arena_printf(args->a, "%s.part", to) : NULL;
    struct err err = { 0 };
    AUTO_SITE site = { 0 };
    struct act by;
    struct export_job job = { .act = &by, .p = &site.procedure, .to = stdout };
    struct export_count count;

    if (!usage_right(args, &job.csv))
        return EXIT_USAGE;
    if (!site_open(args, &site, &err)) {
        command_failed(args->a, &err);
        return EXIT_USAGE;
    }
    if (!allowed(args, &site, &by, &err))
        return command_failed(args->a, &err);
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
    counts_tell(&count);
    return EXIT_DONE;
}

const struct command export_commands[] = {
    { "export", "data= format= to= by= password-file= second= second-password-file= why=",
      "--data DIR [--format jsonl|csv] [--to FILE] --by LOGIN --password-file FILE\n"
      "    [--second LOGIN --second-password-file FILE --why TEXT]",
      "Writes every complaint with everything people wrote.\n"
      "JSON Lines (the default) can be imported again with --mapping builtin:export; CSV is for\n"
      "spreadsheets. Files are named with their hash but not written: a backup has them.\n"
      "LOGIN takes it and the second one allows it; both prove it by password and need a role "
      "over\n"
      "every team. What somebody allowed at the desk within the last day needs no second one "
      "here.\n"
      "Complaints that LOGIN may not read are left out, and names that are sealed to LOGIN; how\n"
      "many is said at the end.\n"
      "Exit status: 0 done, 1 refused or failed, 2 wrong usage, 74 the disk did not keep the file.",
      export_run },
    { 0 },
};
