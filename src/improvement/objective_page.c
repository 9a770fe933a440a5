/* /desk/objectives: what is to be reached and what is reached so far by the figures of the
 * complaints as they are when the page is opened; top management sets and settles them. [6.2-a]
 * [6.2-b] [item 174] */
#include "db/improvement_sql.h"
#include "edge/names.h"
#include "improvement/leading_page.h"

#include <string.h>

enum { ENDED_SHOWN = 20 };

static const char *target_words(struct req *rq, const struct objective_row *o)
{
    return lang_format(rq->a, rq->lang, N_("{words} {share}%"), "words",
                       desk_word(rq, &measure_words, o->measure), "share",
                       lang_number(rq->a, rq->lang, o->target), NULL);
}

/* Of the whole organisation for everybody, of a department for who reads its analyses or works in
 * it. */
static bool seen(const struct reach *read, const struct user *user, int64_t team)
{
    if (team == 0 || look_reached(read, team))
        return true;
    for (size_t i = 0; i < user->n_roles; i++)
        if (user->roles[i].team == team)
            return true;
    return false;
}

/* What a page has counted: objectives of one period and team have their sums in common. */
struct counting {
    struct counted_one {
        struct date from, until;
        int64_t team;
        struct figures_line sum;
    } list[OBJECTIVES_OPEN];
    size_t n;
};

static const struct figures_line *counted(const struct counting *c, const struct objective_row *o)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->list[i].team == o->team_id && date_compare(c->list[i].from, o->from_on) == 0 &&
            date_compare(c->list[i].until, o->until_on) == 0)
            return &c->list[i].sum;
    return NULL;
}

static bool count(struct req *rq, struct counting *c, const struct objective_row *o,
                  const struct figures_line **out)
{
    struct counted_one one = { o->from_on, o->until_on, o->team_id, { 0 } };
    const struct procedure *p;

    *out = counted(c, o);
    if (*out)
        return true;
    if (!edge_procedure(rq, &p) ||
        !objective_count(edge_act(rq), p, o, rq->user->id, &one.sum, rq->err))
        return false;
    c->list[c->n++] = one;
    *out = &c->list[c->n - 1].sum;
    return true;
}

static const char *reached_words(struct req *rq, const struct objective_row *o,
                                 const struct figures_line *sum, bool *missed)
{
    struct reached r = objective_reached(o, sum);
    bool over = date_compare(o->until_on, rq->today) < 0;
    const char *words;

    *missed = r.whole > 0 && !r.met;
    if (r.whole == 0)
        return "–";
    words = r.met  ? N_("{reached}: reached")
            : over ? N_("{reached}: missed")
                   : N_("{reached}: not yet");
    return lang_format(rq->a, rq->lang, words, "reached", look_share(rq, r.part, r.whole), NULL);
}

static bool objective_line(struct looking *l, struct look_table *t, const struct objective_row *o,
                           struct counting *c)
{
    const char *who = NULL, *team = NULL;
    const struct figures_line *sum;
    struct req *rq = l->m.rq;
    struct look_row *row;

    if (!edge_staff_name(rq, o->owner_id, &who) || !look_team_name(rq, o->team_id, &team))
        return false;
    row = look_row(l, t, target_words(rq, o));
    row->href = arena_printf(rq->a, OBJECTIVES "/%" PRId64, o->id);
    look_cell(row, 0, team);
    look_cell(row, 1, look_period(rq, o->from_on, o->until_on));
    look_cell(row, 2, who);
    if (instant_is_set(o->ended_at)) {
        look_cell(row, 3, lang_text(rq->lang, N_("Settled")));
        return true;
    }
    if (!count(rq, c, o, &sum))
        return false;
    look_cell(row, 3, reached_words(rq, o, sum, &row->late));
    return true;
}

static bool lines(struct looking *l, struct rows *rows, const char *title, const char *empty)
{
    static const char *const heads[] = { N_("Of whom"), N_("Period"), N_("Who answers for it"),
                                         N_("So far") };
    struct req *rq = l->m.rq;
    const struct objective_row *o = rows->row;
    struct counting *c = ARENA_NEW(rq->a, struct counting);
    struct look_table *t;
    struct reach read;

    if (!edge_reach(rq, MAY_READ_ANALYSES, &read))
        return false;
    t = look_table(l, title, N_("Objective"), heads, COUNT(heads), rows->n);
    t->empty = lang_text(rq->lang, empty);
    for (size_t i = 0; i < rows->n; i++)
        if (seen(&read, rq->user, o[i].team_id) && !objective_line(l, t, &o[i], c))
            return false;
    return true;
}

bool look_objectives(struct looking *l, const char *title)
{
    struct req *rq = l->m.rq;
    struct rows rows;

    return sql_objectives_open(rq->a, rq->db, OBJECTIVES_OPEN, &rows, rq->err) &&
           lines(l, &rows, title, N_("No objective is set."));
}

static bool set_form(struct looking *l)
{
    struct settings s = settings_form(l->m.rq, NULL, N_("Set the objective"));
    struct req *rq = l->m.rq;
    struct choice *measures = ARENA_ARRAY(rq->a, struct choice, measure_words.n), *teams, *people;
    size_t n = 0, n_teams, n_people;

    for (int i = 1; i < measure_words.n; i++)
        measures[n++] =
            (struct choice){ .value = measure_words.word[i].code,
                             .label = lang_text(rq->lang, measure_words.word[i].label) };
    if (!look_teams(rq, MAY_READ_ANALYSES, &teams, &n_teams) ||
        !look_people(rq, &people, &n_people))
        return false;
    settings_select(&s, "measure", N_("What is measured"), NULL, measures, n, NULL);
    settings_text(&s, "target", N_("Of a hundred"), NULL, NULL);
    settings_select(&s, "team", N_("Of whom"), NULL, teams, n_teams, NULL);
    settings_date(&s, "from", N_("Complaints received from"), NULL, NULL);
    settings_date(&s, "until", N_("until"), NULL, NULL);
    settings_select(&s, "owner", N_("Who answers for it"), NULL, people, n_people, NULL);
    keep_area(&s, "why", N_("Why, and what is done for it"), N_("In keeping with the policy."));
    keep_form(&l->m, OBJECTIVES, "set", 0, N_("Set an objective"), NULL, &s);
    return true;
}

static bool all_show(struct looking *l)
{
    struct req *rq = l->m.rq;
    struct rows ended;

    look_back(l, "/desk/procedure", N_("Procedure"));
    l->m.page.intro =
        lang_text(rq->lang, N_("What was reached is counted from the complaints. Where it is not "
                               "enough, a corrective action is due."));
    if (!look_objectives(l, N_("Under way")) ||
        !sql_objectives_ended(rq->a, rq->db, ENDED_SHOWN, &ended, rq->err) ||
        !lines(l, &ended, N_("Settled"), N_("None yet.")))
        return false;
    look_link(l, N_("Policy on complaints"), POLICY);
    look_link(l, N_("Corrective actions"), CORRECTIVE);
    if (may(rq->user, MAY_LEAD, NULL) && !set_form(l))
        return false;
    return look_render(l);
}

static bool list_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);

    look_begin(l, rq, N_("Objectives"));
    return all_show(l);
}

static bool set_do(struct req *rq)
{
    struct objective_form form = { .measure = settings_sent(rq, "measure"),
                                   .team = look_number(rq, "team"),
                                   .owner = look_number(rq, "owner"),
                                   .why = settings_sent(rq, "why") };
    const struct procedure *p;
    struct reach read;

    return edge_procedure(rq, &p) && edge_reach(rq, MAY_READ_ANALYSES, &read) &&
           (look_reached(&read, form.team) ||
            err_field(rq->err, "team", N_("Choose a department of yours."))) &&
           settings_number(rq, "target", 0, 100, &form.target) &&
           settings_day(rq, "from", &form.from) && settings_day(rq, "until", &form.until) &&
           objective_set(edge_act(rq), p, &form, rq->err);
}

static bool list_post(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);

    look_begin(l, rq, N_("Objectives"));
    if (strcmp(keep_act(rq), "set") == 0 ? set_do(rq) : keep_act_unknown(rq))
        return look_done(rq, OBJECTIVES);
    return keep_refused(&l->m) && all_show(l);
}

/* -- one of them -- */

static bool one_open(struct req *rq, struct objective_row *out)
{
    struct reach read;
    int64_t id;

    return settings_id(rq, "objective", &id) && edge_reach(rq, MAY_READ_ANALYSES, &read) &&
           objective_load(edge_act(rq), id, out, rq->err) &&
           (seen(&read, rq->user, out->team_id) ||
            err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page.")));
}

static bool one_show(struct looking *l, const struct objective_row *o)
{
    const char *who = NULL, *team = NULL;
    struct figures_line sum;
    struct req *rq = l->m.rq;
    const struct procedure *p;
    bool missed = false;

    if (!edge_staff_name(rq, o->owner_id, &who) || !look_team_name(rq, o->team_id, &team) ||
        !edge_procedure(rq, &p) ||
        !objective_count(edge_act(rq), p, o, rq->user->id, &sum, rq->err))
        return false;
    look_back(l, OBJECTIVES, N_("Objectives"));
    l->m.page.title = target_words(rq, o);
    l->m.page.version = o->version;
    keep_fact(&l->m, N_("So far"), reached_words(rq, o, &sum, &missed));
    keep_fact(&l->m, N_("Of whom"), team);
    keep_fact(&l->m, N_("Period"), look_period(rq, o->from_on, o->until_on));
    keep_fact(&l->m, N_("Who answers for it"), who);
    keep_fact(&l->m, N_("Set"), keep_when_who(rq, o->at, o->by_id));
    keep_fact(&l->m, N_("Settled"), keep_when_who(rq, o->ended_at, o->ended_by));
    look_text(l, N_("Why, and what is done for it"), o->why.text);
    look_text(l, N_("What follows from it"), o->ended_text.text);
    if (missed && !instant_is_set(o->ended_at)) {
        l->page.warning = lang_text(rq->lang, N_("This is not reached. Look at the records of the "
                                                 "period, and have something done about it."));
        l->page.warning_href = may(rq->user, MAY_ANALYSE, NULL) ? ANALYSES "/new" : NULL;
    }
    if (!instant_is_set(o->ended_at) && may(rq->user, MAY_LEAD, NULL)) {
        struct settings s = settings_form(rq, NULL, N_("Settle it"));
        keep_area(&s, "text", N_("What follows from it"), NULL);
        keep_form(&l->m, arena_printf(rq->a, OBJECTIVES "/%" PRId64, o->id), "end", 0,
                  N_("Settle the objective"),
                  N_("After its period; or before, when it is given up or another one is set."),
                  &s);
    }
    return record_shown(l, &objective_table, o, o->team_id, NULL) && look_render(l);
}

static bool one_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct objective_row o = { 0 };

    look_begin(l, rq, NULL);
    return one_open(rq, &o) && one_show(l, &o);
}

static bool one_post(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct objective_row o = { 0 };

    look_begin(l, rq, NULL);
    if (!one_open(rq, &o))
        return false;
    if (strcmp(keep_act(rq), "end") == 0
            ? objective_end(edge_act(rq), o.id, look_number(rq, "version"),
                            settings_sent(rq, "text"), rq->err)
            : keep_act_unknown(rq))
        return look_done(rq, arena_printf(rq->a, OBJECTIVES "/%" PRId64, o.id));
    return keep_refused(&l->m) && one_show(l, &o);
}

const struct route objective_routes[] = {
    { GET, OBJECTIVES, MAY_READ_OBJECTIVES, list_get, 0 },
    { POST, OBJECTIVES, MAY_LEAD, list_post, 0 },
    { GET, OBJECTIVES "/{objective}", MAY_READ_OBJECTIVES, one_get, 0 },
    { POST, OBJECTIVES "/{objective}", MAY_LEAD, one_post, 0 },
    { 0 },
};
