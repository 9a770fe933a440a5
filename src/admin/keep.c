/*
 * redress erase: an erasure by the operator, for two people who each prove it by their password.
 * The flow, its rights and its refusals are those of the desk.
 */
#include "keep/keep.h"
#include "admin/commands.h"
#include "admin/site.h"
#include "keep/staff_act.h"

#include <stdio.h>
#include <string.h>

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

const struct command keep_commands[] = {
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
