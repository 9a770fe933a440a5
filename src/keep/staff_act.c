#include "keep/staff_act.h"

#include "complaint/bound.h"
#include "people/login.h"
#include "people/object.h"
#include "people/staff.h"
#include "people/team.h"

#include <string.h>

static bool nobody(struct err *err)
{
    return err_set(err, ERR_UNAUTHORISED,
                   N_("Login name or password is wrong. Check both and try again."));
}

/* Without a case it is about nothing in particular. */
static bool object_of(const struct act *act, const struct dossier *d, int64_t staff,
                      struct may_object *out, struct err *err)
{
    *out = (struct may_object){ 0 };
    return !d || may_object_of(act, d, staff, out, err);
}

/* What opens names is believed as an act wrote it alone: complaint/bound.h. */
static bool still_may(const struct act *act, const struct user *user, enum may what,
                      const struct dossier *d, struct may_object *object, bool *out,
                      struct err *err)
{
    bool bound = true;

    *out = may(user, what, object);
    if (!*out || !d || (what != MAY_READ_IDENTITY && what != MAY_ACCESS) ||
        instant_is_set(d->c.erased_at))
        return true;
    if (!case_bound(act, d, &bound, err))
        return false;
    object->confidential |= !bound;
    object->granted &= bound;
    *out = may(user, what, object);
    return true;
}

/* Whoever has this login and password, with the roles that hold now. */
static bool proved(const struct act *act, const char *login, const char *password,
                   struct user *user, struct err *err)
{
    struct staff_row who = { 0 };
    struct err none = { 0 };

    *user = (struct user){ .kind = USER_STAFF };
    if (!staff_by_login(act, login, &who, &none) || instant_is_set(who.ended_at))
        return none.kind == ERR_NONE || none.kind == ERR_NOT_FOUND ? nobody(err)
                                                                   : (*err = none, false);
    user->id = who.id;
    user->must_change = who.must_change;
    return login_confirm(act, who.id, password, "command", err) &&
           roles_now(act, who.id, user, err);
}

static bool acts(const struct act *act, const char *login, const struct user *user, bool allowed,
                 struct act *out, struct err *err)
{
    if (user->must_change || !allowed) {
        err_set(err, ERR_REFUSED, N_("{login} may not do this."));
        err_arg(err, "login", login);
        return false;
    }
    *out = *act;
    out->actor_kind = "staff";
    out->actor_id = user->id;
    return true;
}

bool staff_act(const struct act *act, const char *login, const char *password, enum may what,
               const struct dossier *d, struct act *out, struct err *err)
{
    struct may_object object;
    struct user user;
    bool allowed;

    return proved(act, login, password, &user, err) && object_of(act, d, user.id, &object, err) &&
           still_may(act, &user, what, d, &object, &allowed, err) &&
           acts(act, login, &user, allowed, out, err);
}

/* A role on a team reaches those below it, so the teams at the top are enough. */
static bool reaches_all(const struct act *act, const struct user *user, enum may what, bool *out,
                        struct err *err)
{
    const struct team_row *team;
    struct rows teams;

    *out = false;
    if (!team_list(act, &teams, err))
        return false;
    team = teams.row;
    for (size_t i = 0; i < teams.n; i++) {
        const struct may_object top = { .teams = &team[i].id, .n_teams = 1 };
        if (team[i].parent_id == 0 && !(*out = may(user, what, &top)))
            return true;
    }
    return true;
}

bool staff_act_everywhere(const struct act *act, const char *login, const char *password,
                          enum may what, struct act *out, struct err *err)
{
    struct user user;
    bool all;

    return proved(act, login, password, &user, err) && reaches_all(act, &user, what, &all, err) &&
           acts(act, login, &user, all, out, err);
}

bool staff_may(const struct act *act, enum may what, const struct dossier *d, bool *out,
               struct err *err)
{
    struct user user = { .kind = USER_STAFF, .id = act->actor_id };
    struct may_object object;

    *out = false;
    if (!roles_now(act, user.id, &user, err) || !object_of(act, d, user.id, &object, err))
        return false;
    return still_may(act, &user, what, d, &object, out, err);
}
