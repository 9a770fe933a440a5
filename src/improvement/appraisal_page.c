/* /desk/appraisal: figures of departments that are handed to their appraisal. They are of teams,
 * never of persons; who works in a team sees those that were released. [item 114] [item 182] [item
 * 189] */
#include "base/buf.h"
#include "db/improvement_sql.h"
#include "edge/names.h"
#include "improvement/look_page.h"

#include <string.h>

enum { PERIODS = 24 };

/* Whose figures somebody sees: all of those they may read, and those of the teams they work in once
 * they are released. */
struct seen {
    struct req *rq;
    struct reach read;
};

static bool seen_read(struct req *rq, struct seen *out)
{
    out->rq = rq;
    return edge_reach(rq, MAY_READ_ANALYSES, &out->read);
}

/* A role is held in a team; whoever administers the system does not work in it. */
static bool works_in(const struct user *user, int64_t team)
{
    for (size_t i = 0; i < user->n_roles; i++)
        if (user->roles[i].team == team && user->roles[i].role != ROLE_ADMINISTRATOR)
            return true;
    return false;
}

/* The same as a list for a statement. */
static const char *own_teams(const struct req *rq)
{
    struct buf b = buf_new(rq->a);

    buf_char(&b, ',');
    for (size_t i = 0; i < rq->user->n_roles; i++)
        if (works_in(rq->user, rq->user->roles[i].team))
            buf_printf(&b, "%" PRId64 ",", rq->user->roles[i].team);
    return buf_text(&b);
}

static bool shown(const struct seen *s, const struct analysis_row *a)
{
    return look_reached(&s->read, a->team_id) ||
           (instant_is_set(a->ended_at) && works_in(s->rq->user, a->team_id));
}

static bool period_asked(struct req *rq, const struct form *form, struct date *from,
                         struct date *until)
{
    const char *f = form_text(form, "from"), *u = form_text(form, "until");

    return f && u && date_parse(f, strlen(f), from) && date_parse(u, strlen(u), until) &&
           rq->user != NULL;
}

static const char *iso(struct req *rq, struct date d)
{
    char text[DATE_TEXT];

    date_text(d, text);
    return arena_str(rq->a, text);
}

static const char *period_href(struct req *rq, const char *path, struct date from,
                               struct date until)
{
    return arena_printf(rq->a, "%s?from=%s&until=%s", path, iso(rq, from), iso(rq, until));
}

/* -- the periods -- */

static bool periods_show(struct looking *l, const struct seen *s)
{
    static const char *const heads[] = { N_("Departments"), N_("Released") };
    struct req *rq = l->m.rq;
    const struct appraisal_period *p;
    struct look_table *t;
    struct rows rows;

    if (!sql_appraisal_periods(rq->a, rq->db, s->read.all, s->read.teams, own_teams(rq), PERIODS,
                               &rows, rq->err))
        return false;
    p = rows.row;
    t = look_table(l, N_("Periods"), N_("Period"), heads, COUNT(heads), rows.n);
    t->empty = lang_text(rq->lang, N_("No figures were handed to the appraisal yet."));
    for (size_t i = 0; i < rows.n; i++) {
        struct look_row *row = look_row(l, t, look_period(rq, p[i].from_on, p[i].until_on));
        row->href = period_href(rq, APPRAISAL, p[i].from_on, p[i].until_on);
        look_cell(row, 0, keep_number(rq, p[i].teams));
        look_cell(row, 1, keep_number(rq, p[i].released));
    }
    return true;
}

static void make_form(struct looking *l)
{
    struct req *rq = l->m.rq;
    struct date last = date_add(DAY(rq->today.year, rq->today.month, 1), -1);
    struct settings s = settings_form(rq, NULL, N_("Count the figures"));

    settings_date(&s, "from", N_("Received from"), NULL, iso(rq, DAY(last.year, last.month, 1)));
    settings_date(&s, "until", N_("until"), N_("A day that is past."), iso(rq, last));
    keep_form(&l->m, APPRAISAL, "make", 0, N_("Figures of another period"),
              N_("They are counted for each of your departments and stay as they are once they are "
                 "released."),
              &s);
}

static bool periods_list(struct looking *l)
{
    struct seen s;

    if (!seen_read(l->m.rq, &s) || !periods_show(l, &s))
        return false;
    if (may(l->m.rq->user, MAY_APPRAISE, NULL))
        make_form(l);
    return look_render(l);
}

/* -- one period -- */

static const char *released_words(struct req *rq, const struct analysis_row *a)
{
    if (!instant_is_set(a->ended_at))
        return lang_text(rq->lang, N_("Not released yet"));
    return lang_format(rq->a, rq->lang, N_("Handed to appraisal: {when}"), "when",
                       keep_when_who(rq, a->ended_at, a->ended_by), NULL);
}

static bool rows_show(struct looking *l, const struct seen *s, const struct rows *rows)
{
    struct look_table *t =
        look_figures(l, N_("Department by department"), N_("Department"), rows->n);
    const struct analysis_row *a = rows->row;
    struct req *rq = l->m.rq;
    int64_t excused = 0;

    t->empty = lang_text(rq->lang, N_("There is nothing here for you."));
    for (size_t i = 0; i < rows->n; i++) {
        struct rows lines;
        struct figures_line sum;
        const char *name = NULL;
        if (!shown(s, &a[i]))
            continue;
        if (!edge_team_name(rq, a[i].team_id, &name))
            return false;
        lines = figures_read(rq->a, a[i].figures.text, rq->user->id);
        sum = figures_sum(&lines, 0, NULL);
        excused += sum.excused;
        look_figures_row(l, t, name, NULL, &sum);
        ((struct look_row *)(uintptr_t)t->rows.row)[t->rows.n - 1].note = released_words(rq, &a[i]);
    }
    keep_fact(&l->m, N_("Missed for causes that are not the department’s"),
              keep_number(rq, excused));
    return true;
}

static void release_form(struct looking *l, struct date from, struct date until)
{
    struct settings s = settings_form(l->m.rq, NULL, N_("Release to appraisal"));
    const char *path = period_href(l->m.rq, APPRAISAL, from, until);

    keep_form(&l->m, path, "release", 0, N_("Hand these figures to the appraisal"),
              N_("From then on they stay as they are, and who works in a department sees those of "
                 "it. It is kept who released them."),
              &s);
}

/* Whether one of them can be released by who has that reach. */
static bool left_to(const struct reach *reach, const struct rows *rows)
{
    const struct analysis_row *a = rows->row;

    for (size_t i = 0; i < rows->n; i++)
        if (!instant_is_set(a[i].ended_at) && look_reached(reach, a[i].team_id))
            return true;
    return false;
}

static bool period_show(struct looking *l, struct date from, struct date until)
{
    struct req *rq = l->m.rq;
    struct seen s;
    struct reach appraise;
    struct rows rows;

    if (!seen_read(rq, &s) || !edge_reach(rq, MAY_APPRAISE, &appraise) ||
        !appraisals_load(edge_act(rq), from, until, &rows, rq->err))
        return false;
    l->m.page.version = appraisal_version(&rows, appraise.team, appraise.n_teams);
    look_back(l, APPRAISAL, N_("Figures for the appraisal of departments"));
    l->m.page.about = look_period(rq, from, until);
    l->m.page.print = true;
    look_add(l, N_("Save as CSV"), period_href(rq, APPRAISAL ".csv", from, until));
    if (!rows_show(l, &s, &rows))
        return false;
    if (left_to(&appraise, &rows))
        release_form(l, from, until);
    return look_render(l);
}

static bool appraisal_show(struct looking *l)
{
    struct date from, until;

    l->m.page.intro =
        lang_text(l->m.rq->lang,
                  N_("Figures of departments, not of persons: nobody is blamed by them. They show "
                     "what a process did in a period. Dates that were missed for causes which "
                     "are not the department’s own do not count."));
    if (period_asked(l->m.rq, l->m.rq->query, &from, &until))
        return period_show(l, from, until);
    return periods_list(l);
}

static bool appraisal_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);

    look_begin(l, rq, N_("Figures for the appraisal of departments"));
    return appraisal_show(l);
}

/* -- acts -- */

static bool make_do(struct req *rq)
{
    const struct procedure *p;
    struct date from, until;
    struct reach reach;

    return edge_procedure(rq, &p) && edge_reach(rq, MAY_APPRAISE, &reach) &&
           settings_day(rq, "from", &from) && settings_day(rq, "until", &until) &&
           appraisal_make(edge_act(rq), p, from, until, reach.team, reach.n_teams, rq->err) &&
           look_done(rq, period_href(rq, APPRAISAL, from, until));
}

static bool release_do(struct req *rq)
{
    struct date from, until;
    struct reach reach;

    if (!period_asked(rq, rq->query, &from, &until))
        return err_set(rq->err, ERR_INVALID, N_("Choose a period."));
    return edge_reach(rq, MAY_APPRAISE, &reach) &&
           appraisal_release(edge_act(rq), from, until, reach.team, reach.n_teams,
                             look_number(rq, "version"), rq->err) &&
           look_done(rq, period_href(rq, APPRAISAL, from, until));
}

static bool appraisal_post(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    const char *what = keep_act(rq);

    look_begin(l, rq, N_("Figures for the appraisal of departments"));
    if (strcmp(what, "make") == 0      ? make_do(rq)
        : strcmp(what, "release") == 0 ? release_do(rq)
                                       : keep_act_unknown(rq))
        return true;
    return keep_refused(&l->m) && appraisal_show(l);
}

/* -- as a table -- */

static bool line_write(struct req *rq, const struct analysis_row *a, struct buf *b)
{
    struct rows lines = figures_read(rq->a, a->figures.text, rq->user->id);
    struct figures_line f = figures_sum(&lines, 0, NULL);
    const int64_t n[] = { f.received, f.closed,  f.decided,   f.upheld, f.in_time, f.late, f.kept,
                          f.missed,   f.excused, f.came_back, f.asked,  f.said,    f.good, f.bad };
    char released[INSTANT_TEXT + 8] = "";
    const char *name = NULL;

    if (!edge_team_name(rq, a->team_id, &name))
        return false;
    if (instant_is_set(a->ended_at))
        zone_text(rq->app->zone, a->ended_at, released);
    buf_cell(b, iso(rq, a->from_on));
    buf_cell(b, iso(rq, a->until_on));
    buf_cell(b, name);
    buf_cell(b, released);
    for (size_t i = 0; i < COUNT(n); i++)
        buf_printf(b, ",%" PRId64, n[i]);
    buf_str(b, "\r\n");
    return true;
}

static bool csv_get(struct req *rq)
{
    struct buf b = buf_new(rq->a);
    const struct analysis_row *a;
    struct date from, until;
    struct seen s;
    struct rows rows;

    if (!period_asked(rq, rq->query, &from, &until))
        return err_set(rq->err, ERR_INVALID, N_("Choose a period."));
    if (!seen_read(rq, &s) || !appraisals_load(edge_act(rq), from, until, &rows, rq->err))
        return false;
    buf_str(&b, "\xef\xbb\xbf"
                "from,until,department,released,received,closed,decided,upheld,decided_in_time,"
                "decided_late,limits_kept,limits_missed,limits_excused,came_back,asked,said,"
                "satisfied,not_satisfied\r\n");
    a = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (shown(&s, &a[i]) && !line_write(rq, &a[i], &b))
            return false;
    return req_download(rq, "text/csv; charset=utf-8", "appraisal.csv",
                        (struct bytes){ (const unsigned char *)b.s, b.n });
}

const struct route appraisal_routes[] = {
    { GET, APPRAISAL, MAY_DESK, appraisal_get, 0 },
    { POST, APPRAISAL, MAY_APPRAISE, appraisal_post, 0 },
    { GET, APPRAISAL ".csv", MAY_DESK, csv_get, 0 },
    { 0 },
};
