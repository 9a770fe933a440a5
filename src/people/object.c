#include "people/object.h"

#include "complaint/grants.h"
#include "db/edge_sql.h"

#include <string.h>

/* Teams that were given a copy of the case, with all above them. Seldom any. */
static bool copied_teams(const struct act *act, const struct dossier *d, struct may_object *out,
                         struct err *err)
{
    int64_t *teams = NULL;

    for (size_t i = 0; i < d->case_copy.n; i++) {
        struct rows above = { 0 };
        int64_t *more;
        if (!sql_teams_above(act->a, act->db, d->case_copy.row[i].team_id, &above, err))
            return false;
        more = ARENA_ARRAY(act->a, int64_t, out->n_copied + above.n);
        for (size_t j = 0; j < out->n_copied; j++)
            more[j] = teams[j];
        for (size_t j = 0; j < above.n; j++)
            more[out->n_copied++] = ((const struct team_above_row *)above.row)[j].above_id;
        out->copied = teams = more;
    }
    return true;
}

bool may_object_of(const struct act *act, const struct dossier *d, int64_t staff,
                   struct may_object *out, struct err *err)
{
    struct rows above = { 0 };
    struct grants grants;
    int64_t *teams;

    *out = (struct may_object){ .confidential = strcmp(d->c.privacy, "confidential") == 0 };
    if (!sql_teams_above(act->a, act->db, d->c.team_id, &above, err))
        return false;
    teams = ARENA_ARRAY(act->a, int64_t, above.n + 1);
    for (size_t i = 0; i < above.n; i++)
        teams[i] = ((const struct team_above_row *)above.row)[i].above_id;
    out->teams = teams;
    out->n_teams = above.n;
    if (staff == 0)
        return true;
    out->barred = facts_conflict(&d->facts, staff) != CONFLICT_NONE;
    out->received = d->c.entered_by == staff;
    if (!copied_teams(act, d, out, err))
        return false;
    if (out->confidential && !grants_of(act, staff, &grants, err))
        return false;
    out->granted = out->confidential && grants_have(&grants, d->c.id);
    return true;
}
