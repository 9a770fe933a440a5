#include "people/answerer.h"

#include "complaint/named_team.h"
#include "complaint/pack_version.h"
#include "db/edge_sql.h"
#include "db/staff_sql.h"
#include "people/staff.h"

#include <string.h>

static const struct pack_role *role_of(const struct pack_version *v, const struct pack_field *f)
{
    return pack_role(v, f->answered_by, strlen(f->answered_by));
}

const char *answerer_name(const struct lang *lang, const struct pack_version *v,
                          const struct pack_field *f)
{
    const struct pack_role *role;

    if (!f->answered_by)
        return NULL;
    if (strcmp(f->answered_by, ANSWERED_BY_SUPERIOR) == 0)
        return lang_text(lang, N_("the superior"));
    role = role_of(v, f);
    return role ? role->text.in[lang->index] : f->answered_by;
}

/* Those who lead that team: whoever owns the case is none of them while somebody else leads. */
static bool leads(const struct act *act, const struct dossier *d, int64_t team,
                  const struct user *user, bool *out, struct err *err)
{
    struct rows above = { 0 };
    struct may_object object = { 0 };
    int64_t *teams, beside = 0;

    if (!sql_teams_above(act->a, act->db, team, &above, err))
        return false;
    teams = ARENA_ARRAY(act->a, int64_t, above.n);
    for (size_t i = 0; i < above.n; i++)
        teams[i] = ((const struct team_above_row *)above.row)[i].above_id;
    object = (struct may_object){ .teams = teams, .n_teams = above.n };
    *out = above.n > 0 && may(user, MAY_ANSWER_SUPERIOR, &object);
    if (!*out || d->facts.owner != user->id)
        return true;
    if (!sql_leaders_beside(act->a, act->db, team, user->id, act->now, &beside, err))
        return false;
    *out = beside == 0;
    return true;
}

/* The team of the role, when there are people in it; 0 = there are none. */
static bool team_of(const struct act *act, const struct pack_role *role, int64_t *out,
                    struct err *err)
{
    int64_t people = 0;

    *out = 0;
    if (!role || !role->team)
        return true;
    if (!named_team(act, role->team, out, err))
        return false;
    if (*out == 0)
        return true;
    if (!sql_answerers_in(act->a, act->db, *out, act->now, &people, err))
        return false;
    if (people == 0)
        *out = 0;
    return true;
}

bool answerer_is(const struct act *act, const struct dossier *d, const struct pack_field *f,
                 const struct user *user, bool *out, struct err *err)
{
    struct may_object object = { .n_teams = 1 };
    int64_t team = 0;

    *out = !f->answered_by;
    if (*out || !user)
        return true;
    if (strcmp(f->answered_by, ANSWERED_BY_SUPERIOR) != 0 &&
        !team_of(act, role_of(d->pack, f), &team, err))
        return false;
    if (team == 0)
        return leads(act, d, d->c.team_id, user, out, err);
    object.teams = &team;
    *out = may(user, MAY_ANSWER_ROLE, &object);
    return true;
}

bool answerer_allowed(const struct act *act, const struct dossier *d, const struct pack_field *f,
                      const char *name, struct err *err)
{
    bool staff = strcmp(act->actor_kind, "staff") == 0, is;
    struct user user = { .kind = USER_STAFF, .id = act->actor_id };

    if (!f->answered_by)
        return true;
    if ((staff && !roles_now(act, act->actor_id, &user, err)) ||
        !answerer_is(act, d, f, staff ? &user : NULL, &is, err))
        return false;
    if (is)
        return true;
    return strcmp(f->answered_by, ANSWERED_BY_SUPERIOR) == 0
               ? err_field(err, name,
                           N_("The superior answers this: a manager of this team, or of one above "
                              "it. Where nobody has that role, an administrator gives it to "
                              "somebody."))
               : err_field(
                     err, name,
                     N_("The people of another team answer this, as the procedure says. Where "
                        "nobody has a role in that team, it is for the superior."));
}
