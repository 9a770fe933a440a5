/* GET /api/v1/policies, objectives and means: the pages of top management, for other systems.
 * [4.2-a] [6.2-a] [6.4-a] [item 174] */
#include "api/api_leading.h"

#include "api/api.h"
#include "api/api_page.h"
#include "base/buf.h"
#include "db/improvement_sql.h"
#include "edge/names.h"
#include "improvement/leading_page.h"

static const struct field policy_fields_api[] = {
    FIELD(struct api_policy, id, .required = true, .help = "Its number."),
    FIELD(struct api_policy, in_force, .required = true, .help = "It is the one that holds today."),
    FIELD(struct api_policy, from, .required = true, .help = "It holds from that day."),
    FIELD(struct api_policy, review_by, .required = true, .help = "By then it is looked at again."),
    FIELD(struct api_policy, text_en, .help = "English; null: not in this language."),
    FIELD(struct api_policy, text_zh_hans, .help = "Chinese, simplified."),
    FIELD(struct api_policy, text_zh_hant, .help = "Chinese, traditional."),
    FIELD(struct api_policy, text_vi, .help = "Vietnamese."),
    FIELD(struct api_policy, adopted_at, .required = true, .help = "When it was adopted."),
    FIELD(struct api_policy, adopted_by, .help = "Name of who stands for it."),
};
static const struct record api_policy_record = RECORD(struct api_policy, policy_fields_api);
static const struct field policies_fields[] = {
    FIELD_ROWS(struct api_policies, items, &api_policy_record),
};
const struct record api_policies_record = RECORD(struct api_policies, policies_fields);

static const struct field objective_fields[] = {
    FIELD(struct api_objective, id, .required = true, .help = "Its number."),
    FIELD(struct api_objective, measure, .required = true,
          .help = "in_time, limits or satisfied: at least; came_back: at most."),
    FIELD(struct api_objective, target, .required = true, .help = "Of a hundred."),
    FIELD(struct api_objective, team, .help = "Name of the department; null: all of them."),
    FIELD(struct api_objective, from, .required = true,
          .help = "First day of the period: complaints received from then on."),
    FIELD(struct api_objective, until, .required = true, .help = "Last day of it."),
    FIELD(struct api_objective, owner, .help = "Name of who answers for it."),
    FIELD(struct api_objective, why, .help = "And what is done for it."),
    FIELD(struct api_objective, part, .required = true, .help = "What was reached so far, of:"),
    FIELD(struct api_objective, whole, .required = true, .help = "So many; 0: nothing yet."),
    FIELD(struct api_objective, reached, .required = true, .help = "That is enough."),
    FIELD(struct api_objective, set_at, .required = true, .help = "When it was set."),
    FIELD(struct api_objective, set_by, .help = "By whom."),
    FIELD(struct api_objective, settled_at, .help = "When it was settled; null: under way."),
    FIELD(struct api_objective, settled_by, .help = "By whom."),
    FIELD(struct api_objective, conclusion, .help = "What follows from it."),
};
static const struct record api_objective_record = RECORD(struct api_objective, objective_fields);
static const struct field objectives_fields[] = {
    FIELD_ROWS(struct api_objectives, items, &api_objective_record),
    API_NEXT(struct api_objectives),
};
const struct record api_objectives_record = RECORD(struct api_objectives, objectives_fields);

static const struct field means_fields[] = {
    FIELD(struct api_means, id, .required = true, .help = "Its number."),
    FIELD(struct api_means, kind, .required = true,
          .help = "A group of the standard, such as people, training or money."),
    FIELD(struct api_means, team, .help = "Name of the department; null: all of them."),
    FIELD(struct api_means, what, .required = true, .help = "What is needed, and why."),
    FIELD(struct api_means, state, .required = true, .help = "asked, granted, declined or there."),
    FIELD(struct api_means, asked_at, .required = true, .help = "When it was asked for."),
    FIELD(struct api_means, asked_by, .help = "By whom."),
    FIELD(struct api_means, answered_at, .help = "When top management answered."),
    FIELD(struct api_means, answered_by, .help = "Who of it."),
    FIELD(struct api_means, answer, .help = "How it is done, or why not."),
    FIELD(struct api_means, due_on, .help = "Granted: until when it is to be there."),
    FIELD(struct api_means, there_at, .help = "When it was there."),
};
static const struct record api_means_record = RECORD(struct api_means, means_fields);
static const struct field means_list_fields[] = {
    FIELD_ROWS(struct api_means_list, items, &api_means_record),
    API_NEXT(struct api_means_list),
};
const struct record api_means_list_record = RECORD(struct api_means_list, means_list_fields);

/* -- the policy -- */

bool api_policies_get(struct req *rq)
{
    struct api_policies out = { 0 };
    struct policy_row now = { 0 };
    const struct policy_row *row;
    const struct procedure *p;
    struct api_policy *list;
    struct rows rows;
    bool there;

    if (!api_credential_good(rq) || !edge_procedure(rq, &p) ||
        !policy_now(edge_act(rq), p, &now, &there, rq->err) ||
        !sql_policies(rq->a, rq->db, &rows, rq->err))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_policy, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) {
        list[i] = (struct api_policy){ .id = row[i].id,
                                       .in_force = there && row[i].id == now.id,
                                       .from = row[i].from_on,
                                       .review_by = row[i].review_on,
                                       .text_en = row[i].text_en,
                                       .text_zh_hans = row[i].text_zh_hans,
                                       .text_zh_hant = row[i].text_zh_hant,
                                       .text_vi = row[i].text_vi,
                                       .adopted_at = row[i].at };
        if (!edge_staff_name(rq, row[i].by_id, &list[i].adopted_by))
            return false;
    }
    out.items = (struct rows){ list, rows.n };
    return req_json(rq, 200, &api_policies_record, &out);
}

/* -- pages by number, the newest first -- */

struct paging {
    size_t limit;
    int64_t before;
};

static bool paging_read(struct req *rq, char list, struct paging *out)
{
    struct api_page in = { .limit = API_LIMIT };
    int64_t place = 0;

    out->before = INT64_MAX;
    return api_query(rq, &api_page_record, &in) && api_limit_read(in.limit, &out->limit, rq->err) &&
           api_place_read(in.after, list, &place, &out->before, rq->err) &&
           (place == 0 || api_place_other(rq->err));
}

/* The teams somebody works in, between commas: their objectives are theirs to know. */
static const char *own_teams(struct req *rq)
{
    struct buf b = buf_new(rq->a);

    buf_char(&b, ',');
    if (rq->user->kind == USER_KEY && rq->user->key_team != 0)
        buf_printf(&b, "%" PRId64 ",", rq->user->key_team);
    for (size_t i = 0; i < rq->user->n_roles; i++)
        buf_printf(&b, "%" PRId64 ",", rq->user->roles[i].team);
    return buf_text(&b);
}

static bool objective_fill(struct req *rq, const struct procedure *p, const struct objective_row *o,
                           struct api_objective *out)
{
    int64_t reader = rq->user->kind == USER_STAFF ? rq->user->id : 0;
    struct figures_line sum;
    struct reached r;

    if (!objective_count(edge_act(rq), p, o, reader, &sum, rq->err))
        return false;
    r = objective_reached(o, &sum);
    *out = (struct api_objective){ .id = o->id,
                                   .measure = o->measure,
                                   .target = o->target,
                                   .from = o->from_on,
                                   .until = o->until_on,
                                   .why = look_said(rq, o->why.text),
                                   .part = r.part,
                                   .whole = r.whole,
                                   .reached = r.met,
                                   .set_at = o->at,
                                   .settled_at = o->ended_at,
                                   .conclusion = look_said(rq, o->ended_text.text) };
    return edge_team_name(rq, o->team_id, &out->team) &&
           edge_staff_name(rq, o->owner_id, &out->owner) &&
           edge_staff_name(rq, o->by_id, &out->set_by) &&
           edge_staff_name(rq, o->ended_by, &out->settled_by);
}

bool api_objectives_get(struct req *rq)
{
    struct api_objectives out = { 0 };
    const struct objective_row *o;
    const struct procedure *p;
    struct api_objective *list;
    struct reach reach;
    struct paging page;
    struct rows rows;
    bool more;

    if (!api_credential_good(rq) || !edge_reach(rq, MAY_READ_ANALYSES, &reach) ||
        !paging_read(rq, 'o', &page) || !edge_procedure(rq, &p) ||
        !sql_objectives_page(rq->a, rq->db, page.before, (int64_t)page.limit + 1, own_teams(rq),
                             reach.all, reach.teams, &rows, rq->err) ||
        !rows_open(rq->a, edge_act(rq)->keys, &objective_table, &rows, rq->err))
        return false;
    more = api_more(&rows, page.limit);
    o = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_objective, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        if (!objective_fill(rq, p, &o[i], &list[i]))
            return false;
    out.items = (struct rows){ list, rows.n };
    out.next = more ? api_place(rq->a, 'o', 0, o[rows.n - 1].id) : NULL;
    return req_json(rq, 200, &api_objectives_record, &out);
}

static bool means_fill(struct req *rq, const struct resource_row *r, struct api_means *out)
{
    *out = (struct api_means){ .id = r->id,
                               .kind = r->kind,
                               .what = look_said(rq, r->what.text),
                               .state = r->state,
                               .asked_at = r->at,
                               .answered_at = r->answered_at,
                               .answer = look_said(rq, r->answer.text),
                               .due_on = r->due_on,
                               .there_at = r->there_at };
    return edge_team_name(rq, r->team_id, &out->team) &&
           edge_staff_name(rq, r->by_id, &out->asked_by) &&
           edge_staff_name(rq, r->answered_by, &out->answered_by);
}

bool api_means_get(struct req *rq)
{
    struct api_means_list out = { 0 };
    const struct resource_row *r;
    struct api_means *list;
    struct reach reach;
    struct paging page;
    struct rows rows;
    bool more;

    if (!api_credential_good(rq) || !edge_reach(rq, MAY_READ_ANALYSES, &reach) ||
        !paging_read(rq, 'r', &page) ||
        !sql_resources_page(rq->a, rq->db, page.before, (int64_t)page.limit + 1, reach.all,
                            reach.teams, &rows, rq->err) ||
        !rows_open(rq->a, edge_act(rq)->keys, &resource_table, &rows, rq->err))
        return false;
    more = api_more(&rows, page.limit);
    r = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_means, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        if (!means_fill(rq, &r[i], &list[i]))
            return false;
    out.items = (struct rows){ list, rows.n };
    out.next = more ? api_place(rq->a, 'r', 0, r[rows.n - 1].id) : NULL;
    return req_json(rq, 200, &api_means_list_record, &out);
}
