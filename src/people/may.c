/*
 * The table of rights. A row is a right; the columns are roles. Administrators
 * have no case contents; auditors read and change nothing. What a key needs besides its
 * role stands beside. docs/rights.md is made of it.
 */
#include "people/may.h"

#define R(role) (1u << ROLE_##role)

enum {
    READERS =
        R(RECEIVER) | R(HANDLER) | R(INVESTIGATOR) | R(MANAGER) | R(TOP_MANAGEMENT) | R(AUDITOR),
    HANDLERS = R(HANDLER) | R(INVESTIGATOR) | R(MANAGER),
    ANY_ROLE = READERS | R(ADMINISTRATOR),
};

/* The scope a key has to have; a right without one is no key's, whatever its role. */
enum { READ_SCOPE = 1, WRITE_SCOPE = 2, BOTH_SCOPES = READ_SCOPE | WRITE_SCOPE };

static const struct {
    const char *name;
    unsigned roles, scope;
} table[MAY_COUNT] = {
    [MAY_ANYBODY] = { "anybody", 0, 0 },
    [MAY_DESK] = { "desk", ANY_ROLE, 0 },
    [MAY_PROVE] = { "prove", ANY_ROLE, 0 },
    [MAY_PASSWORD] = { "password", ANY_ROLE, 0 },
    [MAY_ENROL] = { "second_factor", ANY_ROLE, 0 },
    [MAY_READ] = { "read", READERS, READ_SCOPE },
    [MAY_READ_IDENTITY] = { "read_identity", R(RECEIVER) | HANDLERS, READ_SCOPE },
    [MAY_READ_INTERNAL] = { "read_internal", READERS, BOTH_SCOPES },
    [MAY_RECEIVE] = { "receive", R(RECEIVER) | HANDLERS, WRITE_SCOPE },
    [MAY_NOTE] = { "note", R(RECEIVER) | HANDLERS, WRITE_SCOPE },
    [MAY_TAKE_NOTE] = { "take_note", R(RECEIVER) | HANDLERS | R(TOP_MANAGEMENT), 0 },
    [MAY_ANSWER_COPY] = { "answer_copy", R(RECEIVER) | HANDLERS | R(TOP_MANAGEMENT), 0 },
    [MAY_ANSWER_ROLE] = { "answer_role", R(RECEIVER) | HANDLERS | R(TOP_MANAGEMENT), 0 },
    [MAY_ANSWER_SUPERIOR] = { "answer_superior", R(MANAGER) | R(TOP_MANAGEMENT), 0 },
    [MAY_ANSWER_TASK] = { "answer_task", R(RECEIVER) | HANDLERS, WRITE_SCOPE },
    [MAY_ASK_TASK] = { "ask_task", HANDLERS, WRITE_SCOPE },
    [MAY_ASK_OUTSIDE] = { "ask_outside", HANDLERS, BOTH_SCOPES },
    [MAY_REPLY] = { "reply", R(RECEIVER) | HANDLERS, WRITE_SCOPE },
    [MAY_ASSESS] = { "assess", R(RECEIVER) | HANDLERS, WRITE_SCOPE },
    [MAY_INVESTIGATE] = { "investigate", HANDLERS, WRITE_SCOPE },
    [MAY_RESPOND] = { "respond", HANDLERS, WRITE_SCOPE },
    [MAY_APPROVE] = { "approve", R(MANAGER) | R(TOP_MANAGEMENT), WRITE_SCOPE },
    [MAY_DECIDE] = { "decide", HANDLERS, WRITE_SCOPE },
    [MAY_VERIFY] = { "verify", HANDLERS, WRITE_SCOPE },
    [MAY_CLOSE] = { "close", HANDLERS, WRITE_SCOPE },
    [MAY_REOPEN] = { "reopen", HANDLERS, WRITE_SCOPE },
    [MAY_ASSIGN] = { "assign", R(HANDLER) | R(MANAGER), WRITE_SCOPE },
    [MAY_RETYPE] = { "retype", R(RECEIVER) | HANDLERS, WRITE_SCOPE },
    [MAY_SET_ASIDE] = { "set_aside", R(HANDLER) | R(MANAGER), WRITE_SCOPE },
    [MAY_REISSUE_CODE] = { "reissue_code", R(RECEIVER) | HANDLERS, BOTH_SCOPES },
    [MAY_HOLD] = { "hold", R(MANAGER) | R(TOP_MANAGEMENT), 0 },
    [MAY_ERASE] = { "erase", R(MANAGER) | R(TOP_MANAGEMENT), 0 },
    [MAY_ACCESS] = { "access", R(MANAGER), BOTH_SCOPES },
    [MAY_JOIN_PERSONS] = { "join_persons", R(HANDLER) | R(MANAGER), 0 },
    [MAY_ASK_IDENTITY] = { "ask_identity", R(RECEIVER) | HANDLERS, 0 },
    [MAY_ANSWER_IDENTITY] = { "answer_identity", R(MANAGER) | R(TOP_MANAGEMENT), 0 },
    [MAY_READ_READERS] = { "read_readers", R(MANAGER) | R(AUDITOR), 0 },
    [MAY_REDACT] = { "redact", R(MANAGER), 0 },
    [MAY_READ_ORIGINAL] = { "read_original", R(MANAGER), 0 },
    [MAY_FIGURES] = { "figures", R(MANAGER) | R(TOP_MANAGEMENT) | R(AUDITOR), 0 },
    [MAY_READ_ANALYSES] = { "read_analyses", R(MANAGER) | R(TOP_MANAGEMENT) | R(AUDITOR),
                            READ_SCOPE },
    [MAY_READ_OBJECTIVES] = { "read_objectives", ANY_ROLE, READ_SCOPE },
    [MAY_ANALYSE] = { "analyse", R(MANAGER) | R(TOP_MANAGEMENT), 0 },
    [MAY_APPRAISE] = { "appraise", R(MANAGER) | R(TOP_MANAGEMENT), 0 },
    [MAY_APPOINT] = { "appoint", R(TOP_MANAGEMENT), 0 },
    [MAY_LEAD] = { "lead", R(TOP_MANAGEMENT), 0 },
    [MAY_GRANT_MEANS] = { "grant_means", R(TOP_MANAGEMENT), 0 },
    [MAY_READ_BUDGET] = { "read_budget", R(MANAGER) | R(TOP_MANAGEMENT) | R(AUDITOR), READ_SCOPE },
    [MAY_SET_BUDGET] = { "set_budget", R(MANAGER) | R(ADMINISTRATOR), 0 },
    [MAY_EXPORT] = { "export", R(MANAGER) | R(TOP_MANAGEMENT) | R(AUDITOR) | R(HANDLER), 0 },
    [MAY_NOTICE] = { "notice", R(MANAGER) | R(ADMINISTRATOR), 0 },
    [MAY_ADMINISTER] = { "administer", R(ADMINISTRATOR), 0 },
    [MAY_RETENTION] = { "retention", R(MANAGER) | R(TOP_MANAGEMENT) | R(ADMINISTRATOR), 0 },
    [MAY_READ_LOGINS] = { "read_logins", R(ADMINISTRATOR) | R(AUDITOR), 0 },
    [MAY_READ_RETENTION] = { "read_retention",
                             R(MANAGER) | R(TOP_MANAGEMENT) | R(ADMINISTRATOR) | R(AUDITOR),
                             READ_SCOPE },
    [MAY_API_READ] = { "api_read", READERS, READ_SCOPE },
    [MAY_API_WRITE] = { "api_write", R(RECEIVER) | HANDLERS, WRITE_SCOPE },
};

unsigned may_roles(enum may what)
{
    return table[what].roles;
}

const char *may_name(enum may what)
{
    return table[what].name;
}

/* Whether a role held on `team` reaches the object: it is of that team or below it. */
static bool reaches(int64_t team, const struct may_object *o)
{
    if (o->n_teams == 0)
        return true; /* nothing in particular */
    for (size_t i = 0; i < o->n_teams; i++)
        if (o->teams[i] == team)
            return true;
    return false;
}

/* In confidential cases names are for whom a second person agreed, for a time, and so is what leads
 * to them: a new code opens the complainant's own view, joined persons show one name in both. */
static bool confidence_kept(enum may what, const struct may_object *o)
{
    bool names = what == MAY_READ_IDENTITY || what == MAY_REISSUE_CODE ||
                 what == MAY_JOIN_PERSONS || what == MAY_ACCESS;

    return !names || !o->confidential || o->granted;
}

/* Who took a complaint down may still look at it when another team has it. */
static bool was_received(const struct user_role *r, enum may what, const struct may_object *o)
{
    return o->received && r->role == ROLE_RECEIVER &&
           (what == MAY_READ || what == MAY_READ_IDENTITY);
}

/* Whoever a case is copied to, or was asked to do something for it, reads it whole, says what they
 * think of it, takes note and answers what they were asked. What is done about it stays with its
 * own team. */
static bool copied_to(int64_t team, enum may what, const struct may_object *o)
{
    if (what != MAY_READ && what != MAY_READ_IDENTITY && what != MAY_READ_INTERNAL &&
        what != MAY_NOTE && what != MAY_TAKE_NOTE && what != MAY_ANSWER_COPY &&
        what != MAY_ANSWER_TASK)
        return false;
    for (size_t i = 0; i < o->n_copied; i++)
        if (o->copied[i] == team)
            return true;
    return false;
}

/* A key acts by the role it was given, within its scope and its team, as somebody of that team
 * does. */
static bool key_may(const struct user *user, enum may what, const struct may_object *o)
{
    unsigned has = (user->can_read ? READ_SCOPE : 0u) | (user->can_write ? WRITE_SCOPE : 0u);
    unsigned needs = table[what].scope;

    return needs != 0 && (has & needs) == needs && (table[what].roles & (1u << user->key_role)) &&
           (user->key_team == 0 || reaches(user->key_team, o) ||
            copied_to(user->key_team, what, o));
}

/* The way in: code, own password, second factor, and only then the desk. */
static bool on_the_way_in(const struct user *user, enum may what)
{
    if (user->must_prove)
        return what == MAY_PROVE;
    if (user->must_change)
        return what == MAY_PROVE || what == MAY_PASSWORD;
    return what == MAY_PROVE || what == MAY_PASSWORD || what == MAY_ENROL;
}

static bool staff_may(const struct user *user, enum may what, const struct may_object *o)
{
    if (what == MAY_PROVE || what == MAY_PASSWORD || what == MAY_ENROL || user->must_prove ||
        user->must_change || user->must_enrol)
        return on_the_way_in(user, what); /* also without any role */
    for (size_t i = 0; i < user->n_roles; i++) {
        const struct user_role *r = &user->roles[i];
        if ((table[what].roles & (1u << r->role)) &&
            (reaches(r->team, o) || was_received(r, what, o) || copied_to(r->team, what, o)))
            return true;
    }
    return false;
}

bool may(const struct user *user, enum may what, const struct may_object *o)
{
    static const struct may_object somewhere;

    if (what == MAY_ANYBODY)
        return true;
    if (!o)
        o = &somewhere;
    if (!user || o->barred || !confidence_kept(what, o))
        return false;
    return user->kind == USER_KEY ? key_may(user, what, o) : staff_may(user, what, o);
}
