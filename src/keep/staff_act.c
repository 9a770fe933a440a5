#include "keep/staff_act.h"

#include "db/edge_sql.h"
#include "people/login.h"
#include "people/staff.h"

#include <string.h>

static bool nobody(struct err *err)
{
    return err_set(err, ERR_UNAUTHORISED, N_("Name or password is wrong."));
}

static bool object_of(const struct act *act, const struct dossier *d, int64_t staff,
                      struct may_object *out, struct err *err)
{
    struct rows above = { 0 };
    int64_t *teams, granted = 0;

    *out = (struct may_object){ 0 };
    if (!d)
        return true;
    if (!sql_teams_above(act->a, act->db, d->c.team_id, &above, err))
        return false;
    teams = ARENA_ARRAY(act->a, int64_t, above.n + 1);
    for (size_t i = 0; i < above.n; i++)
        teams[i] = ((const struct team_above_row *)above.row)[i].above_id;
    out->teams = teams;
    out->n_teams = above.n;
    out->barred = facts_conflict(&d->facts, staff) != CONFLICT_NONE;
    out->confidential = strcmp(d->c.privacy, "confidential") == 0;
    if (out->confidential &&
        !sql_identity_granted(act->a, act->db, d->c.id, staff, act->now, &granted, err))
        return false;
    out->granted = granted > 0;
    return true;
}

bool staff_act(const struct act *act, const char *login, const char *password, enum may what,
               const struct dossier *d, struct act *out, struct err *err)
{
    struct staff_row who = { 0 };
    struct user user = { .kind = USER_STAFF };
    struct may_object object;
    struct err none = { 0 };

    if (!staff_by_login(act, login, &who, &none) || instant_is_set(who.ended_at))
        return none.kind == ERR_NONE || none.kind == ERR_NOT_FOUND ? nobody(err)
                                                                   : (*err = none, false);
    if (!login_confirm(act, who.id, password, "command", err))
        return false;
    user.id = who.id;
    if (!roles_now(act, who.id, &user, err) || !object_of(act, d, who.id, &object, err))
        return false;
    if (who.must_change || !may(&user, what, &object)) {
        err_set(err, ERR_REFUSED, N_("{login} may not do this."));
        err_arg(err, "login", login);
        return false;
    }
    *out = *act;
    out->actor_kind = "staff";
    out->actor_id = who.id;
    return true;
}
