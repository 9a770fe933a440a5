/* The queues: a dense list in the order of what is due next, paged by key. [4.12-a] */
#include "db/desk_sql.h"
#include "desk/filters.h"
#include "desk/hand_over.h"
#include "desk/saved.h"
#include "desk/sums.h"
#include "edge/names.h"
#include "group/several.h"
#include "web/answer.h"

#include <string.h>

/* Who may be given a case: staff with a role that works on cases of the reader's teams. */
bool desk_people(struct req *rq, const struct reach *reach, struct rows *out)
{
    const struct int_value *staff;
    struct choice *list;
    struct rows rows;

    if (!sql_staff_working(rq->a, rq->db, rq->now, reach->all, reach->teams, &rows, rq->err))
        return false;
    staff = rows.row;
    list = ARENA_ARRAY(rq->a, struct choice, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) {
        struct choice *c = &list[i + 1];
        c->value = arena_printf(rq->a, "%" PRId64, staff[i].value);
        if (!edge_staff_name(rq, staff[i].value, &c->label))
            return false;
    }
    list[0] = (struct choice){ "0", lang_text(rq->lang, N_("nobody yet")), NULL, false };
    *out = (struct rows){ list, rows.n + 1 };
    return true;
}

/* How many there are, where the tally can say it for this filter; 0 where it cannot. */
static bool list_total(struct req *rq, const struct reach *reach, enum queue queue,
                       const struct filters *f, const struct counts *counts, int64_t *out)
{
    const struct pick_filter *by = &f->by;
    struct rows lines;
    struct sum sum;

    *out = 0;
    if (!pick_filtered(by)) {
        *out = queue_count(counts, queue);
        return true;
    }
    if (by->severity || by->channel || by->called || by->stage || by->again)
        return true;
    if (!sums_read(rq, reach, f->from, f->to, &lines))
        return false;
    sum = sums_of(&lines, by->team, by->classes);
    *out = queue == QUEUE_RECEIVED  ? sum.received
           : queue == QUEUE_OPEN    ? sum.open
           : queue == QUEUE_OVERDUE ? sum.overdue
           : queue == QUEUE_CLOSED  ? sum.closed
                                    : 0;
    return true;
}

/* Nobody answers for what is with somebody who left, either. [4.12-a] */
static bool left_behind(struct req *rq, enum queue queue, struct list_page *page)
{
    int64_t n = 0;

    if (queue == QUEUE_UNASSIGNED && !hand_over_waiting(rq, &n))
        return false;
    page->left_behind = (int)n;
    return true;
}

struct rows list_acts(struct req *rq)
{
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, 10);
    size_t n = 0;

    for (const struct several_kind *k = several_kinds; k->name; k++) {
        if (!may(rq->user, k->right, NULL))
            continue;
        list[n] = (struct choice){ k->name, lang_text(rq->lang, k->label), NULL, n == 0 };
        n++;
    }
    return (struct rows){ list, n };
}

bool list_show(struct req *rq, enum queue queue)
{
    struct list_page page = { .title = lang_text(rq->lang, queue_kinds[queue].label),
                              .path =
                                  arena_printf(rq->a, "/desk/queues/%s", queue_kinds[queue].name) };
    struct filters f = filters_read(rq);
    struct list_place from = list_place(rq);
    struct reach reach;
    struct counts counts;
    struct pick pick;
    int64_t total;

    rq->path = page.path; /* "/desk" shows a queue as its own address does */
    if (!edge_reach(rq, MAY_READ, &reach) || !filters_classes(rq, &f) ||
        !counts_read(rq, &reach, &counts) || !list_total(rq, &reach, queue, &f, &counts, &total) ||
        !pick_queue(rq, &reach, queue, &f.by, from.at, from.id, DESK_PAGE, &pick) ||
        !desk_list_rows(rq, &reach, pick.key, pick.n, &page.rows) ||
        !filters_show(rq, queue, &f, &reach, &page.filters))
        return false;
    page.total = (int)total;
    page.filtered = pick_filtered(&f.by);
    if (!saved_show(rq, &page) || !left_behind(rq, queue, &page))
        return false;
    page.from = f.from;
    page.to = f.to;
    list_pages(rq, &page, filters_query(rq, &f), &pick, &from);
    if (!pick.more)
        page.total = page.last;
    page.by_due = !queue_kinds[queue].ended;
    page.open = queue_kinds[queue].ended ? 0 : page.total;
    page.may_assign = may(rq->user, MAY_ASSIGN, NULL);
    page.several = list_acts(rq);
    if (may(rq->user, MAY_EXPORT, NULL))
        page.export_href = arena_printf(rq->a, "/desk/export.csv?queue=%s%s",
                                        queue_kinds[queue].name, filters_query(rq, &f));
    return req_render(rq, "desk/list.html", &list_page_record, &page);
}

static bool queue_get(struct req *rq)
{
    int queue = queue_by_name(req_param(rq, "name"));

    if (queue < 0)
        return err_set(rq->err, ERR_NOT_FOUND,
                       N_("This page does not exist, or it is not for you."));
    return list_show(rq, (enum queue)queue);
}

/* The first queue of the reader in which there is something, "mine" for those who own cases; what
 * waits for approval only before those who may give it. */
static bool desk_get(struct req *rq)
{
    static const enum queue order[] = { QUEUE_MINE, QUEUE_APPROVE, QUEUE_UNASSIGNED, QUEUE_OPEN };
    struct reach reach;
    struct counts counts;

    if (!edge_reach(rq, MAY_READ, &reach))
        return false;
    if (reach.none && may(rq->user, MAY_ADMINISTER, NULL))
        return req_redirect(rq, "/desk/settings");
    if (!counts_read(rq, &reach, &counts))
        return false;
    for (size_t i = 0; i < COUNT(order); i++)
        if (queue_count(&counts, order[i]) > 0 &&
            (order[i] != QUEUE_APPROVE || may(rq->user, MAY_APPROVE, NULL)))
            return list_show(rq, order[i]);
    return list_show(rq, QUEUE_MINE);
}

const struct route list_routes[] = {
    { GET, "/desk", MAY_DESK, desk_get, 0 },
    { GET, "/desk/queues/{name}", MAY_READ, queue_get, 0 },
    { 0 },
};
