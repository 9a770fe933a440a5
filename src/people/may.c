/*
 * The table of rights. A row is a right; the columns are roles. Administrators
 * have no case contents; auditors read and change nothing. docs/rights.md is made of it.
 */
#include "people/may.h"

#define R(role) (1u << ROLE_##role)

enum {
    READERS =
        R(RECEIVER) | R(HANDLER) | R(INVESTIGATOR) | R(MANAGER) | R(TOP_MANAGEMENT) | R(AUDITOR),
    HANDLERS = R(HANDLER) | R(INVESTIGATOR) | R(MANAGER),
    ANY_ROLE = READERS | R(ADMINISTRATOR),
};

static const struct {
    const char *name;
    unsigned roles;
} table[MAY_COUNT] = {
    [MAY_ANYBODY] = { "anybody", 0 },
    [MAY_DESK] = { "desk", ANY_ROLE },
    [MAY_PASSWORD] = { "password", ANY_ROLE },
    [MAY_READ] = { "read", READERS },
    [MAY_READ_IDENTITY] = { "read_identity", R(RECEIVER) | HANDLERS },
    [MAY_READ_INTERNAL] = { "read_internal", READERS },
    [MAY_RECEIVE] = { "receive", R(RECEIVER) | HANDLERS },
    [MAY_NOTE] = { "note", R(RECEIVER) | HANDLERS },
    [MAY_REPLY] = { "reply", R(RECEIVER) | HANDLERS },
    [MAY_ASSESS] = { "assess", R(RECEIVER) | HANDLERS },
    [MAY_INVESTIGATE] = { "investigate", HANDLERS },
    [MAY_RESPOND] = { "respond", HANDLERS },
    [MAY_APPROVE] = { "approve", R(MANAGER) | R(TOP_MANAGEMENT) },
    [MAY_DECIDE] = { "decide", HANDLERS },
    [MAY_VERIFY] = { "verify", HANDLERS },
    [MAY_CLOSE] = { "close", HANDLERS },
    [MAY_REOPEN] = { "reopen", HANDLERS },
    [MAY_ASSIGN] = { "assign", R(HANDLER) | R(MANAGER) },
    [MAY_RETYPE] = { "retype", R(RECEIVER) | HANDLERS },
    [MAY_SET_ASIDE] = { "set_aside", R(HANDLER) | R(MANAGER) },
    [MAY_REISSUE_CODE] = { "reissue_code", R(RECEIVER) | HANDLERS },
    [MAY_JOIN_PERSONS] = { "join_persons", R(HANDLER) | R(MANAGER) },
    [MAY_FIGURES] = { "figures", R(MANAGER) | R(TOP_MANAGEMENT) | R(AUDITOR) },
    [MAY_EXPORT] = { "export", R(MANAGER) | R(TOP_MANAGEMENT) | R(AUDITOR) | R(HANDLER) },
    [MAY_NOTICE] = { "notice", R(MANAGER) | R(ADMINISTRATOR) },
    [MAY_ADMINISTER] = { "administer", R(ADMINISTRATOR) },
    [MAY_READ_LOGINS] = { "read_logins", R(ADMINISTRATOR) | R(AUDITOR) },
    [MAY_API_READ] = { "api_read", READERS },
    [MAY_API_WRITE] = { "api_write", R(RECEIVER) | HANDLERS },
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

static bool key_may(const struct user *user, enum may what, const struct may_object *o)
{
    if (user->key_team != 0 && !reaches(user->key_team, o))
        return false;
    switch (what) {
    case MAY_READ:
    case MAY_READ_IDENTITY:
    case MAY_API_READ:
        return user->can_read;
    case MAY_RECEIVE:
    case MAY_NOTE:
    case MAY_API_WRITE:
        return user->can_write;
    default:
        return false;
    }
}

/* In confidential cases names are for those who handle the case. */
static bool confidence_kept(enum may what, const struct may_object *o)
{
    return what != MAY_READ_IDENTITY || !o->confidential || o->owned || o->took_part;
}

/* Who took a complaint down may still look at it when another team has it. */
static bool was_received(const struct user_role *r, enum may what, const struct may_object *o)
{
    return o->received && r->role == ROLE_RECEIVER &&
           (what == MAY_READ || what == MAY_READ_IDENTITY);
}

static bool staff_may(const struct user *user, enum may what, const struct may_object *o)
{
    if (what == MAY_PASSWORD)
        return true; /* and log out, also without any role */
    if (user->must_change)
        return false;
    for (size_t i = 0; i < user->n_roles; i++) {
        const struct user_role *r = &user->roles[i];
        if ((table[what].roles & (1u << r->role)) &&
            (reaches(r->team, o) || was_received(r, what, o)))
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
