#include "people/team.h"

#include "db/team_sql.h"
#include "people/text.h"

#include <string.h>

/* Of the list of kinds; none is no fault. */
static bool kind_valid(const char *kind, struct err *err)
{
    static const char *const kinds[] = { "company", "department", "branch", "management_office" };

    if (!kind || !*kind)
        return true;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i], kind) == 0)
            return true;
    return err_field(err, "kind", N_("There is no such kind of team."));
}

static bool name_free(const struct act *act, int64_t but, const char *name, struct err *err)
{
    struct team_row other = { 0 };
    struct err none = { 0 };

    if (!text_is_name(act->a, "name", name, err))
        return false;
    if (sql_team_named(act->a, act->db, name, &other, &none))
        return other.id == but || err_field(err, "name", N_("A team has this name already."));
    return none.kind == ERR_NOT_FOUND || (*err = none, false);
}

static bool parent_there(const struct act *act, int64_t parent, struct err *err)
{
    struct team_row above = { 0 };
    struct err none = { 0 };

    if (parent == 0)
        return true;
    if (team_by_id(act->a, act->db, parent, &above, &none) && !instant_is_set(above.ended_at))
        return true;
    return err_field(err, "parent", N_("There is no such team."));
}

bool team_add(const struct act *act, const char *name, int64_t parent, const char *kind,
              int64_t *id, struct err *err)
{
    struct team_row team = { .name = name,
                             .parent_id = parent,
                             .kind = kind && *kind ? kind : NULL };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!kind_valid(kind, err) || !tx_begin(&tx, act->db, err) || !name_free(act, 0, name, err) ||
        !parent_there(act, parent, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "team_added", NULL, err) ||
        !history_insert(&h, &team_table, &team, err) ||
        !sql_team_above_make(act->a, act->db, team.id, parent, err) || !history_end(&h, err) ||
        !tx_commit(&tx, err))
        return false;
    if (id)
        *id = team.id;
    return true;
}

bool team_change(const struct act *act, int64_t id, const char *name, const char *kind,
                 struct err *err)
{
    struct team_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!kind_valid(kind, err) || !tx_begin(&tx, act->db, err) ||
        !team_by_id(act->a, act->db, id, &before, err) || !name_free(act, id, name, err))
        return false;
    after = before;
    after.name = name;
    after.kind = kind && *kind ? kind : NULL;
    return history_begin(&h, act, COMPLAINT_NONE, "team_changed", NULL, err) &&
           history_update(&h, &team_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool team_end(const struct act *act, int64_t id, struct err *err)
{
    struct team_row before = { 0 }, after;
    int64_t in_use = 0;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !team_by_id(act->a, act->db, id, &before, err) ||
        !sql_team_in_use(act->a, act->db, id, &in_use, err))
        return false;
    if (in_use > 0)
        return err_set(err, ERR_REFUSED,
                       N_("This team is still in use: it has teams below it, people with a role, "
                          "open complaints, or it receives new ones. Move them first."));
    after = before;
    after.ended_at = act->now;
    return history_begin(&h, act, COMPLAINT_NONE, "team_ended", NULL, err) &&
           history_update(&h, &team_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool team_by_name(const struct act *act, const char *name, int64_t *id, struct err *err)
{
    struct team_row team = { 0 };
    struct err none = { 0 };

    if (sql_team_named(act->a, act->db, name, &team, &none) && !instant_is_set(team.ended_at)) {
        *id = team.id;
        return true;
    }
    if (none.kind != ERR_NONE && none.kind != ERR_NOT_FOUND) {
        *err = none;
        return false;
    }
    err_set(err, ERR_NOT_FOUND, N_("There is no team of the name {name}."));
    err_arg(err, "name", name);
    return false;
}

bool team_list(const struct act *act, struct rows *out, struct err *err)
{
    return sql_teams_all(act->a, act->db, out, err);
}
