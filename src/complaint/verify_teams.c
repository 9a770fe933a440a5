/*
 * Rights follow the table team_above, which is no history of its own: it is derived from the
 * parents of teams, so it is derived again and compared.
 */
#include "complaint/verify_parts.h"

#include "db/tables.h"
#include "db/verify_sql.h"

static const struct team_row *team_find(const struct rows *teams, int64_t id)
{
    const struct team_row *team = teams->row;

    for (size_t i = 0; i < teams->n; i++)
        if (team[i].id == id)
            return &team[i];
    return NULL;
}

/* Whether `above` is the team itself or stands over it. */
static bool stands_above(const struct rows *teams, int64_t team, int64_t above)
{
    const struct team_row *t = team_find(teams, team);

    for (size_t steps = 0; t && steps <= teams->n; steps++) {
        if (t->id == above)
            return true;
        t = team_find(teams, t->parent_id);
    }
    return false;
}

static bool listed(const struct rows *above, int64_t team, int64_t other)
{
    const struct team_above_row *row = above->row;

    for (size_t i = 0; i < above->n; i++)
        if (row[i].team_id == team && row[i].above_id == other)
            return true;
    return false;
}

static void check_listed(struct verify *v, const struct rows *teams, const struct rows *above)
{
    const struct team_row *team = teams->row;

    for (size_t i = 0; i < teams->n; i++) {
        const struct team_row *t = &team[i];
        for (size_t steps = 0; t && steps <= teams->n; steps++) {
            if (!listed(above, team[i].id, t->id))
                verify_found(v, (struct finding_row){ .kind = "row_missing",
                                                      .table = "team_above",
                                                      .id = team[i].id });
            t = team_find(teams, t->parent_id);
        }
    }
}

bool verify_teams(struct verify *v, struct err *err)
{
    const struct team_above_row *row;
    struct rows teams, above;

    if (!sql_verified_teams(v->a, v->db, &teams, err) ||
        !sql_verified_above(v->a, v->db, &above, err))
        return false;
    row = above.row;
    for (size_t i = 0; i < above.n; i++)
        if (!stands_above(&teams, row[i].team_id, row[i].above_id))
            verify_found(v, (struct finding_row){
                                .kind = "row_added", .table = "team_above", .id = row[i].team_id });
    check_listed(v, &teams, &above);
    return true;
}
