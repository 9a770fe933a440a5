/* /desk/analyses: periods whose records were looked at together, the next one that is due, and each
 * with its figures, weak points and corrective actions. [8.2-d] [item 113] */
#include "db/improvement_sql.h"
#include "desk/choices.h"
#include "edge/names.h"
#include "improvement/look_page.h"

#include <stdlib.h>
#include <string.h>

static const char *class_words(struct req *rq, const struct procedure *p, const char *class)
{
    return class ? desk_class_label(rq, p, class) : lang_text(rq->lang, N_("All classes"));
}

static const char *state_words(struct req *rq, const struct analysis_row *a)
{
    return instant_is_set(a->ended_at) ? keep_when_who(rq, a->ended_at, a->ended_by)
                                       : lang_text(rq->lang, N_("Under way"));
}

/* -- the list -- */

/* The place in a list that is read on: a day and an id. */
static void place_read(const struct req *rq, struct date *day, int64_t *id)
{
    const char *before = form_text(rq->query, "before"), *at = form_text(rq->query, "at");

    *id = before ? strtoll(before, NULL, 10) : INT64_MAX;
    if (!at || !date_parse(at, strlen(at), day))
        *day = DAY(9999, 12, 31);
}

static bool periods_list(struct looking *l, const struct rows *rows)
{
    static const char *const heads[] = { N_("Of whom"), N_("Class"), N_("Done") };
    size_t n = rows->n < DESK_PAGE ? rows->n : DESK_PAGE;
    struct look_table *t =
        look_table(l, N_("Periods looked at"), N_("Period"), heads, COUNT(heads), n);
    const struct analysis_row *a = rows->row;
    struct req *rq = l->m.rq;
    const struct procedure *p;
    char day[DATE_TEXT];

    t->empty = lang_text(rq->lang, N_("No period was looked at yet."));
    if (!edge_procedure(rq, &p))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct look_row *row = look_row(l, t, look_period(rq, a[i].from_on, a[i].until_on));
        const char *team;
        if (!look_team_name(rq, a[i].team_id, &team))
            return false;
        row->href = arena_printf(rq->a, ANALYSES "/%" PRId64, a[i].id);
        look_cell(row, 0, team);
        look_cell(row, 1, class_words(rq, p, a[i].class));
        look_cell(row, 2, state_words(rq, &a[i]));
    }
    if (rows->n > n) {
        date_text(a[n - 1].until_on, day);
        look_link(l, N_("Earlier ones"),
                  arena_printf(rq->a, ANALYSES "?at=%s&before=%" PRId64, day, a[n - 1].id));
    }
    return true;
}

static bool list_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct reach reach;
    struct date before;
    struct rows rows;
    int64_t id;

    look_begin(l, rq, N_("Analyses of records"));
    place_read(rq, &before, &id);
    if (!edge_reach(rq, MAY_READ_ANALYSES, &reach) ||
        !sql_analyses_page(rq->a, rq->db, KIND_ANALYSIS, before, id, DESK_PAGE + 1, reach.all,
                           reach.teams, &rows, rq->err) ||
        !look_analysis_due(rq, look_own_team(rq), &l->page.warning) || !periods_list(l, &rows))
        return false;
    l->m.page.intro =
        lang_text(rq->lang, N_("At set intervals all records of a period are looked at together: "
                               "where is it weak, and what is done so that it does not happen "
                               "again?"));
    if (may(rq->user, MAY_ANALYSE, NULL))
        look_add(l, N_("Look at a period"), ANALYSES "/new");
    look_link(l, N_("Corrective actions"), CORRECTIVE);
    look_link(l, N_("Figures for the appraisal of departments"), APPRAISAL);
    look_link(l, N_("Complaint meetings"), MEETINGS);
    return look_render(l);
}

/* -- a new one -- */

static const char *iso(struct req *rq, struct date d)
{
    char text[DATE_TEXT];

    date_text(d, text);
    return arena_str(rq->a, text);
}

static bool new_show(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Look at a period"), N_("Count its figures"));
    struct date last = date_add(DAY(rq->today.year, rq->today.month, 1), -1);
    const struct choice *given;
    struct choice *teams, *classes;
    const struct answer *codes;
    const struct procedure *p;
    size_t n, n_classes = 0;

    if (!edge_procedure(rq, &p) || !look_teams(rq, MAY_ANALYSE, &teams, &n))
        return false;
    codes = choices_codes(rq, p, desk_class_list(p));
    given = codes->choices.row;
    classes = ARENA_ARRAY(rq->a, struct choice, codes->choices.n + 1);
    classes[n_classes++] =
        (struct choice){ .value = "", .label = lang_text(rq->lang, N_("All classes")) };
    for (size_t i = 0; i < codes->choices.n; i++)
        if (given[i].value && *given[i].value)
            classes[n_classes++] = given[i];
    s.intro = lang_text(rq->lang, N_("The figures are counted now and stay as they are."));
    s.action = ANALYSES "/new";
    s.back = ANALYSES;
    settings_date(&s, "from", N_("Received from"), NULL, iso(rq, DAY(last.year, last.month, 1)));
    settings_date(&s, "until", N_("until"), N_("A day that is past."), iso(rq, last));
    settings_select(&s, "team", N_("Of whom"), N_("With the departments below it."), teams, n,
                    NULL);
    settings_select(&s, "class", N_("Class"), NULL, classes, n_classes, NULL);
    return settings_show(&s);
}

static bool team_within(struct req *rq, int64_t team)
{
    struct reach reach;

    return edge_reach(rq, MAY_ANALYSE, &reach) &&
           (look_reached(&reach, team) ||
            err_field(rq->err, "team", N_("Choose a department of yours.")));
}

static bool new_post(struct req *rq)
{
    struct analysis_form form = { .team = look_number(rq, "team"),
                                  .class = settings_sent(rq, "class") };
    const struct procedure *p;
    int64_t id;

    if (edge_procedure(rq, &p) && team_within(rq, form.team) &&
        settings_day(rq, "from", &form.from) && settings_day(rq, "until", &form.until) &&
        analysis_make(edge_act(rq), p, &form, &id, rq->err))
        return req_redirect(rq, ANALYSES "/%" PRId64, id);
    return new_show(rq);
}

/* -- one of them -- */

/* What the reader may do `what` with; otherwise as when there is none. */
static bool one_open(struct req *rq, enum may what, struct analysis_row *out)
{
    struct reach reach;
    int64_t id;

    return settings_id(rq, "analysis", &id) && edge_reach(rq, what, &reach) &&
           analysis_load(edge_act(rq), KIND_ANALYSIS, id, out, rq->err) &&
           (look_reached(&reach, out->team_id) ||
            err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page.")));
}

static int most_received(const void *a, const void *b)
{
    const struct figures_line *x = a, *y = b;

    return (x->received < y->received) - (x->received > y->received);
}

/* The sums of each value of one key, those with most first. */
static size_t sums(struct req *rq, const struct rows *lines, bool by_team,
                   struct figures_line **out)
{
    const struct figures_line *line = lines->row;
    size_t n = 0;

    *out = ARENA_ARRAY(rq->a, struct figures_line, lines->n + 1);
    for (size_t i = 0; i < lines->n; i++) {
        bool seen = false;
        for (size_t k = 0; k < n; k++)
            seen |= by_team ? (*out)[k].team == line[i].team
                            : strcmp((*out)[k].class, line[i].class) == 0;
        if (!seen)
            (*out)[n++] = by_team ? figures_sum(lines, line[i].team, NULL)
                                  : figures_sum(lines, 0, line[i].class);
    }
    if (n > 0)
        qsort(*out, n, sizeof **out, most_received);
    return n;
}

/* The list of what was counted, as far as the reader may see it. */
static const char *list_href(struct req *rq, const struct analysis_row *a, const char *by)
{
    return arena_printf(rq->a, "/desk/queues/received?from=%s&to=%s%s", iso(rq, a->from_on),
                        iso(rq, a->until_on), by);
}

bool analysis_figures_show(struct looking *l, const struct procedure *p,
                           const struct analysis_row *a)
{
    struct req *rq = l->m.rq;
    struct rows lines = figures_read(rq->a, a->figures.text, rq->user->id);
    struct figures_line all = figures_sum(&lines, 0, NULL), *sum;
    struct look_table *t;
    size_t n = sums(rq, &lines, false, &sum);

    t = look_figures(l, N_("By subject matter"), N_("Class"), n + 1);
    look_figures_row(l, t, lang_text(rq->lang, N_("All")), list_href(rq, a, ""), &all);
    for (size_t i = 0; i < n; i++)
        look_figures_row(
            l, t,
            *sum[i].class ? desk_class_label(rq, p, sum[i].class)
                          : lang_text(rq->lang, N_("No class yet")),
            list_href(rq, a,
                      arena_printf(rq->a, "&class=%s", *sum[i].class ? sum[i].class : NO_CLASS)),
            &sum[i]);
    n = sums(rq, &lines, true, &sum);
    t = look_figures(l, N_("By department"), N_("Department"), n);
    t->empty = lang_text(rq->lang, N_("No complaint was received in this period."));
    for (size_t i = 0; i < n; i++) {
        const char *name;
        if (!edge_team_name(rq, sum[i].team, &name))
            return false;
        look_figures_row(l, t, name,
                         list_href(rq, a, arena_printf(rq->a, "&team=%" PRId64, sum[i].team)),
                         &sum[i]);
    }
    return true;
}

/* The corrective actions of a weak point, as rows of a table that is not shown itself. */
static bool point_show(struct looking *l, const struct weak_point_row *w, const struct rows *rows,
                       struct look_point *out)
{
    const struct corrective_action_row *m = rows->row;
    struct req *rq = l->m.rq;
    struct look_table *t = look_correctives(l, NULL, rows->n);

    l->n_tables--;
    for (size_t i = 0; i < rows->n; i++)
        if (m[i].weak_point_id == w->id && !look_corrective(l, t, &m[i]))
            return false;
    *out = (struct look_point){ .text = look_said(rq, w->text.text),
                                .by = keep_when_who(rq, w->at, w->by_id),
                                .actions = t->rows };
    if (t->rows.n == 0)
        out->none = lang_text(rq->lang, N_("Nothing is set to be done about it yet."));
    return true;
}

bool analysis_points_show(struct looking *l, const struct analysis_row *a, struct rows *points)
{
    const struct act *act = edge_act(l->m.rq);
    struct req *rq = l->m.rq;
    const struct weak_point_row *w;
    struct look_point *list;
    struct rows actions;

    if (!sql_weak_points(rq->a, rq->db, a->id, points, rq->err) ||
        !rows_open(rq->a, act->keys, &weak_point_table, points, rq->err) ||
        !sql_corrective_actions_of_analysis(rq->a, rq->db, a->id, &actions, rq->err) ||
        !rows_open(rq->a, act->keys, &corrective_action_table, &actions, rq->err))
        return false;
    w = points->row;
    list = ARENA_ARRAY(rq->a, struct look_point, points->n);
    for (size_t i = 0; i < points->n; i++)
        if (!point_show(l, &w[i], &actions, &list[i]))
            return false;
    l->page.points_title = lang_text(rq->lang, N_("Weak points and what is done about them"));
    l->page.points_empty = lang_text(rq->lang, N_("No weak point was found so far."));
    l->page.points = (struct rows){ list, points->n };
    return true;
}

bool analysis_point_forms(struct looking *l, const char *action, const struct rows *points)
{
    struct settings found = settings_form(l->m.rq, NULL, N_("Add the weak point"));
    struct choice *list = ARENA_ARRAY(l->m.rq->a, struct choice, points->n);
    const struct weak_point_row *w = points->row;

    for (size_t i = 0; i < points->n; i++)
        list[i] = (struct choice){ .value = arena_printf(l->m.rq->a, "%" PRId64, w[i].id),
                                   .label = desk_excerpt(l->m.rq->a,
                                                         look_said(l->m.rq, w[i].text.text), 80) };
    keep_area(&found, "text", N_("What is weak"),
              N_("In the process, a product, the information given. No names of persons: nobody is "
                 "blamed here."));
    keep_form(&l->m, action, "weak_point", 0, N_("A weak point"), NULL, &found);
    return points->n == 0 || look_corrective_form(l, action, list, points->n,
                                                  N_("A corrective action for a weak point"));
}

static bool forms_show(struct looking *l, const struct analysis_row *a, const struct rows *points)
{
    const char *action = arena_printf(l->m.rq->a, ANALYSES "/%" PRId64, a->id);
    struct settings end = settings_form(l->m.rq, NULL, N_("Finish the analysis"));

    if (!analysis_point_forms(l, action, points))
        return false;
    keep_area(&end, "conclusion", N_("What follows from it"),
              N_("In a few words, also when nothing weak was found."));
    keep_form(&l->m, action, "end", 0, N_("Finish"), NULL, &end);
    return true;
}

static bool one_show(struct looking *l, const struct analysis_row *a)
{
    const char *team = NULL;
    struct req *rq = l->m.rq;
    const struct procedure *p;
    struct reach lead;
    struct rows points;

    if (!edge_procedure(rq, &p) || !look_team_name(rq, a->team_id, &team) ||
        !edge_reach(rq, MAY_ANALYSE, &lead))
        return false;
    look_back(l, ANALYSES, N_("Analyses of records"));
    l->m.page.version = a->version;
    l->m.page.print = true;
    l->m.page.about = arena_printf(rq->a, "%s · %s · %s", look_period(rq, a->from_on, a->until_on),
                                   team, class_words(rq, p, a->class));
    keep_fact(&l->m, N_("Figures counted"), keep_when_who(rq, a->made_at, a->made_by));
    keep_fact(&l->m, N_("Done"), state_words(rq, a));
    look_text(l, N_("What follows from it"), a->conclusion.text);
    look_add(l, N_("Corrective actions"), CORRECTIVE);
    if (!analysis_figures_show(l, p, a) || !analysis_points_show(l, a, &points))
        return false;
    if (!instant_is_set(a->ended_at) && look_reached(&lead, a->team_id) &&
        !forms_show(l, a, &points))
        return false;
    return record_shown(l, &analysis_table, a, a->team_id, &points) && look_render(l);
}

static bool one_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct analysis_row a = { 0 };

    look_begin(l, rq, N_("Analysis of records"));
    return one_open(rq, MAY_READ_ANALYSES, &a) && one_show(l, &a);
}

bool analysis_corrective_post(struct req *rq, const struct analysis_row *a)
{
    struct corrective_form form = { 0 };
    struct weak_point_row w = { 0 };
    const struct procedure *p;

    return edge_procedure(rq, &p) && look_corrective_read(rq, &form) &&
           (form.weak_point == 0 ||
            weak_point_by_id(rq->a, rq->db, form.weak_point, &w, rq->err)) &&
           (form.weak_point == 0 || w.analysis_id == a->id ||
            err_field(rq->err, "weak_point", N_("Choose the weak point."))) &&
           corrective_add(edge_act(rq), p, &form, rq->err);
}

static bool one_do(struct req *rq, const struct analysis_row *a)
{
    const char *what = keep_act(rq), *text = settings_sent(rq, "text");

    if (strcmp(what, "weak_point") == 0)
        return weak_point_add(edge_act(rq), a->id, text, rq->err);
    if (strcmp(what, "corrective") == 0)
        return analysis_corrective_post(rq, a);
    if (strcmp(what, "end") == 0)
        return analysis_end(edge_act(rq), a->id, look_number(rq, "version"),
                            settings_sent(rq, "conclusion"), rq->err);
    return keep_act_unknown(rq);
}

static bool one_post(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct analysis_row a = { 0 };

    look_begin(l, rq, N_("Analysis of records"));
    if (!one_open(rq, MAY_ANALYSE, &a))
        return false;
    if (one_do(rq, &a))
        return look_done(rq, arena_printf(rq->a, ANALYSES "/%" PRId64, a.id));
    return keep_refused(&l->m) && one_show(l, &a);
}

const struct route analysis_routes[] = {
    { GET, ANALYSES, MAY_READ_ANALYSES, list_get, 0 },
    { GET, ANALYSES "/new", MAY_ANALYSE, new_show, 0 },
    { POST, ANALYSES "/new", MAY_ANALYSE, new_post, 0 },
    { GET, ANALYSES "/{analysis}", MAY_READ_ANALYSES, one_get, 0 },
    { POST, ANALYSES "/{analysis}", MAY_ANALYSE, one_post, 0 },
    { 0 },
};
