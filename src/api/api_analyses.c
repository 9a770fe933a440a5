/*
 * Analyses of records, reviews of top management, and figures that were released to the appraisal
 * of departments, for other systems: as far as the role of the key reaches. [8.2-d] [items 113,
 * 114]
 */
#include "api/api.h"

#include "api/api_leading.h"
#include "api/api_page.h"
#include "db/improvement_sql.h"
#include "edge/names.h"
#include "improvement/leading.h"
#include "improvement/look_page.h"

#include <string.h>

static const struct field analysis_fields[] = {
    FIELD(struct api_analysis, id, .required = true, .help = "Its number."),
    FIELD(struct api_analysis, from, .required = true,
          .help = "First day of the period: complaints received from then on."),
    FIELD(struct api_analysis, until, .required = true, .help = "Last day of it."),
    FIELD(struct api_analysis, team, .help = "Name of the department; null: all of them."),
    FIELD(struct api_analysis, class, .help = "Class it is about; null: all."),
    FIELD(struct api_analysis, received, .required = true, .help = "Complaints received."),
    FIELD(struct api_analysis, closed, .required = true, .help = "Closed of them."),
    FIELD(struct api_analysis, decided, .required = true, .help = "With a decision."),
    FIELD(struct api_analysis, upheld, .required = true, .help = "Upheld, also in part."),
    FIELD(struct api_analysis, in_time, .required = true, .help = "Decided in time."),
    FIELD(struct api_analysis, late, .required = true, .help = "Decided late, or not yet."),
    FIELD(struct api_analysis, limits_kept, .required = true, .help = "Time limits kept."),
    FIELD(struct api_analysis, limits_missed, .required = true, .help = "Time limits missed."),
    FIELD(struct api_analysis, limits_excused, .required = true,
          .help = "Missed for causes that are not the department's; in no other number."),
    FIELD(struct api_analysis, came_back, .required = true,
          .help = "Went to a review or was opened again."),
    FIELD(struct api_analysis, said, .required = true,
          .help = "Complainants who said how it was handled."),
    FIELD(struct api_analysis, satisfied, .required = true, .help = "4 or 5 of 5."),
    FIELD(struct api_analysis, not_satisfied, .required = true, .help = "1 or 2 of 5."),
    FIELD(struct api_analysis, weak_points, .required = true, .help = "How many were found."),
    FIELD(struct api_analysis, conclusion, .help = "What follows from it, once it is done."),
    FIELD(struct api_analysis, counted_at, .required = true, .help = "When it was counted."),
    FIELD(struct api_analysis, done_at,
          .help = "When it was done; of an appraisal when it was released."),
};
const struct record api_analysis_record = RECORD(struct api_analysis, analysis_fields);

static const struct field analyses_fields[] = {
    FIELD_ROWS(struct api_analyses, items, &api_analysis_record),
    API_NEXT(struct api_analyses),
};
const struct record api_analyses_record = RECORD(struct api_analyses, analyses_fields);

/* Each kind is a list of its own: a place of one is none in the other. */
static char letter(const char *kind)
{
    return strcmp(kind, KIND_ANALYSIS) == 0 ? 'a' : strcmp(kind, KIND_REVIEW) == 0 ? 'm' : 'p';
}

/* A place is the last day of a period, and the number of what was counted for it. */
static bool place_read(const char *after, const char *kind, struct date *day, int64_t *id,
                       struct err *err)
{
    int64_t first = date_to_days(DAY(1, 1, 1)), last = date_to_days(DAY(9999, 12, 31));
    int64_t days = last;

    *id = INT64_MAX;
    if (!api_place_read(after, letter(kind), &days, id, err))
        return false;
    if (days < first || days > last)
        return api_place_other(err);
    *day = date_from_days(days);
    return true;
}

static bool one_fill(struct req *rq, const struct analysis_row *a, struct api_analysis *out)
{
    int64_t reader = rq->user->kind == USER_STAFF ? rq->user->id : 0;
    struct rows lines = figures_read(rq->a, a->figures.text, reader);
    struct figures_line f = figures_sum(&lines, 0, NULL);

    *out = (struct api_analysis){ .id = a->id,
                                  .from = a->from_on,
                                  .until = a->until_on,
                                  .class = a->class,
                                  .received = f.received,
                                  .closed = f.closed,
                                  .decided = f.decided,
                                  .upheld = f.upheld,
                                  .in_time = f.in_time,
                                  .late = f.late,
                                  .limits_kept = f.kept,
                                  .limits_missed = f.missed,
                                  .limits_excused = f.excused,
                                  .came_back = f.came_back,
                                  .said = f.said,
                                  .satisfied = f.good,
                                  .not_satisfied = f.bad,
                                  .conclusion = look_said(rq, a->conclusion.text),
                                  .counted_at = a->made_at,
                                  .done_at = a->ended_at };
    return edge_team_name(rq, a->team_id, &out->team);
}

static bool points_count(struct req *rq, struct api_analysis *list, size_t n)
{
    const struct counted *c;
    struct rows rows;
    int64_t least = INT64_MAX, most = 0;

    for (size_t i = 0; i < n; i++) {
        least = list[i].id < least ? list[i].id : least;
        most = list[i].id > most ? list[i].id : most;
    }
    if (n == 0)
        return true;
    if (!sql_weak_points_counted(rq->a, rq->db, least, most, &rows, rq->err))
        return false;
    c = rows.row;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < rows.n; k++)
            if (c[k].id == list[i].id)
                list[i].weak_points = c[k].n;
    return true;
}

/* One page of a kind; of appraisals only what was released. */
static bool kind_get(struct req *rq, const char *kind, bool ended)
{
    struct api_page in = { .limit = API_LIMIT };
    struct api_analyses out = { 0 };
    const struct analysis_row *a;
    struct api_analysis *list;
    struct reach reach;
    struct date before;
    struct rows rows;
    size_t shown = 0, limit;
    int64_t id;
    bool more;

    if (!api_credential_good(rq) || !edge_reach(rq, MAY_READ_ANALYSES, &reach) ||
        !api_query(rq, &api_page_record, &in) || !api_limit_read(in.limit, &limit, rq->err) ||
        !place_read(in.after, kind, &before, &id, rq->err) ||
        !sql_analyses_page(rq->a, rq->db, kind, before, id, (int64_t)limit + 1, reach.all,
                           reach.teams, &rows, rq->err) ||
        !rows_open(rq->a, edge_act(rq)->keys, &analysis_table, &rows, rq->err))
        return false;
    more = api_more(&rows, limit);
    a = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_analysis, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        if ((!ended || instant_is_set(a[i].ended_at)) && !one_fill(rq, &a[i], &list[shown++]))
            return false;
    if (more)
        out.next =
            api_place(rq->a, letter(kind), date_to_days(a[rows.n - 1].until_on), a[rows.n - 1].id);
    out.items = (struct rows){ list, shown };
    return points_count(rq, list, shown) && req_json(rq, 200, &api_analyses_record, &out);
}

bool api_analyses_get(struct req *rq)
{
    return kind_get(rq, KIND_ANALYSIS, false);
}

bool api_reviews_get(struct req *rq)
{
    return kind_get(rq, KIND_REVIEW, false);
}

bool api_appraisals_get(struct req *rq)
{
    return kind_get(rq, KIND_APPRAISAL, true);
}
