/* GET /desk/department: what a manager has to know of their own department: its complaints,
 * what is to be done, what was found, what is due. [5.4.3-a] [item 177] */
#include "base/buf.h"
#include "db/improvement_sql.h"
#include "desk/sums.h"
#include "edge/counts.h"
#include "edge/names.h"
#include "improvement/look_page.h"
#include "improvement/representative_page.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 10 };

/* One that was asked for, as far as it is within reach; else the reader's own. */
static bool team_asked(struct req *rq, const struct reach *reach, int64_t *out)
{
    const char *asked = form_text(rq->query, "team");

    *out = asked ? strtoll(asked, NULL, 10) : look_own_team(rq);
    return look_reached(reach, *out) ||
           err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

/* The same reach, of one team and those below it. */
static struct reach below(struct req *rq, const struct reach *reach, int64_t team)
{
    const struct team_above_row *row = reach->above.row;
    int64_t *list = ARENA_ARRAY(rq->a, int64_t, reach->above.n);
    struct buf b = buf_new(rq->a);
    struct reach out = *reach;

    out.n_teams = 0;
    buf_char(&b, ',');
    for (size_t i = 0; i < reach->above.n; i++)
        if (row[i].above_id == team && (reach->all || reach_team(reach, row[i].team_id))) {
            list[out.n_teams++] = row[i].team_id;
            buf_printf(&b, "%" PRId64 ",", row[i].team_id);
        }
    out.all = reach->all && out.n_teams == reach->n_teams;
    out.team = list;
    out.teams = buf_text(&b);
    out.none = out.n_teams == 0;
    return out;
}

/* A row for each team, from the counters: it costs the same however many complaints there are, and
 * what is open is the list that its name opens. */
static bool figures_show(struct looking *l, const struct reach *reach)
{
    static const char *const heads[] = { N_("Received this month"), N_("Open"), N_("Overdue") };
    struct req *rq = l->m.rq;
    struct date month = DAY(rq->today.year, rq->today.month, 1);
    struct look_table *t;
    struct rows all, now;

    if (!sums_read(rq, reach, (struct date){ 0 }, (struct date){ 0 }, &all) ||
        !sums_read(rq, reach, month, rq->today, &now))
        return false;
    t = look_table(l, N_("Complaints"), N_("Department"), heads, COUNT(heads), reach->n_teams);
    t->numbers = true;
    for (size_t i = 0; i < reach->n_teams; i++) {
        struct sum open = sums_of(&all, reach->team[i], NULL);
        struct look_row *row;
        const char *name = NULL;
        if (!edge_team_name(rq, reach->team[i], &name))
            return false;
        row = look_row(l, t, name);
        row->href = arena_printf(rq->a, "/desk/queues/open?team=%" PRId64, reach->team[i]);
        row->late = open.overdue > 0;
        look_cell(row, 0, keep_number(rq, sums_of(&now, reach->team[i], NULL).received));
        look_cell(row, 1, keep_number(rq, open.open));
        look_cell(row, 2, keep_number(rq, open.overdue));
    }
    return true;
}

static bool actions_show(struct looking *l, const struct reach *reach)
{
    const struct corrective_action_row *m;
    struct req *rq = l->m.rq;
    struct look_table *t;
    struct rows rows;

    if (!sql_corrective_actions_open(rq->a, rq->db, rq->user->id, DAY(1, 1, 1), 0, SHOWN,
                                     reach->all, reach->teams, &rows, rq->err) ||
        !rows_open(rq->a, edge_act(rq)->keys, &corrective_action_table, &rows, rq->err))
        return false;
    m = rows.row;
    t = look_correctives(l, N_("Corrective actions of the department, and yours"), rows.n);
    t->empty = lang_text(rq->lang, N_("Nothing is to be done."));
    for (size_t i = 0; i < rows.n; i++)
        if (!look_corrective(l, t, &m[i]))
            return false;
    return true;
}

static bool analyses_show(struct looking *l, const struct reach *reach)
{
    static const char *const heads[] = { N_("Of whom") };
    struct req *rq = l->m.rq;
    const struct analysis_row *a;
    struct look_table *t;
    struct rows rows;

    if (!sql_analyses_page(rq->a, rq->db, KIND_ANALYSIS, DAY(9999, 12, 31), INT64_MAX, 5,
                           reach->all, reach->teams, &rows, rq->err))
        return false;
    a = rows.row;
    t = look_table(l, N_("What was found in the records"), N_("Period"), heads, COUNT(heads),
                   rows.n);
    t->empty = lang_text(rq->lang, N_("No period was looked at yet."));
    for (size_t i = 0; i < rows.n; i++) {
        struct look_row *row = look_row(l, t, look_period(rq, a[i].from_on, a[i].until_on));
        const char *name = NULL;
        if (!look_team_name(rq, a[i].team_id, &name))
            return false;
        row->href = arena_printf(rq->a, ANALYSES "/%" PRId64, a[i].id);
        look_cell(row, 0, name);
    }
    return true;
}

/* Awareness: what everybody who leads a department has to know. */
static bool know_show(struct looking *l)
{
    struct req *rq = l->m.rq;
    const char *who = NULL, *duties;

    if (!representative_words(rq, &who, &duties))
        return false;
    look_text(
        l, N_("What to know"),
        lang_text(rq->lang,
                  N_("Complaints are welcome: they show where customers are let down. See that "
                     "everybody in your department knows how a complaint is taken down and passed "
                     "on, that what went wrong is put right and its cause goes, and that the "
                     "records are complete before the process is looked at again.")));
    keep_fact(&l->m, N_("Management representative"),
              who ? who : lang_text(rq->lang, N_("nobody at the moment")));
    return true;
}

static bool department_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct reach reach, own;
    const char *name = NULL;
    int64_t team;

    look_begin(l, rq, N_("My department"));
    if (!edge_reach(rq, MAY_READ_ANALYSES, &reach) || !team_asked(rq, &reach, &team) ||
        !edge_team_name(rq, team, &name))
        return false;
    own = below(rq, &reach, team);
    l->m.page.about = name;
    l->page.warning_href = ANALYSES;
    if (!look_analysis_due(rq, team, &l->page.warning) || !figures_show(l, &own) ||
        !actions_show(l, &own) || !analyses_show(l, &own) || !know_show(l))
        return false;
    look_add(l, N_("Analyses of records"), ANALYSES);
    look_add(l, N_("Figures"), "/desk/figures");
    look_link(l, N_("Figures for the appraisal of departments"), APPRAISAL);
    look_link(l, N_("Complaint meetings"), MEETINGS);
    look_link(l, N_("Dates to keep"), "/desk/deadlines");
    look_link(l, N_("Procedure, and who answers for what"), "/desk/procedure");
    return look_render(l);
}

const struct route department_routes[] = {
    { GET, DEPARTMENT, MAY_READ_ANALYSES, department_get, 0 },
    { 0 },
};
