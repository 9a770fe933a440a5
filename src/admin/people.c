/*
 * redress team, user and api-key: people and systems from the command line, where the
 * first administrator comes from. [S39]
 */
#include "admin/commands.h"
#include "admin/site.h"
#include "people/api_key.h"
#include "people/factor.h"
#include "people/organisation.h"
#include "people/password_rules.h"
#include "people/staff.h"
#include "people/team.h"

#include <stdio.h>
#include <string.h>

static int team_add_run(struct args *args)
{
    const char *name = args_need(args, "name"), *parent = args_value(args, "parent");
    AUTO_SITE site = { 0 };
    struct err err = { 0 };
    int64_t above = 0;

    if (!name)
        return EXIT_USAGE;
    if (!site_open(args, &site, &err) ||
        (parent && !team_by_name(&site.act, parent, &above, &err)) ||
        !team_add(&site.act, name, above, args_value(args, "kind"), NULL, &err))
        return command_failed(args->a, &err);
    return EXIT_DONE;
}

/* The password of a file, which obeys the rules; or one that works once. */
static bool password_given(const struct args *args, struct staff_new *in, struct err *err)
{
    const char *path = args_value(args, "password-file");

    if (path)
        return command_secret_file(args->a, path, &in->password, err);
    in->password = password_one_time(args->a);
    in->must_change = true;
    return true;
}

static void print_once(const struct staff_new *in)
{
    if (in->must_change)
        printf("Password for the first login, to be changed then: %s\n", in->password);
}

static int user_add_run(struct args *args)
{
    struct staff_new in = { .login = args_need(args, "login"),
                            .name = args_need(args, "name"),
                            .language = args_value(args, "language"),
                            .role = { .role = args_need(args, "role") } };
    const char *team = args_value(args, "team");
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (!in.login || !in.name || !in.role.role)
        return EXIT_USAGE;
    if (!site_open(args, &site, &err) ||
        !team_by_name(&site.act, team ? team : "Reception", &in.role.team, &err) ||
        !password_given(args, &in, &err) || !staff_add(&site.act, &site.procedure, &in, NULL, &err))
        return command_failed(args->a, &err);
    print_once(&in);
    return EXIT_DONE;
}

static int user_reset_run(struct args *args)
{
    const char *login = args_need(args, "login");
    struct staff_new in = { .login = login };
    struct staff_row who = { 0 };
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (!login)
        return EXIT_USAGE;
    if (!site_open(args, &site, &err) || !password_given(args, &in, &err) ||
        !staff_by_login(&site.act, login, &who, &err) ||
        !staff_password(&site.act, &site.procedure, who.id, in.password, in.must_change, &err))
        return command_failed(args->a, &err);
    print_once(&in);
    return EXIT_DONE;
}

/* Does something to the member of staff with that login. */
static int on_login(struct args *args, bool (*act)(const struct act *, int64_t, struct err *))
{
    const char *login = args_need(args, "login");
    struct staff_row who = { 0 };
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (!login)
        return EXIT_USAGE;
    if (!site_open(args, &site, &err) || !staff_by_login(&site.act, login, &who, &err) ||
        !act(&site.act, who.id, &err))
        return command_failed(args->a, &err);
    return EXIT_DONE;
}

static int user_reset_factor_run(struct args *args)
{
    return on_login(args, factor_end);
}

static int second_factor_run(struct args *args)
{
    const char *value = args_need(args, "administrators");
    struct setting_change change = { "second_factor", value };
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (!value || (strcmp(value, "required") != 0 && strcmp(value, "optional") != 0))
        return EXIT_USAGE;
    if (!site_open(args, &site, &err) || !settings_save(&site.act, &change, 1, &err))
        return command_failed(args->a, &err);
    return EXIT_DONE;
}

static int user_end_run(struct args *args)
{
    return on_login(args, staff_end);
}

static const char *team_name(const struct rows *teams, int64_t id)
{
    const struct team_row *team = teams->row;

    for (size_t i = 0; i < teams->n; i++)
        if (team[i].id == id)
            return team[i].name;
    return "";
}

static void print_person(const struct staff_row *who, const struct rows *roles,
                         const struct rows *teams)
{
    const struct staff_role_row *role = roles->row;

    printf("%s\t%s\t", who->login.text, who->name.text);
    if (instant_is_set(who->ended_at))
        printf("left");
    for (size_t i = 0, n = 0; i < roles->n; i++)
        if (role[i].staff_id == who->id)
            printf("%s%s of %s", n++ ? ", " : "", role[i].role, team_name(teams, role[i].team_id));
    putchar('\n');
}

static int user_list_run(struct args *args)
{
    struct rows people = { 0 }, roles = { 0 }, teams = { 0 };
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (!site_open(args, &site, &err) || !staff_list(&site.act, &people, &err) ||
        !roles_all(&site.act, &roles, &err) || !team_list(&site.act, &teams, &err))
        return command_failed(args->a, &err);
    for (size_t i = 0; i < people.n; i++)
        print_person(&((const struct staff_row *)people.row)[i], &roles, &teams);
    return EXIT_DONE;
}

static bool days_read(const struct args *args, const struct site *site, struct api_key_new *in,
                      struct err *err)
{
    const char *days = args_value(args, "days");
    int n;
    char rest;

    if (!days)
        return true;
    if (sscanf(days, "%d%c", &n, &rest) != 1 || n < 1 || n > 36500)
        return err_field(err, "days", N_("The number of days is a whole number from 1 on."));
    in->expires_at.us = site->act.now.us + SECONDS(86400) * n;
    return true;
}

static int api_key_add_run(struct args *args)
{
    const char *scope = args_need(args, "scope"), *team = args_value(args, "team");
    struct api_key_new in = { .name = args_need(args, "name"), .role = args_value(args, "role") };
    AUTO_SITE site = { 0 };
    struct err err = { 0 };
    const char *key;

    if (!scope || !in.name)
        return EXIT_USAGE;
    if (!api_key_scope(scope, &in, &err) || !site_open(args, &site, &err) ||
        (team && !team_by_name(&site.act, team, &in.team, &err)) ||
        !days_read(args, &site, &in, &err) || !api_key_add(&site.act, &in, &key, &err))
        return command_failed(args->a, &err);
    printf("This key is shown this once: %s\n", key);
    return EXIT_DONE;
}

static int api_key_list_run(struct args *args)
{
    struct rows keys = { 0 };
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (!site_open(args, &site, &err) || !api_key_list(&site.act, &keys, &err))
        return command_failed(args->a, &err);
    for (size_t i = 0; i < keys.n; i++) {
        const struct api_key_shown *k = &((const struct api_key_shown *)keys.row)[i];
        printf("%" PRId64 "\t%s\t%s%s%s\t%s\t%s%s\n", k->id, k->name, k->can_read ? "read" : "",
               k->can_read && k->can_write ? "," : "", k->can_write ? "write" : "", k->role,
               k->team ? k->team : "all teams", instant_is_set(k->revoked_at) ? "\trevoked" : "");
    }
    return EXIT_DONE;
}

static int api_key_revoke_run(struct args *args)
{
    const char *id = args_need(args, "id");
    AUTO_SITE site = { 0 };
    struct err err = { 0 };
    int64_t n;

    if (!id || sscanf(id, "%" SCNd64, &n) != 1)
        return EXIT_USAGE;
    if (!site_open(args, &site, &err) || !api_key_revoke(&site.act, n, &err))
        return command_failed(args->a, &err);
    return EXIT_DONE;
}

const struct command people_commands[] = {
    { "team add",
      "data= name= parent= kind=", "--data DIR --name NAME [--parent NAME] [--kind KIND]",
      "Adds a team.\nKIND is company, department, branch or management_office.", team_add_run },
    { "user add", "data= login= name= role= team= password-file= language=",
      "--data DIR --login LOGIN --name NAME --role ROLE [--team NAME] [--password-file FILE]\n"
      "       [--language en|zh-Hans|zh-Hant|vi]",
      "Adds a member of staff.\n"
      "ROLE is receiver, handler, investigator, manager, top_management, auditor or\n"
      "administrator; it is held on the team (Reception if none is named) and those below it.\n"
      "Without --password-file a password for the first login is made and printed.",
      user_add_run },
    { "user list", "data=", "--data DIR", "Lists the members of staff and their roles.",
      user_list_run },
    { "user reset",
      "data= login= password-file=", "--data DIR --login LOGIN [--password-file FILE]",
      "Gives somebody a new password and ends their sessions.\n"
      "Without --password-file one for the first login is made and printed.",
      user_reset_run },
    { "user reset-factor", "data= login=", "--data DIR --login LOGIN",
      "Takes away somebody's second factor and recovery codes, and ends their sessions.\n"
      "An administrator sets up a new one at the next login.",
      user_reset_factor_run },
    { "user second-factor",
      "data= administrators=", "--data DIR --administrators required|optional",
      "Says whether administrators need a second factor; from the beginning they do.",
      second_factor_run },
    { "user end", "data= login=", "--data DIR --login LOGIN",
      "Ends the access of somebody who leaves: password, roles and sessions.", user_end_run },
    { "api-key add", "data= name= scope= team= role= days=",
      "--data DIR --name NAME --scope read,write [--team NAME] [--role ROLE] [--days N]",
      "Makes a key for another system; the last word printed is the key.\n"
      "With --team it sees and files for that team and those below it; with --days it expires.\n"
      "Within its scope it may do what ROLE may, a handler if none is named: a mail gateway needs\n"
      "no more than receiver.",
      api_key_add_run },
    { "api-key list", "data=", "--data DIR", "Lists the keys, not what they are.",
      api_key_list_run },
    { "api-key revoke", "data= id=", "--data DIR --id ID", "Revokes a key at once.",
      api_key_revoke_run },
    { 0 },
};
