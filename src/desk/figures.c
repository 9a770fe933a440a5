/* Figures for the manager, from the tally: each opens exactly the list it counts. [8.2] */
#include "db/desk_sql.h"
#include "desk/desk.h"
#include "desk/filters.h"
#include "desk/satisfied.h"
#include "desk/sums.h"

#include <stdlib.h>
#include <string.h>

/* What the page is made of. */
struct figures {
    struct req *rq;
    const struct procedure *p;
    struct filters by; /* only the range of it */
    int64_t wrong;     /* how often one was sent back within it */
    struct reach reach;
    struct rows lines; /* struct sum_line */
    struct rows teams; /* struct team_row */
};

static bool ranged(const struct figures *f)
{
    return date_is_set(f->by.from) || date_is_set(f->by.to);
}

/* A list of this range: `by` narrows it further, "&class=P01" or "". */
static const char *list_href(const struct figures *f, enum queue queue, const char *by)
{
    const char *range = filters_query(f->rq, &f->by);
    const char *query = arena_printf(f->rq->a, "%s%s", by, range);

    return arena_printf(f->rq->a, "/desk/queues/%s%s%s", queue_kinds[queue].name, *query ? "?" : "",
                        *query ? query + 1 : "");
}

/* Closed ones stand in the order of their closing. Of a range long ago the list of what was
 * received then is nearer. */
static const char *closed_href(const struct figures *f, const char *by)
{
    if (!ranged(f))
        return list_href(f, QUEUE_CLOSED, by);
    return list_href(f, QUEUE_RECEIVED, arena_printf(f->rq->a, "&stage=closed%s", by));
}

static struct figure figure_of(const struct figures *f, enum queue queue, int64_t n,
                               const char *meaning)
{
    return (struct figure){ .label = lang_text(f->rq->lang, queue_kinds[queue].label),
                            .meaning = lang_text(f->rq->lang, meaning),
                            .n = n,
                            .href = queue == QUEUE_CLOSED ? closed_href(f, "")
                                                          : list_href(f, queue, ""),
                            .overdue = queue == QUEUE_OVERDUE && n > 0 };
}

/* How cases stand whenever they were received is not asked for a range. */
static struct rows figures_show(const struct figures *f, const struct counts *c)
{
    struct figure *list = ARENA_ARRAY(f->rq->a, struct figure, 8);
    struct sum sum = sums_of(&f->lines, 0, NULL);
    size_t n = 0;

    list[n++] = figure_of(f, QUEUE_RECEIVED, sum.received, N_("open and closed, not set aside"));
    list[n++] = figure_of(f, QUEUE_OPEN, sum.open, N_("not closed and not set aside"));
    list[n++] = figure_of(f, QUEUE_OVERDUE, sum.overdue, N_("open, with a date before today"));
    list[n++] =
        figure_of(f, QUEUE_CLOSED, sum.closed, N_("closed by the gate or imported as closed"));
    if (!ranged(f)) {
        list[n++] =
            figure_of(f, QUEUE_UNASSIGNED, c->unassigned, N_("open, and nobody answers for them"));
        list[n++] =
            figure_of(f, QUEUE_RETURNED, c->returned, N_("not accepted, failed or opened again"));
        list[n++] = figure_of(f, QUEUE_SAFETY, c->safety, N_("open, with a safety alert"));
    }
    list[n++] = (struct figure){ .label = lang_text(f->rq->lang, N_("Sent back")),
                                 .meaning = lang_text(f->rq->lang,
                                                      N_("times: it had come to the wrong team")),
                                 .n = f->wrong };
    return (struct rows){ list, n };
}

static struct figure_row row_of(const struct figures *f, const char *label, struct sum sum,
                                const char *by)
{
    return (struct figure_row){
        .label = label,
        .received = sum.received,
        .open = sum.open,
        .overdue = sum.overdue,
        .closed = sum.closed,
        .received_href = list_href(f, QUEUE_RECEIVED, by),
        .open_href = list_href(f, QUEUE_OPEN, by),
        .overdue_href = list_href(f, QUEUE_OVERDUE, by),
        .closed_href = closed_href(f, by),
    };
}

static int most_received(const void *a, const void *b)
{
    const struct figure_row *x = a, *y = b;

    return x->received == y->received ? strcmp(x->label, y->label)
                                      : (x->received < y->received) - (x->received > y->received);
}

static struct rows rows_sorted(struct figure_row *rows, size_t n)
{
    qsort(rows, n, sizeof *rows, most_received);
    return (struct rows){ rows, n };
}

static int by_class(const void *a, const void *b)
{
    const struct sum_line *x = a, *y = b;

    return strcmp(x->class, y->class);
}

static struct rows classes_show(const struct figures *f)
{
    struct figure_row *rows = ARENA_ARRAY(f->rq->a, struct figure_row, f->lines.n + 1);
    struct sum_line *line = (struct sum_line *)(uintptr_t)f->lines.row;
    size_t n = 0;

    if (f->lines.n > 0)
        qsort(line, f->lines.n, sizeof *line, by_class);
    for (size_t i = 0, end; i < f->lines.n; i = end) {
        const char *class = *line[i].class ? line[i].class : NO_CLASS;
        const char *label = *line[i].class ? desk_class_label(f->rq, f->p, class)
                                           : lang_text(f->rq->lang, N_("No class yet"));
        struct filters by = { .by = { .class = class } };
        struct sum sum;
        for (end = i; end < f->lines.n && strcmp(line[end].class, line[i].class) == 0;)
            end++;
        sum = sums_of(&(struct rows){ &line[i], end - i }, 0, NULL);
        if (sum.received > 0)
            rows[n++] = row_of(f, label, sum, filters_query(f->rq, &by));
    }
    return rows_sorted(rows, n);
}

static struct rows teams_show(const struct figures *f)
{
    struct figure_row *rows = ARENA_ARRAY(f->rq->a, struct figure_row, f->teams.n + 1);
    const struct team_row *team = f->teams.row;
    size_t n = 0;

    for (size_t i = 0; i < f->teams.n; i++) {
        struct sum sum = sums_of(&f->lines, team[i].id, NULL);
        struct filters by = { .by = { .team = team[i].id } };
        if (sum.received > 0)
            rows[n++] = row_of(f, team[i].name, sum, filters_query(f->rq, &by));
    }
    return rows_sorted(rows, n);
}

static int most_channel(const void *a, const void *b)
{
    const struct channel_row *x = a, *y = b;

    return x->received == y->received ? strcmp(x->label, y->label)
                                      : (x->received < y->received) - (x->received > y->received);
}

/* Every channel lands in the same register, with its code. */
static bool channels_show(const struct figures *f, struct rows *out)
{
    struct req *rq = f->rq;
    const struct channel_sum *sum;
    struct channel_row *rows;
    struct rows sums;
    size_t n = 0;

    if (!sums_channels(rq, &f->reach, f->by.from, f->by.to, &sums))
        return false;
    sum = sums.row;
    rows = ARENA_ARRAY(rq->a, struct channel_row, sums.n + 1);
    for (size_t i = 0; i < sums.n; i++) {
        struct filters by = { .by = { .channel = sum[i].channel } };
        const char *query = filters_query(rq, &by);
        if (sum[i].open + sum[i].closed > 0)
            rows[n++] = (struct channel_row){ desk_word(rq, &channel_words, sum[i].channel),
                                              sum[i].open + sum[i].closed,
                                              sum[i].open,
                                              sum[i].closed,
                                              list_href(f, QUEUE_RECEIVED, query),
                                              list_href(f, QUEUE_OPEN, query),
                                              closed_href(f, query) };
    }
    qsort(rows, n, sizeof *rows, most_channel);
    *out = (struct rows){ rows, n };
    return true;
}

/* Of the days on which it was sent back. */
static bool wrong_read(struct figures *f, const struct pick_filter *by)
{
    struct req *rq = f->rq;

    return sql_routings_returned(rq->a, rq->db, by->from.us,
                                 by->until.us ? by->until.us : INT64_MAX, f->reach.all,
                                 f->reach.teams, f->reach.barred, &f->wrong, rq->err);
}

/* Numbers are of the cases that the reader may read, like the lists they open. */
static bool figures_read(struct figures *f)
{
    struct req *rq = f->rq;

    return edge_procedure(rq, &f->p) && edge_reach(rq, MAY_READ, &f->reach) &&
           sums_read(rq, &f->reach, f->by.from, f->by.to, &f->lines) &&
           sql_teams_named(rq->a, rq->db, f->reach.all, f->reach.teams, &f->teams, rq->err);
}

static bool figures_get(struct req *rq)
{
    struct filters asked = filters_read(rq);
    struct figures f = { .rq = rq, .by = { .from = asked.from, .to = asked.to } };
    struct figure_table *both = ARENA_ARRAY(rq->a, struct figure_table, 2);
    struct figures_page page = { .from = asked.from, .to = asked.to, .tables = { both, 2 } };
    struct counts counts;

    if (!figures_read(&f) || !wrong_read(&f, &asked.by) || !counts_read(rq, &f.reach, &counts))
        return false;
    page.ranged = ranged(&f);
    page.figures = figures_show(&f, &counts);
    both[0] =
        (struct figure_table){ lang_text(rq->lang, N_("By subject matter")), classes_show(&f) };
    both[1] = (struct figure_table){ lang_text(rq->lang, N_("By team")), teams_show(&f) };
    if (!channels_show(&f, &page.channels) ||
        !satisfied_show(rq, &f.reach, asked.from, asked.to, &page))
        return false;
    if (may(rq->user, MAY_EXPORT, NULL))
        page.export_href =
            arena_printf(rq->a, "/desk/export.csv?queue=received%s", filters_query(rq, &f.by));
    return req_render(rq, "desk/figures.html", &figures_page_record, &page);
}

const struct route figures_routes[] = {
    { GET, "/desk/figures", MAY_FIGURES, figures_get, 0 },
    { 0 },
};
