/* Figures for the manager, from the tally: each opens exactly the list it counts. [8.2] */
#include "db/desk_sql.h"
#include "db/repeat_sql.h"
#include "desk/desk.h"
#include "desk/filters.h"
#include "desk/satisfied.h"
#include "desk/sums.h"
#include "desk/wrong.h"
#include "edge/own.h"

#include <stdlib.h>
#include <string.h>

/* What the page is made of. */
struct figures {
    struct req *rq;
    const struct procedure *p;
    const struct pack_version *v; /* in force; NULL = none */
    struct filters by;            /* only the range of it */
    int64_t sent_back;            /* how often one was, within it */
    int64_t wrong;                /* how many were wrongly prioritised */
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
    struct figure *list = ARENA_ARRAY(f->rq->a, struct figure, 9);
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
                                 .n = f->sent_back };
    list[n++] = (struct figure){ .label = lang_text(f->rq->lang, N_("Wrongly prioritised")),
                                 .meaning = lang_text(
                                     f->rq->lang, N_("corrected later: the assessment was wrong")),
                                 .n = f->wrong,
                                 .href = wrong_href(f->rq, &f->by) };
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

static const char *class_label(const struct figures *f, const char *class)
{
    const struct code_row *code = procedure_code(f->p, "class", class);

    return code ? own_class_label(f->rq, f->p, f->v, code) : desk_class_label(f->rq, f->p, class);
}

static const char *classes_below(const struct figures *f, const char *class)
{
    return procedure_classes_below(f->rq->a, f->p, f->v, class);
}

/* Whether a class of the procedure in force has others below it, now or before: they are counted
 * with it, as in the list that its number opens. */
static bool has_below(const struct figures *f, const char *class)
{
    return pack_class(f->v, class) && strcmp(classes_below(f, class), class) != 0;
}

static size_t class_add(const struct figures *f, struct figure_row *rows, size_t n,
                        const char *class, const char *label, struct sum sum)
{
    struct filters by = { .by = { .class = class } };

    if (sum.received > 0)
        rows[n++] = row_of(f, label, sum, filters_query(f->rq, &by));
    return n;
}

/* The classes with others below them. */
static size_t parents_show(const struct figures *f, struct figure_row *rows)
{
    size_t n = 0;

    for (size_t i = 0; f->v && i < f->v->n_classes; i++) {
        const char *class = f->v->class[i].code;
        if (has_below(f, class))
            n = class_add(f, rows, n, class, class_label(f, class),
                          sums_of(&f->lines, 0, classes_below(f, class)));
    }
    return n;
}

static struct rows classes_show(const struct figures *f)
{
    size_t most = f->lines.n + 1 + (f->v ? f->v->n_classes : 0);
    struct figure_row *rows = ARENA_ARRAY(f->rq->a, struct figure_row, most);
    struct sum_line *line = (struct sum_line *)(uintptr_t)f->lines.row;
    size_t n = parents_show(f, rows);

    if (f->lines.n > 0)
        qsort(line, f->lines.n, sizeof *line, by_class);
    for (size_t i = 0, end; i < f->lines.n; i = end) {
        const char *class = *line[i].class ? line[i].class : NO_CLASS;
        const char *label =
            *line[i].class ? class_label(f, class) : lang_text(f->rq->lang, N_("No class yet"));
        for (end = i; end < f->lines.n && strcmp(line[end].class, line[i].class) == 0;)
            end++;
        if (!has_below(f, class))
            n = class_add(f, rows, n, class, label, sums_of(&f->lines, 0, classes_below(f, class)));
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
static bool sent_back_read(struct figures *f, const struct pick_filter *by)
{
    struct req *rq = f->rq;

    return sql_routings_returned(rq->a, rq->db, by->from.us,
                                 by->until.us ? by->until.us : INT64_MAX, f->reach.all,
                                 f->reach.teams, f->reach.barred, &f->sent_back, rq->err);
}

/* Numbers are of the cases that the reader may read, like the lists they open. */
static bool figures_read(struct figures *f)
{
    struct req *rq = f->rq;

    return edge_procedure(rq, &f->p) && procedure_pack_now(f->p, rq->db, &f->v, rq->err) &&
           edge_reach(rq, MAY_READ, &f->reach) &&
           sums_read(rq, &f->reach, f->by.from, f->by.to, &f->lines) &&
           sql_teams_named(rq->a, rq->db, f->reach.all, f->reach.teams, &f->teams, rq->err);
}

/* -- the same again -- S7 */

enum { REPEATS_COUNTED = 2000 };

static const char *again_href(const struct figures *f, struct date from, struct date to,
                              const char *class)
{
    struct filters by = { .by = { .class = class, .again = "true" }, .from = from, .to = to };
    const char *query = filters_query(f->rq, &by);

    return arena_printf(f->rq->a, "/desk/queues/received?%s", query + 1);
}

static struct date month_of(const struct figures *f, struct instant t)
{
    struct date d = zone_date(f->rq->app->zone, t, NULL);

    return DAY(d.year, d.month, 1);
}

static struct date month_end(struct date first)
{
    struct date next = first.month == 12 ? DAY((int16_t)(first.year + 1), 1, 1)
                                         : DAY(first.year, (int8_t)(first.month + 1), 1);

    return date_add(next, -1);
}

static int same_class_first(const void *a, const void *b)
{
    const struct case_key *x = a, *y = b;

    return strcmp(x->class ? x->class : NO_CLASS, y->class ? y->class : NO_CLASS);
}

static int most_repeats(const void *a, const void *b)
{
    const struct repeat_line *x = a, *y = b;

    return x->n == y->n ? strcmp(x->label, y->label) : (x->n < y->n) - (x->n > y->n);
}

/* The classes of one month, whose cases are sorted for it. */
static size_t month_classes(const struct figures *f, struct case_key *key, size_t n,
                            struct date first, struct repeat_line *out)
{
    struct date to = month_end(first);
    size_t lines = 0;

    qsort(key, n, sizeof *key, same_class_first);
    for (size_t i = 0; i < n; i++) {
        const char *class = key[i].class ? key[i].class : NO_CLASS;
        if (i == 0 || same_class_first(&key[i - 1], &key[i]) != 0)
            out[lines++] = (struct repeat_line){
                .label = key[i].class ? desk_class_label(f->rq, f->p, class)
                                      : lang_text(f->rq->lang, N_("No class yet")),
                .href = again_href(f, first, to, class),
            };
        out[lines - 1].n++;
    }
    qsort(out, lines, sizeof *out, most_repeats);
    return lines;
}

static struct rows months_show(const struct figures *f, struct case_key *key, size_t n)
{
    struct repeat_line *list = ARENA_ARRAY(f->rq->a, struct repeat_line, 2 * n + 1);
    size_t lines = 0;

    for (size_t i = 0, end; i < n; i = end) {
        struct date first = month_of(f, key[i].received_at);
        for (end = i; end < n && date_compare(month_of(f, key[end].received_at), first) == 0;)
            end++;
        list[lines++] = (struct repeat_line){ .label = arena_printf(f->rq->a, "%04d-%02d",
                                                                    first.year, first.month),
                                              .href = again_href(f, first, month_end(first), NULL),
                                              .n = (int64_t)(end - i),
                                              .month = true };
        lines += month_classes(f, key + i, end - i, first, list + lines);
    }
    return (struct rows){ list, lines };
}

/* Of the days that are asked for, or else of this month and those of a year before. */
static bool repeats_show(const struct figures *f, const struct pick_filter *by,
                         struct figures_page *page)
{
    struct req *rq = f->rq;
    struct date year = DAY((int16_t)(rq->today.year - 1), rq->today.month, 1);
    int64_t from = ranged(f) ? by->from.us : zone_instant(rq->app->zone, year, 0).us;
    struct rows rows = { 0 };

    if (!sql_repeats_page(rq->a, rq->db, from, by->until.us ? by->until.us : INT64_MAX, 0,
                          REPEATS_COUNTED + 1, f->reach.all, f->reach.teams, f->reach.barred, &rows,
                          rq->err))
        return false;
    page->repeats_more = rows.n > REPEATS_COUNTED;
    page->repeats = months_show(f, (struct case_key *)(uintptr_t)rows.row,
                                page->repeats_more ? REPEATS_COUNTED : rows.n);
    return true;
}

static bool figures_get(struct req *rq)
{
    struct filters asked = filters_read(rq);
    struct figures f = { .rq = rq, .by = { .from = asked.from, .to = asked.to } };
    struct figure_table *both = ARENA_ARRAY(rq->a, struct figure_table, 2);
    struct figures_page page = { .from = asked.from, .to = asked.to, .tables = { both, 2 } };
    struct counts counts;

    if (!figures_read(&f) || !sent_back_read(&f, &asked.by) ||
        !wrong_count(rq, &f.reach, &asked, &f.wrong) || !counts_read(rq, &f.reach, &counts))
        return false;
    page.ranged = ranged(&f);
    page.figures = figures_show(&f, &counts);
    both[0] =
        (struct figure_table){ lang_text(rq->lang, N_("By subject matter")), classes_show(&f) };
    both[1] = (struct figure_table){ lang_text(rq->lang, N_("By team")), teams_show(&f) };
    if (!channels_show(&f, &page.channels) || !repeats_show(&f, &asked.by, &page) ||
        !satisfied_show(rq, f.p, &f.reach, asked.from, asked.to, &page))
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
