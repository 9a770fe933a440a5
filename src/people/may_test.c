/*
 * The table of rights, walked completely: docs/rights.md says what may() does, for each
 * right and each role, in the case's team, above it and beside it. With --print it
 * prints that document.
 */
#include "base/tap.h"
#include "people/may.h"

#include <stdio.h>
#include <string.h>

enum { ROLES = ROLE_ADMINISTRATOR, COLUMNS = ROLES + 2 };

static const char *const columns[COLUMNS] = {
    "receiver", "handler",       "investigator", "manager",    "top_management",
    "auditor",  "administrator", "key: read",    "key: write",
};

/* Rights that are asked about a case. */
static bool on_case(enum may what)
{
    return what >= MAY_READ && what <= MAY_JOIN_PERSONS && what != MAY_RECEIVE;
}

static struct user_role role_store;

static struct user user_of(int column, int64_t team)
{
    if (column >= ROLES)
        return (struct user){ .kind = USER_KEY,
                              .id = 7,
                              .can_read = column == ROLES,
                              .can_write = column == ROLES + 1,
                              .key_team = team };
    role_store = (struct user_role){ .team = team, .role = (enum role)(column + 1) };
    return (struct user){ .kind = USER_STAFF, .id = 7, .roles = &role_store, .n_roles = 1 };
}

static bool holds(int column, enum may what)
{
    struct user user = user_of(column, 1);

    return may(&user, what, NULL);
}

static void print(void)
{
    puts("# Who may do what\n\n"
         "Made of the table in `src/people/may.c` (`build/src/people/may_test --print`); a test "
         "holds it\n"
         "against what the program does. A role is held on a team and reaches that team and those\n"
         "below it; an administrator's reaches the whole organisation, but no case. A key reaches\n"
         "its team and those below it, or all teams.\n\n"
         "Beside the table:\n\n"
         "- Whoever is complained about in a case, or has a conflict of interest in it, may do\n"
         "  nothing in it, whatever their roles.\n"
         "- In confidential cases `read_identity` is only for those who own the case or acted in "
         "it.\n"
         "- A receiver may still `read` what they took down themselves when another team has it.\n"
         "- With a password for once, only `password`.\n"
         "- An auditor's role may begin and end at a set time.\n"
         "- What is missing and what is forbidden are answered alike.\n");
    printf("| right |");
    for (int c = 0; c < COLUMNS; c++)
        printf(" %s |", columns[c]);
    printf("\n|---|");
    for (int c = 0; c < COLUMNS; c++)
        printf("---|");
    for (int what = MAY_DESK; what < MAY_COUNT; what++) {
        printf("\n| `%s` |", may_name((enum may)what));
        for (int c = 0; c < COLUMNS; c++)
            printf(" %s |", holds(c, (enum may)what) ? "yes" : "");
    }
    puts("");
}

/* One row of the document: its right, and what it says of each role. */
static bool row_read(char *line, char **name, bool yes[COLUMNS])
{
    char *save = NULL, *cell;

    if (strncmp(line, "| `", 3) != 0)
        return false;
    *name = strtok_r(line + 3, "`", &save);
    cell = strtok_r(NULL, "|\n", &save);
    for (int c = 0; c < COLUMNS; c++) {
        cell = strtok_r(NULL, "|\n", &save);
        yes[c] = cell && strstr(cell, "yes");
    }
    return true;
}

static int right_of(const char *name)
{
    for (int what = 0; what < MAY_COUNT; what++)
        if (may_name((enum may)what) && strcmp(may_name((enum may)what), name) == 0)
            return what;
    return -1;
}

/* The case's team is 2, below 1; 3 stands beside. */
static void walk(enum may what, int column, bool yes)
{
    static const int64_t above[] = { 2, 1 };
    struct may_object o = { .teams = above, .n_teams = 2 }, barred = o, sealed = o, own = o;
    char name[100];
    struct user user;

    barred.barred = sealed.confidential = own.confidential = own.owned = true;
    snprintf(name, sizeof name, "[S47] %s: %s", may_name(what), columns[column]);
    user = user_of(column, 2);
    TAP(name, may(&user, what, &o) == yes);
    TAP("of the team above too", (user = user_of(column, 1), may(&user, what, &o)) == yes);
    TAP("[3.4] barred means barred", !may(&user, what, &barred) || !on_case(what));
    TAP("confidential", may(&user, what, &sealed) == (yes && what != MAY_READ_IDENTITY));
    TAP("but not for its owner", may(&user, what, &own) == yes);
    user = user_of(column, 3);
    TAP("nothing beside one's team",
        !may(&user, what, &o) || (what == MAY_PASSWORD && column < ROLES));
    user.must_change = true;
    TAP("with a password for once only another password",
        column >= ROLES || what == MAY_PASSWORD || !may(&user, what, NULL));
    TAP("nobody may", !may(NULL, what, NULL));
}

static void walk_document(const char *path)
{
    bool yes[COLUMNS], seen[MAY_COUNT] = { false };
    char line[400], *name;
    FILE *f = fopen(path, "re");

    TAP("docs/rights.md is there", f != NULL);
    while (f && fgets(line, sizeof line, f)) {
        int what;
        if (!row_read(line, &name, yes))
            continue;
        what = right_of(name);
        TAP(name, what > 0);
        if (what <= 0)
            continue;
        seen[what] = true;
        for (int c = 0; c < COLUMNS; c++)
            walk((enum may)what, c, yes[c]);
    }
    if (f)
        fclose(f);
    for (int what = MAY_DESK; what < MAY_COUNT; what++)
        TAP(may_name((enum may)what), seen[what]);
}

static void received(void)
{
    static const int64_t elsewhere[] = { 3 };
    struct may_object o = { .teams = elsewhere, .n_teams = 1, .received = true };
    struct user receiver = user_of(ROLE_RECEIVER - 1, 2);

    TAP("a receiver reads what they received", may(&receiver, MAY_READ, &o));
    TAP("but does not write in it", !may(&receiver, MAY_NOTE, &o));
    TAP("nor reads its notes", !may(&receiver, MAY_READ_INTERNAL, &o));
    o.received = false;
    TAP("and nothing else of that team", !may(&receiver, MAY_READ, &o));
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--print") == 0) {
        print();
        return 0;
    }
    walk_document(argc > 1 ? argv[1] : "docs/rights.md");
    received();
    return tap_done();
}
