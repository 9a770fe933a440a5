/* redress: the command line. Each command is a row of a table in admin/. */
#include "admin/commands.h"

#include <sodium.h>
#include <stdio.h>
#include <sys/stat.h>

/* How far calls of the C library are checked, for tools/hardening: nothing else in a program
 * tells level 3 from level 2. */
#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
__attribute__((used)) static const char fortified[] = "_FORTIFY_SOURCE=" TEXT(__USE_FORTIFY_LEVEL);

static int version_run(struct args *args)
{
    (void)args;
    puts("redress " REDRESS_VERSION);
    return EXIT_DONE;
}

static const struct command version_commands[] = {
    { "version", "", "", "Prints the version.", version_run },
    { "--version", "", "", NULL, version_run },
    { 0 },
};

/* clang-format off */
static const struct command *const tables[] = {
    backup_commands,
    checkpoint_commands,
    check_commands,
    clock_commands,
    demo_commands,
    export_commands,
    import_commands,
    init_commands,
    keep_commands,
    key_commands,
    move_commands,
    pack_commands,
    people_commands,
    receipt_commands,
    routes_commands,
    serve_commands,
    upgrade_commands,
    verify_commands,
    version_commands,
    NULL,
};
/* clang-format on */

int main(int argc, char **argv)
{
    umask(077); /* whatever this program writes is for its own account alone */
    if (sodium_init() < 0)
        return EXIT_USAGE;
    return command_main(tables, argc, argv);
}
