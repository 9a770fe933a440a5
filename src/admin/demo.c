/* redress demo: an organisation to look at, with people to log in as. */
#include "demo/demo.h"

#include "admin/commands.h"
#include "admin/site.h"
#include "people/password_rules.h"
#include "web/template.h"

#include <stdio.h>

static void people_print(const char *password)
{
    AUTO_DEMO_DATA data = { 0 };
    struct err err = { 0 };

    if (!demo_data_load(&data, &err))
        return;
    printf("\nPeople of %s, all with the password %s\n\n", data.organisation->name, password);
    for (unsigned i = 0; i < data.organisation->people_count; i++) {
        const struct demo_person *p = &data.organisation->people[i];
        printf("  %-8s %-16s %-15s %s\n", p->login, p->name, p->role, p->team);
    }
}

static int demo_run(struct args *args)
{
    struct templates *templates = NULL;
    const char *password = password_one_time(args->a);
    int64_t complaints = 0;
    struct err err = { 0 };
    AUTO_SITE site = { 0 };
    bool made;

    if (!site_open(args, &site, &err) || !templates_load(&templates, site.config.templates, &err))
        return command_failed(args->a, &err);
    made = demo_make(&site.act, &site.procedure, templates, password, &complaints, &err);
    templates_free(templates);
    if (!made)
        return command_failed(args->a, &err);
    printf("%" PRId64 " complaints of the last year in four languages.\n", complaints);
    people_print(password);
    return EXIT_DONE;
}

const struct command demo_commands[] = {
    { "demo", "data=", "--data DIR",
      "Fills a new data directory with an organisation that does not exist.\n"
      "Three teams, a person for each role with one password, printed once, and some sixty\n"
      "complaints in all stages. Refused when there are complaints already.\n"
      "Exit status: 0 done, 1 refused, 2 wrong usage, 74 the disk did not keep what was written.",
      demo_run },
    { 0 },
};
