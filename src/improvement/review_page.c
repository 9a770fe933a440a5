/* /desk/management-reviews: top management looks at a period as a whole: figures, objectives,
 * policy, means, what earlier reviews decided; and says what is done. [8.6-a] [8.6-b] [item 174] */
#include "db/improvement_sql.h"
#include "edge/names.h"
#include "improvement/leading_page.h"

#include <string.h>

enum { REVIEWS_SHOWN = 50 };

bool look_review_due(struct req *rq, const char **out)
{
    const struct procedure *p;
    struct date due;
    bool ever;

    *out = NULL;
    if (!edge_procedure(rq, &p) || !review_due(edge_act(rq), p, &ever, &due, rq->err))
        return false;
    if (ever && !date_is_set(due))
        *out = lang_text(rq->lang, N_("Top management has not held a review yet."));
    else if (ever && date_compare(due, rq->today) < 0)
        *out =
            lang_format(rq->a, rq->lang, N_("Top management should have held a review by {day}."),
                        "day", look_day(rq, due), NULL);
    return true;
}

static const char *state_words(struct req *rq, const struct analysis_row *a)
{
    return instant_is_set(a->ended_at) ? keep_when_who(rq, a->ended_at, a->ended_by)
                                       : lang_text(rq->lang, N_("Under way"));
}

static bool all_show(struct looking *l)
{
    static const char *const heads[] = { N_("Done") };
    const struct analysis_row *a;
    struct req *rq = l->m.rq;
    struct look_table *t;
    struct reach reach;
    struct rows rows;

    if (!look_review_due(rq, &l->page.warning) || !edge_reach(rq, MAY_READ_ANALYSES, &reach) ||
        !sql_analyses_page(rq->a, rq->db, KIND_REVIEW, DAY(9999, 12, 31), INT64_MAX, REVIEWS_SHOWN,
                           reach.all, reach.teams, &rows, rq->err))
        return false;
    a = rows.row;
    t = look_table(l, N_("Reviews"), N_("Period"), heads, COUNT(heads), rows.n);
    t->empty = lang_text(rq->lang, N_("No review was held yet."));
    for (size_t i = 0; i < rows.n; i++) {
        struct look_row *row = look_row(l, t, look_period(rq, a[i].from_on, a[i].until_on));
        row->href = arena_printf(rq->a, REVIEWS "/%" PRId64, a[i].id);
        look_cell(row, 0, state_words(rq, &a[i]));
    }
    if (may(rq->user, MAY_LEAD, NULL)) {
        struct settings s = settings_form(rq, NULL, N_("Begin the review"));
        settings_date(&s, "from", N_("Received from"), NULL, NULL);
        settings_date(&s, "until", N_("until"), N_("A day that is past."), NULL);
        keep_form(&l->m, REVIEWS, "begin", 0, N_("Review a period"),
                  N_("Its figures are counted once and stay as they are."), &s);
    }
    return look_render(l);
}

static bool list_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);

    look_begin(l, rq, N_("Management reviews"));
    return all_show(l);
}

static bool list_post(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    const struct procedure *p;
    struct date from, until;
    int64_t id;

    look_begin(l, rq, N_("Management reviews"));
    if (edge_procedure(rq, &p) && settings_day(rq, "from", &from) &&
        settings_day(rq, "until", &until) &&
        review_begin(edge_act(rq), p, from, until, &id, rq->err))
        return req_redirect(rq, REVIEWS "/%" PRId64, id);
    return keep_refused(&l->m) && all_show(l);
}

/* -- one of them -- */

static bool one_open(struct req *rq, struct analysis_row *out)
{
    struct reach reach;
    int64_t id;

    return settings_id(rq, "review", &id) && edge_reach(rq, MAY_READ_ANALYSES, &reach) &&
           analysis_load(edge_act(rq), KIND_REVIEW, id, out, rq->err) &&
           (reach.all || err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page.")));
}

/* The last one that was done. */
static const struct analysis_row *last_done(const struct rows *rows)
{
    const struct analysis_row *a = rows->row;

    for (size_t i = 0; i < rows->n; i++)
        if (instant_is_set(a[i].ended_at))
            return &a[i];
    return NULL;
}

/* What the review before this one said, and what is still to be done. */
static bool before_show(struct looking *l, const struct analysis_row *a)
{
    const struct corrective_action_row *m;
    struct req *rq = l->m.rq;
    const struct analysis_row *last;
    struct rows rows, open;
    struct look_table *t;

    if (!sql_analyses_page(rq->a, rq->db, KIND_REVIEW, a->until_on, a->id, REVIEWS_SHOWN, true, ",",
                           &rows, rq->err) ||
        !rows_open(rq->a, edge_act(rq)->keys, &analysis_table, &rows, rq->err) ||
        !sql_corrective_actions_open(rq->a, rq->db, rq->user->id, DAY(1, 1, 1), 0, DESK_PAGE, true,
                                     ",", &open, rq->err) ||
        !rows_open(rq->a, edge_act(rq)->keys, &corrective_action_table, &open, rq->err))
        return false;
    last = last_done(&rows);
    look_text(l, N_("What the last review decided"), last ? last->conclusion.text : NULL);
    m = open.row;
    t = look_correctives(l, N_("Corrective actions that are not settled"), open.n);
    t->empty = lang_text(rq->lang, N_("Nothing is to be done."));
    for (size_t i = 0; i < open.n; i++)
        if (!look_corrective(l, t, &m[i]))
            return false;
    return true;
}

static bool forms_show(struct looking *l, const struct analysis_row *a, const struct rows *points)
{
    const char *action = arena_printf(l->m.rq->a, REVIEWS "/%" PRId64, a->id);
    struct settings end = settings_form(l->m.rq, NULL, N_("Finish the review"));

    if (!analysis_point_forms(l, action, points))
        return false;
    keep_area(&end, "process", N_("How complaints are handled"),
              N_("What becomes more effective or simpler; or nothing, and why."));
    keep_area(&end, "products", N_("Products and services"), N_("The same."));
    keep_area(&end, "means", N_("Means"), N_("People, training, equipment, money; the same."));
    keep_form(&l->m, action, "end", 0, N_("What was decided"), NULL, &end);
    return true;
}

/* What a review has to look at, as it is now, while it is under way. */
static bool inputs_show(struct looking *l, const struct analysis_row *a)
{
    const char *policy;

    if (instant_is_set(a->ended_at))
        return true;
    if (!look_policy_due(l->m.rq, &policy))
        return false;
    keep_fact(&l->m, N_("Policy on complaints"),
              policy ? policy : lang_text(l->m.rq->lang, N_("in force, and looked at in time")));
    look_link(l, N_("Significant complaints"), "/desk/significant");
    look_link(l, N_("Analyses of records"), ANALYSES);
    look_link(l, N_("What complainants say, in figures"), "/desk/figures");
    return look_objectives(l, N_("Objectives")) &&
           look_means(l, N_("Means that are asked for or on their way")) && before_show(l, a);
}

static bool one_show(struct looking *l, const struct analysis_row *a)
{
    struct req *rq = l->m.rq;
    const struct procedure *p;
    struct rows points;

    look_back(l, REVIEWS, N_("Management reviews"));
    l->m.page.version = a->version;
    l->m.page.print = true;
    l->m.page.about = look_period(rq, a->from_on, a->until_on);
    keep_fact(&l->m, N_("Figures counted"), keep_when_who(rq, a->made_at, a->made_by));
    keep_fact(&l->m, N_("Done"), state_words(rq, a));
    look_text(l, N_("What was decided"), a->conclusion.text);
    look_add(l, N_("Corrective actions"), CORRECTIVE);
    if (!edge_procedure(rq, &p) || !analysis_figures_show(l, p, a) || !inputs_show(l, a) ||
        !analysis_points_show(l, a, &points))
        return false;
    if (!instant_is_set(a->ended_at) && may(rq->user, MAY_LEAD, NULL) && !forms_show(l, a, &points))
        return false;
    return record_shown(l, &analysis_table, a, 0, &points) && look_render(l);
}

static bool one_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct analysis_row a = { 0 };

    look_begin(l, rq, N_("Management review"));
    return one_open(rq, &a) && one_show(l, &a);
}

static bool one_do(struct req *rq, const struct analysis_row *a)
{
    const struct review_results results = { settings_sent(rq, "process"),
                                            settings_sent(rq, "products"),
                                            settings_sent(rq, "means") };
    const char *what = keep_act(rq);
    const struct procedure *p;

    if (strcmp(what, "weak_point") == 0)
        return weak_point_add(edge_act(rq), a->id, settings_sent(rq, "text"), rq->err);
    if (strcmp(what, "corrective") == 0)
        return analysis_corrective_post(rq, a);
    if (strcmp(what, "end") == 0)
        return edge_procedure(rq, &p) &&
               review_end(edge_act(rq), p, a->id, look_number(rq, "version"), &results, rq->err);
    return keep_act_unknown(rq);
}

static bool one_post(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct analysis_row a = { 0 };

    look_begin(l, rq, N_("Management review"));
    if (!one_open(rq, &a))
        return false;
    if (one_do(rq, &a))
        return look_done(rq, arena_printf(rq->a, REVIEWS "/%" PRId64, a.id));
    return keep_refused(&l->m) && one_show(l, &a);
}

const struct route review_routes[] = {
    { GET, REVIEWS, MAY_READ_ANALYSES, list_get, 0 },
    { POST, REVIEWS, MAY_LEAD, list_post, 0 },
    { GET, REVIEWS "/{review}", MAY_READ_ANALYSES, one_get, 0 },
    { POST, REVIEWS "/{review}", MAY_LEAD, one_post, 0 },
    { 0 },
};
