/*
 * redress pack: procedure packs from the command line. Checking needs no data directory, so that
 * whoever writes a pack can do it anywhere.
 */
#include "admin/commands.h"
#include "admin/site.h"
#include "base/buf.h"
#include "complaint/clock.h"
#include "complaint/named_team.h"
#include "complaint/pack_number.h"
#include "complaint/pack_read.h"
#include "complaint/packs.h"
#include "complaint/yaml_tree.h"
#include "i18n/lang.h"
#include "people/packs_flow.h"
#include "web/embedded.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* A pack's text, of a file or built in, and what was made of it. */
struct pack_source_text {
    const char *name; /* for people */
    const char *yaml;
    size_t n;
    struct pack_version v;
    struct pack_problems problems;
};

static const struct embedded *built_in(struct arena *a, const char *name)
{
    return strpbrk(name, "/.") ? NULL : embedded_find(arena_printf(a, "data/packs/%s.yaml", name));
}

static bool file_read(struct arena *a, const char *path, struct pack_source_text *out,
                      struct err *err)
{
    FILE *f = fopen(path, "re");
    struct buf b = buf_new(a);
    char piece[4096];
    size_t n;
    bool ok;

    if (!f)
        return err_internal(err, "%s cannot be read: %s", path, strerror(errno));
    while (b.n <= YAML_BYTES && (n = fread(piece, 1, sizeof piece, f)) > 0)
        buf_add(&b, piece, n);
    ok = !ferror(f);
    fclose(f);
    if (!ok)
        return err_internal(err, "%s cannot be read", path);
    out->n = b.n;
    out->yaml = buf_text(&b);
    return true;
}

static bool text_find(struct arena *a, const char *name, struct pack_source_text *out,
                      struct err *err)
{
    const struct embedded *file = built_in(a, name);

    out->name = name;
    if (!file)
        return file_read(a, name, out, err);
    out->yaml = (const char *)file->s;
    out->n = file->n;
    return true;
}

static void problems_print(const struct pack_source_text *t)
{
    for (size_t i = 0; i < t->problems.n; i++)
        fprintf(stderr, "%s:%d: %s\n", t->name, t->problems.item[i].line, t->problems.item[i].text);
    if (t->problems.n == PACK_PROBLEMS)
        fprintf(stderr, "%s: perhaps more; these are the first %d\n", t->name, PACK_PROBLEMS);
}

/* "15 + 15 + 30 days", "2", "10000.00 EUR", or a time in the words of the law. */
static const char *number_text(struct arena *a, const struct pack_number *n)
{
    struct buf b = buf_new(a);

    if (n->words)
        return arena_printf(a, "\"%s\"", n->words->in[0]);
    if (n->currency)
        return arena_printf(a, "%s %s", lang_money_text(a, n->n, n->currency), n->currency);
    if (n->n > 0)
        buf_printf(&b, "%" PRId64, n->n);
    for (int64_t i = 0; clock_extension(n->extends, i) > 0; i++)
        buf_printf(&b, "%s+ %d", b.n > 0 ? " " : "", clock_extension(n->extends, i));
    if (n->unit)
        buf_printf(&b, " %s", n->unit);
    return buf_text(&b);
}

static void source_print(const struct pack_source *s)
{
    char day[DATE_TEXT] = "";

    if (!s) {
        puts(", no source");
        return;
    }
    if (date_is_set(s->checked))
        date_text(s->checked, day);
    printf(", of %s (%s%s%s)\n", s->name, s->mark, *day ? ", " : "", day);
}

static void number_print(struct arena *a, const struct pack_number *n)
{
    printf("  %s: %s", pack_unverified(n->source) ? "not verified" : "verified",
           pack_number_code(n->of));
    if (n->name)
        printf(" %s", n->name);
    for (size_t i = 0; n->classes && i < n->classes->n; i++)
        printf(" %s", n->classes->word[i]);
    printf(", %s", number_text(a, n));
    source_print(n->source);
}

/* Each number with its source; in lists only those that nobody verified, and these every time. */
static void numbers_print(struct arena *a, const struct pack_version *v, bool all)
{
    size_t n;
    const struct pack_number *list = pack_numbers(a, v, &n);

    for (size_t i = 0; i < n; i++)
        if (all || pack_unverified(list[i].source))
            number_print(a, &list[i]);
}

static void day_print(const char *what, struct date day)
{
    char text[DATE_TEXT];

    if (!date_is_set(day))
        return;
    date_text(day, text);
    printf("  %s %s\n", what, text);
}

static void pack_print(struct arena *a, const struct pack_version *v)
{
    printf("%s@%" PRId64 ": %s\n  classes %zu, fields %zu, gates %zu, clocks %zu, sheets %zu, "
           "copies %zu, roles %zu\n",
           v->name, v->version, v->title.in[0], v->n_classes, v->n_fields, v->n_gates, v->n_clocks,
           v->n_sheets, v->n_copies, v->n_roles);
    day_print("may be taken from", v->from);
    day_print("may be taken until", v->until);
    numbers_print(a, v, true);
}

static int operand_missing(const struct args *args)
{
    fprintf(stderr, "redress %s: which pack? redress %s %s\n", args->command->name,
            args->command->name, args->command->usage);
    return EXIT_USAGE;
}

/* EXIT_DONE when it was read without problems. */
static int source_read(struct args *args, struct pack_source_text *t)
{
    struct err err = { 0 };

    if (args->n_files != 1)
        return operand_missing(args);
    if (!text_find(args->a, args->file[0], t, &err)) {
        fprintf(stderr, "redress %s: %s\n", args->command->name, err.detail);
        return EXIT_USAGE;
    }
    if (pack_read(args->a, t->yaml, t->n, &t->v, &t->problems))
        return EXIT_DONE;
    problems_print(t);
    return EXIT_REFUSED;
}

static int check_run(struct args *args)
{
    struct pack_source_text t = { 0 };
    int status = source_read(args, &t);

    if (status == EXIT_DONE)
        pack_print(args->a, &t.v);
    return status;
}

static int add_run(struct args *args)
{
    struct pack_source_text t = { 0 };
    int status = source_read(args, &t);
    AUTO_SITE site = { 0 };
    struct err err = { 0 };
    bool there = false;
    int64_t id;

    if (status != EXIT_DONE)
        return status;
    if (!site_open(args, &site, &err) || !pack_add(&site.act, &t.v, t.yaml, t.n, &id, &there, &err))
        return command_failed(args->a, &err);
    pack_print(args->a, &t.v);
    puts(there ? "It was there already." : "Added. \"redress pack take\" files new cases with it.");
    return EXIT_DONE;
}

static bool built_in_print(struct arena *a, const struct rows *stored)
{
    static const char folder[] = "data/packs/";
    const struct pack_version_row *row = stored->row;

    for (size_t i = 0; i < embedded_count; i++) {
        const struct embedded *file = &embedded_files[i];
        struct pack_version v;
        struct pack_problems problems;
        bool there = false;
        if (strncmp(file->path, folder, strlen(folder)) != 0)
            continue;
        if (!pack_read(a, (const char *)file->s, file->n, &v, &problems))
            return false;
        for (size_t j = 0; j < stored->n; j++)
            there |= strcmp(row[j].name, v.name) == 0 && row[j].edition == v.version;
        if (!there)
            printf("  %s@%" PRId64 "  built in, not added: %s\n", v.name, v.version, v.title.in[0]);
    }
    return true;
}

static int list_run(struct args *args)
{
    const struct pack_version_row *row;
    AUTO_SITE site = { 0 };
    struct err err = { 0 };
    struct rows rows;

    if (!site_open(args, &site, &err) || !pack_list_all(&site.act, &rows, &err))
        return command_failed(args->a, &err);
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        const struct pack_version *v;
        if (!procedure_pack(&site.procedure, site.db, row[i].id, &v, &err))
            return command_failed(args->a, &err);
        printf("%s %s@%" PRId64 "  %s  %.16s\n",
               row[i].id == procedure_number(&site.procedure, "pack", 0) ? "*" : " ", row[i].name,
               row[i].edition, v->title.in[0], row[i].digest);
        numbers_print(args->a, v, false);
    }
    return built_in_print(args->a, &rows) ? EXIT_DONE : EXIT_REFUSED;
}

static int export_run(struct args *args)
{
    struct pack_version_row row = { 0 };
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (args->n_files != 1)
        return operand_missing(args);
    if (!site_open(args, &site, &err) || !pack_find(&site.act, args->file[0], &row, &err))
        return command_failed(args->a, &err);
    fputs(row.yaml, stdout);
    return EXIT_DONE;
}

static int not_added(const struct args *args)
{
    fprintf(stderr,
            "redress pack take: %s comes with the program and is not stored yet: first "
            "\"redress pack add %s\"\n",
            args->file[0], args->file[0]);
    return EXIT_REFUSED;
}

static int take_run(struct args *args)
{
    struct pack_version_row row = { 0 };
    const struct named_use *use;
    const struct pack_version *v;
    struct rows missing;
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (args->n_files != 1)
        return operand_missing(args);
    if (!site_open(args, &site, &err))
        return command_failed(args->a, &err);
    if (!pack_find(&site.act, args->file[0], &row, &err)) {
        if (err.kind == ERR_NOT_FOUND && built_in(args->a, args->file[0]))
            return not_added(args);
        return command_failed(args->a, &err);
    }
    if (!pack_take(&site.act, &site.procedure, row.id, NULL, &err) ||
        !procedure_pack(&site.procedure, site.db, row.id, &v, &err) ||
        !named_teams_missing(&site.act, v, &missing, &err))
        return command_failed(args->a, &err);
    printf("New complaints are filed with %s@%" PRId64 ". Those that are open keep theirs.\n",
           row.name, row.edition);
    use = missing.row;
    for (size_t i = 0; i < missing.n; i++)
        if (i == 0 || strcmp(use[i].team, use[i - 1].team) != 0)
            printf(
                "No team is called \"%s\": \"redress team add\" makes it, and what comes in from "
                "then on goes there.\n",
                use[i].team);
    return EXIT_DONE;
}

const struct command pack_commands[] = {
    { "pack check", "", "FILE",
      "Says what is wrong with a procedure pack, or which numbers it has and from where.\n"
      "What is wrong is told line by line; each number with its source, how sure it is (V, V2,\n"
      "R), and the day it was checked; one without a source is said to have none.\n"
      "FILE may be the name of one that is built in. Exit status 1: there are problems; 2: the\n"
      "file cannot be read.",
      check_run, 1 },
    { "pack list", "data=", "--data DIR",
      "Lists the packs: * files new complaints, and those that are built in but not added.\n"
      "Numbers whose source nobody verified, or that have none, are named.",
      list_run },
    { "pack add", "data=", "--data DIR FILE",
      "Stores a version of a pack, which never changes afterwards.\n"
      "FILE may be the name of one that is built in. Exit status 1: it has problems, or another\n"
      "text is stored under its name and version.",
      add_run, 1 },
    { "pack take", "data=", "--data DIR NAME[@VERSION]",
      "Files new complaints with that pack, the newest version unless one is named.\n"
      "Complaints that are there keep the version they were filed with. Teams that it names\n"
      "and that do not exist are told.",
      take_run, 1 },
    { "pack export", "data=", "--data DIR NAME[@VERSION]",
      "Writes the file of a pack that is stored, byte for byte.", export_run, 1 },
    { 0 },
};
