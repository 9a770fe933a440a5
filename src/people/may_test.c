/*
 * The table of rights, walked completely: docs/rights.md says what may() does, for each
 * right and each role, in the case's team, above it and beside it. With --print it
 * prints that document.
 */
#include "base/tap.h"
#include "people/may.h"

#include <stdio.h>
#include <string.h>

enum { ROLES = ROLE_ADMINISTRATOR, SCOPES = 4 };

static const char *const roles[ROLES] = {
    "receiver", "handler", "investigator", "manager", "top_management", "auditor", "administrator",
};

/* By the bits 1 read and 2 write. */
static const char *const scopes[SCOPES] = { "", "read", "write", "read,write" };

/* Rights that are asked about a case. */
static bool on_case(enum may what)
{
    return what >= MAY_READ && what <= MAY_JOIN_PERSONS && what != MAY_RECEIVE;
}

static struct user_role role_store;

/* `scope` 0: a member of staff; otherwise a key of that scope. */
static struct user user_of(int role, int scope, int64_t team)
{
    if (scope != 0)
        return (struct user){ .kind = USER_KEY,
                              .id = 7,
                              .can_read = (scope & 1) != 0,
                              .can_write = (scope & 2) != 0,
                              .key_role = (enum role)(role + 1),
                              .key_team = team };
    role_store = (struct user_role){ .team = team, .role = (enum role)(role + 1) };
    return (struct user){ .kind = USER_STAFF, .id = 7, .roles = &role_store, .n_roles = 1 };
}

/* The scope that a key needs, whatever its role; 0 = it is no key's. */
static int scope_of(enum may what)
{
    for (int scope = 1; scope < SCOPES; scope++)
        for (int role = 0; role < ROLES; role++) {
            struct user key = user_of(role, scope, 0);
            if (may(&key, what, NULL))
                return scope;
        }
    return 0;
}

static void print(void)
{
    puts(
        "# Who may do what\n\n"
        "Made of the table in `src/people/may.c` (`build/src/people/may_test --print`); a test "
        "holds it\n"
        "against what the program does. A role is held on a team and reaches that team and those\n"
        "below it; an administrator's reaches the whole organisation, but no case.\n\n"
        "A key of another system was given a role too, `handler` unless another was named, and may "
        "what\n"
        "that role may as far as its scope has what the last column asks for. It reaches its team "
        "and those\n"
        "below it, or all teams. What needs a person who answers for it (taking up, assessing, "
        "approving,\n"
        "deciding, verifying) is refused to keys by the rule of the act.\n\n"
        "Beside the table:\n\n"
        "- Whoever is complained about in a case, or has a conflict of interest in it, may do\n"
        "  nothing in it, whatever their roles.\n"
        "- In confidential cases `read_identity`, `reissue_code`, `access` and `join_persons` are "
        "only for\n"
        "  whom a second person agreed, on a reasoned request (`ask_identity`, "
        "`answer_identity`), for a set time.\n"
        "- What `hold` and `erase` begin, a second person has to end, who has the same right.\n"
        "- A receiver may still `read` what they took down themselves when another team has it, "
        "by\n"
        "  its reference; lists, counts and search are those of their teams.\n"
        "- A team that was given a copy of a case, because the pack says that it has to know of "
        "it, may `read` it, its names (`read_identity`) and notes\n"
        "  (`read_internal`), write `note`s and `take_note` of the copy, as far as the roles held "
        "on that team or above it have these; nothing else.\n"
        "  Such cases stand in the list of copies, and in no other list.\n"
        "- The way in has steps, and while one is open nothing else is: first `prove` (the code of "
        "the second factor,\n"
        "  or logging out), then `password` (while the password is one for once), then "
        "`second_factor` (while the role\n"
        "  needs one and there is none). The API counts a session from when all are done.\n"
        "- An `export` by somebody who reaches every team waits for a second person, who has "
        "`approve` over every team, when half of all cases would leave (`export_share`);\n"
        "  what is allowed works once, within a day.\n"
        "- Exports, keys and the administration of staff want the password once more when it was "
        "given more than ten\n"
        "  minutes ago.\n"
        "- An auditor's role may begin and end at a set time.\n"
        "- What is missing and what is forbidden are answered alike.\n");
    printf("| right |");
    for (int role = 0; role < ROLES; role++)
        printf(" %s |", roles[role]);
    printf(" scope of a key |\n|---|");
    for (int column = 0; column <= ROLES; column++)
        printf("---|");
    for (int what = MAY_DESK; what < MAY_COUNT; what++) {
        printf("\n| `%s` |", may_name((enum may)what));
        for (int role = 0; role < ROLES; role++) {
            struct user user = user_of(role, 0, 1);
            printf(" %s |", may(&user, (enum may)what, NULL) ? "yes" : "");
        }
        printf(" %s |", scopes[scope_of((enum may)what)]);
    }
    puts("");
}

/* What the document says of one right. */
struct line {
    char *name;
    bool yes[ROLES];
    int scope;
};

static int scope_read(const char *cell)
{
    int scope = 0;

    if (cell && strstr(cell, "read"))
        scope |= 1;
    if (cell && strstr(cell, "write"))
        scope |= 2;
    return scope;
}

static bool line_read(char *text, struct line *line)
{
    char *save = NULL, *cell;

    if (strncmp(text, "| `", 3) != 0)
        return false;
    line->name = strtok_r(text + 3, "`", &save);
    cell = strtok_r(NULL, "|\n", &save);
    for (int role = 0; role < ROLES; role++) {
        cell = strtok_r(NULL, "|\n", &save);
        line->yes[role] = cell && strstr(cell, "yes");
    }
    line->scope = scope_read(strtok_r(NULL, "|\n", &save));
    return true;
}

static int right_of(const char *name)
{
    for (int what = 0; what < MAY_COUNT; what++)
        if (may_name((enum may)what) && strcmp(may_name((enum may)what), name) == 0)
            return what;
    return -1;
}

static bool leads_to_names(enum may what)
{
    return what == MAY_READ_IDENTITY || what == MAY_REISSUE_CODE || what == MAY_JOIN_PERSONS ||
           what == MAY_ACCESS;
}

/* The way in, the first step last. */
enum step { STEP_NONE, STEP_ENROL, STEP_PASSWORD, STEP_PROVE };

static enum step step_of(enum may what)
{
    return what == MAY_PROVE      ? STEP_PROVE
           : what == MAY_PASSWORD ? STEP_PASSWORD
           : what == MAY_ENROL    ? STEP_ENROL
                                  : STEP_NONE;
}

/* The case's team is 2, below 1; 3 stands beside. */
static void walk(enum may what, int role, int scope, bool yes)
{
    static const int64_t above[] = { 2, 1 };
    struct may_object o = { .teams = above, .n_teams = 2 }, barred = o, sealed = o, own = o;
    char name[100];
    enum step step = step_of(what);
    struct user user;

    barred.barred = sealed.confidential = own.confidential = own.granted = true;
    snprintf(name, sizeof name, "[S47] %s: %s%s%s", may_name(what), roles[role],
             scope ? ", key: " : "", scopes[scope]);
    user = user_of(role, scope, 2);
    TAP(name, may(&user, what, &o) == yes);
    TAP("of the team above too", (user = user_of(role, scope, 1), may(&user, what, &o)) == yes);
    TAP("[3.4] barred means barred", !may(&user, what, &barred) || !on_case(what));
    TAP("confidential", may(&user, what, &sealed) == (yes && !leads_to_names(what)));
    TAP("but for whom it was opened", may(&user, what, &own) == yes);
    user = user_of(role, scope, 3);
    TAP("nothing beside one's team", !may(&user, what, &o) || (step != STEP_NONE && scope == 0));
    user.must_enrol = true;
    TAP("[S36] without the factor its role needs only what leads to it",
        scope != 0 || may(&user, what, NULL) == (step != STEP_NONE));
    user.must_change = true;
    TAP("with a password for once only another password",
        scope != 0 || may(&user, what, NULL) == (step >= STEP_PASSWORD));
    user.must_prove = true;
    TAP("[S36] before the code only the code",
        scope != 0 || may(&user, what, NULL) == (step == STEP_PROVE));
    TAP("nobody may", !may(NULL, what, NULL));
}

/* A key may what its role may, when its scope has all that the right asks for. */
static void walk_line(enum may what, const struct line *line)
{
    for (int role = 0; role < ROLES; role++) {
        walk(what, role, 0, line->yes[role]);
        for (int scope = 1; scope < SCOPES; scope++)
            walk(what, role, scope,
                 line->yes[role] && line->scope != 0 && (scope & line->scope) == line->scope);
    }
}

static void walk_document(const char *path)
{
    bool seen[MAY_COUNT] = { false };
    char text[400];
    struct line line;
    FILE *f = fopen(path, "re");

    TAP("docs/rights.md is there", f != NULL);
    while (f && fgets(text, sizeof text, f)) {
        int what;
        if (!line_read(text, &line))
            continue;
        what = right_of(line.name);
        TAP(line.name, what > 0);
        if (what <= 0)
            continue;
        seen[what] = true;
        walk_line((enum may)what, &line);
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
    struct user receiver = user_of(ROLE_RECEIVER - 1, 0, 2);

    TAP("a receiver reads what they received", may(&receiver, MAY_READ, &o));
    TAP("but does not write in it", !may(&receiver, MAY_NOTE, &o));
    TAP("nor reads its notes", !may(&receiver, MAY_READ_INTERNAL, &o));
    o.received = false;
    TAP("and nothing else of that team", !may(&receiver, MAY_READ, &o));
}

static void copied(void)
{
    static const int64_t elsewhere[] = { 3 };
    struct user u = user_of(ROLE_HANDLER - 1, 0, 2);
    static const enum may more[] = { MAY_REPLY,  MAY_ASSESS, MAY_INVESTIGATE, MAY_DECIDE,
                                     MAY_ASSIGN, MAY_CLOSE,  MAY_EXPORT,      MAY_SET_ASIDE };
    static const int64_t to[] = { 2 };
    struct may_object o = { .teams = elsewhere, .n_teams = 1, .copied = to, .n_copied = COUNT(to) };

    TAP("who has a copy reads it", may(&u, MAY_READ, &o));
    TAP("with its names and notes",
        may(&u, MAY_READ_IDENTITY, &o) && may(&u, MAY_READ_INTERNAL, &o));
    TAP("says what they think of it", may(&u, MAY_NOTE, &o));
    TAP("takes note", may(&u, MAY_TAKE_NOTE, &o));
    TAP("answers what the copy asks", may(&u, MAY_ANSWER_COPY, &o));
    for (size_t i = 0; i < COUNT(more); i++)
        TAP(may_name(more[i]), !may(&u, more[i], &o));
    o.n_copied = 0;
    TAP("without a copy nothing", !may(&u, MAY_READ, &o));
    o.n_copied = 1;
    o.confidential = true;
    TAP("a copy opens no sealed name", !may(&u, MAY_READ_IDENTITY, &o));
    u = user_of(ROLE_TOP_MANAGEMENT - 1, 0, 2);
    TAP("top management reads and takes note", may(&u, MAY_READ, &o) && may(&u, MAY_TAKE_NOTE, &o));
    TAP("and answers what the copy asks", may(&u, MAY_ANSWER_COPY, &o));
    TAP("and no more than that", !may(&u, MAY_NOTE, &o));
    u = user_of(ROLE_AUDITOR - 1, 0, 2);
    TAP("an auditor takes none", may(&u, MAY_READ, &o) && !may(&u, MAY_TAKE_NOTE, &o));
    TAP("and answers none", !may(&u, MAY_ANSWER_COPY, &o));
    o.barred = true;
    TAP("nobody who is complained about reads it", !may(&u, MAY_READ, &o));
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--print") == 0) {
        print();
        return 0;
    }
    walk_document(argc > 1 ? argv[1] : "docs/rights.md");
    received();
    copied();
    return tap_done();
}
