#include "people/object.h"

#include "complaint/grants.h"
#include "complaint/task.h"
#include "db/edge_sql.h"

#include <string.h>

static bool copied_to(const struct act *act, int64_t team, struct may_object *out, struct err *err)
{
    struct rows above = { 0 };
    int64_t *more;

    if (!sql_teams_above(act->a, act->db, team, &above, err))
        return false;
    more = ARENA_ARRAY(act->a, int64_t, out->n_copied + above.n);
    for (size_t i = 0; i < out->n_copied; i++)
        more[i] = out->copied[i];
    for (size_t i = 0; i < above.n; i++)
        more[out->n_copied++] = ((const struct team_above_row *)above.row)[i].above_id;
    out->copied = more;
    return true;
}

/* Teams that were given a copy of the case or that a task is with, with all above them. Seldom any.
 */
static bool copied_teams(const struct act *act, const struct dossier *d, struct may_object *out,
                         struct err *err)
{
    for (size_t i = 0; i < d->case_copy.n; i++)
        if (!copied_to(act, d->case_copy.row[i].team_id, out, err))
            return false;
    for (size_t i = 0; i < d->task.n; i++)
        if (task_open(&d->task.row[i]) && d->task.row[i].team_id &&
            !copied_to(act, d->task.row[i].team_id, out, err))
            return false;
    return true;
}

bool may_object_of(const struct act *act, const struct dossier *d, int64_t staff,
                   struct may_object *out, struct err *err)
{
    struct rows above = { 0 };
    struct grants grants;
    int64_t *teams;

    *out = (struct may_object){ .confidential =
                                    d->unbound || strcmp(d->c.privacy, "confidential") == 0 };
    if (!sql_teams_above(act->a, act->db, d->c.team_id, &above, err))
        return false;
    teams = ARENA_ARRAY(act->a, int64_t, above.n + 1);
    for (size_t i = 0; i < above.n; i++)
        teams[i] = ((const struct team_above_row *)above.row)[i].above_id;
    out->teams = teams;
    out->n_teams = above.n;
    if (!copied_teams(act, d, out, err))
        return false;
    if (staff == 0)
        return true;
    out->barred = facts_conflict(&d->facts, staff) != CONFLICT_NONE;
    out->received = d->c.entered_by == staff;
    if (out->confidential && !grants_of(act, staff, &grants, err))
        return false;
    out->granted = out->confidential && !d->unbound && grants_have(&grants, d->c.id);
    return true;
}
