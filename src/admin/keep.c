/*
 * redress erase and redress access: for the operator, on behalf of people who each prove it by
 * their password. The flows, their rights and their refusals are those of the desk.
 */
#include "keep/keep.h"
#include "admin/commands.h"
#include "admin/site.h"
#include "base/durable.h"
#include "complaint/files.h"
#include "complaint/redaction.h"
#include "keep/access.h"
#include "keep/retention.h"
#include "keep/staff_act.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The two who act, on that case. */
struct two {
    struct act first, second;
};

static bool one_of_two(const struct args *args, const struct site *site, const struct dossier *d,
                       enum may what, const char *by, const char *file, struct act *out,
                       struct err *err)
{
    const char *login = args_value(args, by), *path = args_value(args, file), *password;

    return command_secret_file(args->a, path, &password, err) &&
           staff_act(&site->act, login, password, what, d, out, err);
}

static bool two_of(const struct args *args, const struct site *site, const struct dossier *d,
                   enum may what, struct two *out, struct err *err)
{
    return one_of_two(args, site, d, what, "by", "password-file", &out->first, err) &&
           one_of_two(args, site, d, what, "second", "second-password-file", &out->second, err);
}

static bool day_read(const char *text, struct date *out, struct err *err)
{
    return !text || date_parse(text, strlen(text), out) ||
           err_internal(err, "--requested-on is a day such as 2026-11-30");
}

static void report(struct site *site, const struct erased *e)
{
    int64_t days = procedure_number(&site->procedure, "backup_keys_days", 0);
    struct date day = zone_date(site->procedure.zone, site->act.now, NULL);
    char until[DATE_TEXT];

    printf("Erased: complaints %" PRId64 ", persons %" PRId64 ", texts %" PRId64 ", files %" PRId64
           ",\n  entries of the search %" PRId64 ", drafts %" PRId64 ", messages not sent %" PRId64
           ".\n",
           e->complaints, e->persons, e->texts, e->files, e->documents, e->drafts, e->messages);
    if (e->others > 0)
        printf("Complaints of others that name the person, and stay: %" PRId64 ".\n", e->others);
    puts("Kept: class, dates, outcome, figures, and the history without any text.");
    puts(
        "Not looked through: meetings, analyses, corrective actions and reasons of requests for a\n"
        "second person, whose texts belong to the organisation. Names may stand in them.");
    if (days > 0) {
        date_text(date_add(day, days), until);
        printf("Backups of keys made before now hold the old keys. Throw them away by %s.\n",
               until);
    } else {
        puts("Backups of keys made before now hold the old keys until they are thrown away.");
    }
}

/* What was asked for at the desk is approved; otherwise it is asked for first. */
static bool asked_before(const struct act *act, int64_t complaint, int64_t *id, struct err *err)
{
    const struct erasure_row *e;
    struct rows rows = { 0 };

    *id = 0;
    if (!erasures_load(act, complaint, &rows, err))
        return false;
    e = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (strcmp(e[i].state, "asked") == 0)
            *id = e[i].id;
    return true;
}

static bool erase(struct args *args, struct site *site, struct erased *out, struct err *err)
{
    struct erasure_ask in = { .person = args_has(args, "person"),
                              .ground = args_value(args, "ground"),
                              .why = args_value(args, "why") };
    struct dossier d;
    struct two two;
    int64_t id;

    if (!day_read(args_value(args, "requested-on"), &in.requested_on, err) ||
        !dossier_load(&site->act, &site->procedure, args_value(args, "reference"), &d, err) ||
        !two_of(args, site, &d, MAY_ERASE, &two, err) ||
        !asked_before(&site->act, d.c.id, &id, err))
        return false;
    in.complaint = d.c.id;
    return (id != 0 || erasure_ask(&two.first, &site->procedure, &in, &id, err)) &&
           erasure_approve(&two.second, &site->procedure, site->config.data, d.c.id, id, out, err);
}

static int erase_run(struct args *args)
{
    AUTO_SITE site = { 0 };
    struct err err = { 0 };
    struct erased gone;

    if (!args_need(args, "reference") || !args_need(args, "by") || !args_need(args, "second") ||
        !args_need(args, "password-file") || !args_need(args, "second-password-file"))
        return EXIT_USAGE;
    if (!site_open(args, &site, &err) || !erase(args, &site, &gone, &err))
        return command_failed(args->a, &err);
    report(&site, &gone);
    return EXIT_DONE;
}

/* -- a person's whole file -- */

static bool plain_name(const char *name)
{
    return name && *name && *name != '.' && !strchr(name, '/');
}

static bool bytes_out(struct file_reader *reader, const char *path, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool ok = fd >= 0;

    while (ok) {
        AUTO_ARENA a = arena_new();
        struct bytes piece;
        ok = file_read_next(reader, a, &piece, err);
        if (!ok || piece.n == 0)
            break;
        ok = write(fd, piece.s, piece.n) == (ssize_t)piece.n;
    }
    if (fd >= 0)
        ok = close(fd) == 0 && ok;
    return (ok && durable_sync(path)) || err_internal(err, "cannot write %s", path);
}

/* The file itself, as staff are given it: what is withheld, or cannot be stripped of the place
 * where it was taken, is left out, and the operator is told. */
static bool file_out(const struct act *act, const struct file_row *f, const char *path,
                     size_t *written, struct err *err)
{
    struct file_reader *reader;
    struct err refused = { 0 };

    if (file_read(act, f, &reader, &refused)) {
        ++*written;
        return bytes_out(reader, path, err);
    }
    if (refused.kind != ERR_REFUSED)
        return *err = refused, false;
    fprintf(stderr, "Left out: %s. %s\n", path, refused.text);
    return true;
}

static bool files_out(const struct act *act, const struct procedure *p, int64_t complaint,
                      const char *folder, size_t *written, struct err *err)
{
    bool internal = strcmp(procedure_text(p, "access_internal", ""), "yes") == 0;
    struct dossier d;

    if (!dossier_load_id(act, p, complaint, &d, err))
        return false;
    redaction_show_all(act->a, p, p->lang, &d);
    for (size_t i = 0; i < d.file.n; i++) {
        const struct file_row *f = &d.file.row[i];
        const char *name = f->name.text ? file_clean_name(act->a, f->name.text) : NULL;
        if (instant_is_set(f->removed_at) || (strcmp(f->direction, "internal") == 0 && !internal))
            continue;
        if (!file_out(act, f,
                      arena_printf(act->a, "%s/%s-%zu-%s", folder, d.c.reference, i + 1,
                                   plain_name(name) ? name : "file"),
                      written, err))
            return false;
    }
    return true;
}

/* One case after the other, each in memory of its own. */
static bool all_write(const struct act *act, const struct procedure *p, struct access *x, FILE *f,
                      struct err *err)
{
    bool begun = false;

    for (;;) {
        AUTO_ARENA a = arena_new();
        struct act piece_act = *act;
        const char *piece;
        piece_act.a = a;
        piece_act.keys = keyring_new(a, keyring_vault(act->keys), act->db);
        if (!access_json(x, &begun, &piece_act, p, &piece, err))
            return false;
        if (!*piece)
            return true;
        if (fputs(piece, f) < 0)
            return err_internal(err, "the file cannot be written: %s", strerror(errno));
    }
}

static bool all_out(const struct act *act, const struct procedure *p, struct access *x,
                    const char *path, struct err *err)
{
    FILE *f = fopen(path, "wxe");
    bool ok = f && all_write(act, p, x, f, err);

    if (f)
        ok = fclose(f) == 0 && ok;
    return (ok && durable_sync(path) && durable_name(path)) ||
           err_internal(err, "cannot write %s", path);
}

/* Of these cases those that whoever acts may give out, as on the desk. */
static bool within_reach(const struct act *act, const struct procedure *p, struct rows *ids,
                         struct err *err)
{
    struct int_value *list = ARENA_ARRAY(act->a, struct int_value, ids->n + 1);
    const struct int_value *id = ids->row;
    size_t n = 0;

    for (size_t i = 0; i < ids->n; i++) {
        AUTO_ARENA a = arena_new();
        struct act one = *act;
        struct dossier d;
        bool theirs;
        one.a = a;
        one.keys = keyring_new(a, keyring_vault(act->keys), act->db);
        if (!dossier_load_id(&one, p, id[i].value, &d, err) ||
            !staff_may(&one, MAY_ACCESS, &d, &theirs, err))
            return false;
        if (theirs)
            list[n++] = id[i];
    }
    *ids = (struct rows){ list, n };
    return true;
}

static bool access_out(struct args *args, struct site *site, size_t *written, struct err *err)
{
    const char *to = args_value(args, "to"), *password;
    const struct procedure *p = &site->procedure;
    struct access all;
    struct dossier d;
    struct rows ids;
    struct act act;
    size_t n;

    if (!command_secret_file(args->a, args_value(args, "password-file"), &password, err) ||
        !dossier_load(&site->act, p, args_value(args, "reference"), &d, err) ||
        !staff_act(&site->act, args_value(args, "by"), password, MAY_ACCESS, &d, &act, err) ||
        !access_scope(&act, p, d.c.id, args_has(args, "person"), &ids, err))
        return false;
    n = ids.n;
    if (!within_reach(&act, p, &ids, err) || !access_begin(&act, p, d.c.id, &ids, &all, err))
        return false;
    all.head.left_out = (int64_t)(n - ids.n);
    if (mkdir(to, 0700) != 0)
        return err_internal(err, "%s: %s", to, strerror(errno));
    for (size_t i = 0; i < ids.n; i++)
        if (!files_out(&act, p, ((const struct int_value *)ids.row)[i].value, to, written, err))
            return false;
    return all_out(&act, p, &all, arena_printf(args->a, "%s/all.json", to), err);
}

static int access_run(struct args *args)
{
    AUTO_SITE site = { 0 };
    struct err err = { 0 };
    size_t written = 0;

    if (!args_need(args, "reference") || !args_need(args, "by") ||
        !args_need(args, "password-file") || !args_need(args, "to"))
        return EXIT_USAGE;
    if (!site_open(args, &site, &err) || !access_out(args, &site, &written, &err))
        return command_failed(args->a, &err);
    printf("Everything we hold: %s/all.json", args_value(args, "to"));
    if (written > 0)
        printf(", and %zu file%s beside it", written, written == 1 ? "" : "s");
    puts(".");
    return EXIT_DONE;
}

/* -- the schedule -- */

static int retention_run_command(struct args *args)
{
    struct retention_report *report = ARENA_NEW(args->a, struct retention_report);
    bool dry = args_has(args, "dry-run"), altered;
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (!site_open(args, &site, &err) ||
        !retention_run(&site.act, &site.procedure, site.config.data, dry, INT32_MAX, report, &err))
        return command_failed(args->a, &err);
    altered = report->refused;
    if (report->refused)
        puts("Nothing is disposed of: the history, or a legal hold, was altered beside the\n"
             "program. redress verify names it.");
    else if (report->n == 0)
        puts("No rule holds: nothing is disposed of.");
    for (size_t i = 0; i < report->n; i++) {
        const struct retention_done *d = &report->rule[i];
        printf("%s, %" PRId64 " months: %s %" PRId64 ", under a legal hold %" PRId64,
               d->rule->class ? d->rule->class : "all other classes", d->rule->months,
               dry ? "due" : "disposed of", d->complaints, d->held);
        if (d->disposal != 0)
            printf(", certificate %" PRId64, d->disposal);
        if (d->altered > 0)
            printf(", altered beside the program and kept %" PRId64, d->altered);
        putchar('\n');
        altered |= d->altered > 0;
    }
    return altered ? EXIT_REFUSED : EXIT_DONE;
}

const struct command keep_commands[] = {
    { "retention run", "data= dry-run", "--data DIR [--dry-run]",
      "Disposes of closed complaints that were kept as long as the schedule says.\n"
      "In small steps: it can be stopped at any time, and goes on when it is run again. With\n"
      "--dry-run it only counts. Nothing under a legal hold goes, and nothing that is not as its\n"
      "history says: then the exit status is 1.",
      retention_run_command },
    { "access", "data= reference= person by= password-file= to=",
      "--data DIR --reference R [--person] --by LOGIN --password-file FILE --to FOLDER",
      "Writes what is held about the complainant of R into a new folder: all.json and the files.\n"
      "With --person all their complaints, as far as LOGIN may give them out; it is an event in\n"
      "each case.",
      access_run },
    { "erase",
      "data= reference= person by= second= password-file= second-password-file= ground= why= "
      "requested-on=",
      "--data DIR --reference R [--person] --ground GROUND [--requested-on DAY] --why TEXT\n"
      "    --by LOGIN --password-file FILE --second LOGIN --second-password-file FILE",
      "Erases a complaint, or with --person its complainant with all their complaints.\n"
      "LOGIN asks and the second one approves; both need the right, and prove it by password.\n"
      "GROUND is request, no_need or unlawful. What was asked for at the desk is approved as it\n"
      "is. Refused under a legal hold.",
      erase_run },
    { 0 },
};
