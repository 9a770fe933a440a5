/* The reader's reach, from their roles and the tree of teams that is kept in memory. */
#include "edge/reach.h"

#include "base/buf.h"
#include "db/edge_sql.h"

/* Whether the user may do it on a team that has these above it (itself among them). */
static bool reached(struct req *rq, enum may what, const int64_t *teams, size_t n)
{
    const struct may_object object = { .teams = teams, .n_teams = n };

    return may(rq->user, what, &object);
}

/* ",1,2,3,": a statement finds ",2," in it. */
static const char *ids_text(struct arena *a, const int64_t *ids, size_t n)
{
    struct buf b = buf_new(a);

    buf_char(&b, ',');
    for (size_t i = 0; i < n; i++) {
        buf_int(&b, ids[i]);
        buf_char(&b, ',');
    }
    return buf_text(&b);
}

static bool listed(const int64_t *ids, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (ids[i] == id)
            return true;
    return false;
}

bool reach_team(const struct reach *reach, int64_t team)
{
    return listed(reach->team, reach->n_teams, team);
}

bool reach_case(const struct reach *reach, int64_t team, int64_t complaint)
{
    return (reach->all || reach_team(reach, team)) &&
           !listed(reach->barred_case, reach->n_barred, complaint);
}

static bool barred_find(struct req *rq, struct reach *out)
{
    const struct int_value *ids;
    struct rows rows = { 0 };
    int64_t *list;

    out->barred = ",";
    if (!rq->user || rq->user->kind != USER_STAFF)
        return true;
    if (!sql_barred_cases(rq->a, rq->db, rq->user->id, &rows, rq->err))
        return false;
    ids = rows.row;
    list = ARENA_ARRAY(rq->a, int64_t, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        list[i] = ids[i].value;
    out->n_barred = rows.n;
    out->barred_case = list;
    out->barred = ids_text(rq->a, list, rows.n);
    return true;
}

/* The rows of one team stand together, so its end is where the next begins. */
static size_t team_end(const struct rows *above, size_t i)
{
    const struct team_above_row *row = above->row;
    size_t end = i;

    while (end < above->n && row[end].team_id == row[i].team_id)
        end++;
    return end;
}

bool edge_reach(struct req *rq, enum may what, struct reach *out)
{
    const struct team_above_row *row;
    size_t teams = 0;
    int64_t *list, *above;

    *out = (struct reach){ 0 };
    if (!edge_teams(rq, &out->above))
        return false;
    row = out->above.row;
    list = ARENA_ARRAY(rq->a, int64_t, out->above.n);
    above = ARENA_ARRAY(rq->a, int64_t, out->above.n);
    for (size_t i = 0; i < out->above.n; i++)
        above[i] = row[i].above_id;
    for (size_t i = 0, end; i < out->above.n; i = end) {
        end = team_end(&out->above, i);
        teams++;
        if (reached(rq, what, above + i, end - i))
            list[out->n_teams++] = row[i].team_id;
    }
    out->team = list;
    out->teams = ids_text(rq->a, list, out->n_teams);
    out->all = out->n_teams == teams && teams > 0;
    out->none = out->n_teams == 0;
    return barred_find(rq, out);
}

struct may_object reach_object(struct req *rq, const struct reach *reach, int64_t team,
                               bool confidential, bool granted)
{
    const struct team_above_row *row = reach->above.row;
    struct may_object o = { .confidential = confidential, .granted = granted };
    int64_t *teams = ARENA_ARRAY(rq->a, int64_t, reach->above.n);

    o.teams = teams;
    for (size_t i = 0; i < reach->above.n; i++)
        if (row[i].team_id == team)
            teams[o.n_teams++] = row[i].above_id;
    /* A team that is not in the tree is nobody's. */
    o.barred = o.n_teams == 0;
    return o;
}
