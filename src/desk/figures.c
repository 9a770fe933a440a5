/* Figures for the manager, from the tally: each opens its list. [8.2] */
#include "db/desk_sql.h"
#include "desk/desk.h"
#include "edge/reach.h"

#include <stdlib.h>
#include <string.h>

static struct figure figure_of(struct req *rq, const struct counts *c, enum queue q,
                               const char *meaning)
{
    return (struct figure){ .label = lang_text(rq->lang, queue_kinds[q].label),
                            .meaning = lang_text(rq->lang, meaning),
                            .n = queue_count(c, q),
                            .href = arena_printf(rq->a, "/desk/queues/%s", queue_kinds[q].name),
                            .overdue = q == QUEUE_OVERDUE };
}

static struct rows figures(struct req *rq, const struct counts *c)
{
    struct figure *list = ARENA_ARRAY(rq->a, struct figure, 6);
    size_t n = 0;

    list[n++] = figure_of(rq, c, QUEUE_OPEN, N_("not closed and not set aside"));
    list[n++] = figure_of(rq, c, QUEUE_OVERDUE, N_("open, with a date before today"));
    list[n++] = figure_of(rq, c, QUEUE_UNASSIGNED, N_("open, and nobody answers for them"));
    list[n++] = figure_of(rq, c, QUEUE_RETURNED, N_("not accepted, failed or opened again"));
    list[n++] = figure_of(rq, c, QUEUE_SAFETY, N_("open, with a safety alert"));
    list[n++] = figure_of(rq, c, QUEUE_CLOSED, N_("closed by the gate or imported as closed"));
    return (struct rows){ list, n };
}

static const char *team_name(const struct rows *teams, const char *id)
{
    const struct team_row *team = teams->row;

    for (size_t i = 0; i < teams->n; i++)
        if (team[i].id == strtoll(id, NULL, 10))
            return team[i].name;
    return id;
}

static struct rows lines_show(struct req *rq, const struct procedure *p, const struct rows *lines,
                              const struct rows *teams, const char *filter)
{
    const struct figure_line *line = lines->row;
    struct figure_row *rows = ARENA_ARRAY(rq->a, struct figure_row, lines->n + 1);

    for (size_t i = 0; i < lines->n; i++) {
        const char *name = line[i].name ? line[i].name : "";
        const char *label = teams ? team_name(teams, name) : desk_class_label(rq, p, name);
        const char *by = *name ? arena_printf(rq->a, "?%s=%s", filter, name) : "";
        rows[i] = (struct figure_row){
            .label = *name ? label : lang_text(rq->lang, N_("No class yet")),
            .received = line[i].received,
            .open = line[i].open,
            .overdue = line[i].overdue,
            .closed = line[i].closed,
            .received_href = arena_printf(rq->a, "/desk/queues/open%s", by),
            .open_href = arena_printf(rq->a, "/desk/queues/open%s", by),
            .overdue_href = arena_printf(rq->a, "/desk/queues/overdue%s", by),
            .closed_href = arena_printf(rq->a, "/desk/queues/closed%s", by),
        };
    }
    return (struct rows){ rows, lines->n };
}

static bool figures_get(struct req *rq)
{
    struct figure_table *both = ARENA_ARRAY(rq->a, struct figure_table, 2);
    struct figures_page page = { .tables = { both, 2 } };
    const struct procedure *p;
    struct reach reach;
    struct counts counts;
    struct rows classes, teams, names;
    const char *list;
    char today[DATE_TEXT];

    if (!edge_procedure(rq, &p) || !edge_reach(rq, MAY_FIGURES, &reach) ||
        !counts_read(rq, &reach, &counts))
        return false;
    list = arena_printf(rq->a, ",%s,", reach.teams);
    date_text(rq->today, today);
    if (!sql_figures_by_class(rq->a, rq->db, today, reach.all, list, &classes, rq->err) ||
        !sql_figures_by_team(rq->a, rq->db, today, reach.all, list, &teams, rq->err) ||
        !sql_teams_reached(rq->a, rq->db, reach.all, list, &names, rq->err))
        return false;
    page.figures = figures(rq, &counts);
    both[0] = (struct figure_table){ lang_text(rq->lang, N_("By subject matter")),
                                     lines_show(rq, p, &classes, NULL, "class") };
    both[1] = (struct figure_table){ lang_text(rq->lang, N_("By team")),
                                     lines_show(rq, p, &teams, &names, "team") };
    if (may(rq->user, MAY_EXPORT, NULL))
        page.export_href = "/desk/export.csv";
    return req_render(rq, "desk/figures.html", &figures_page_record, &page);
}

const struct route figures_routes[] = {
    { GET, "/desk/figures", MAY_FIGURES, figures_get, 0 },
    { 0 },
};
