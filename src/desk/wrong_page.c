/* The list has as many as the figure counts: both are of the day of the receipt. */
#include "desk/wrong.h"

#include "db/wrong_sql.h"
#include "desk/desk.h"

#define WRONG "/desk/wrongly-prioritised"

static int64_t end_of(const struct filters *f)
{
    return f->by.until.us ? f->by.until.us : INT64_MAX;
}

bool wrong_count(struct req *rq, const struct reach *reach, const struct filters *f, int64_t *out)
{
    return sql_wrong_count(rq->a, rq->db, f->by.from.us, end_of(f), reach->all, reach->teams,
                           reach->barred, out, rq->err);
}

const char *wrong_href(struct req *rq, const struct filters *f)
{
    const char *query = filters_query(rq, f);

    return arena_join(rq->a, WRONG, *query ? "?" : "", *query ? query + 1 : "");
}

static bool keys_read(struct req *rq, const struct reach *reach, const struct filters *f,
                      const struct list_place *from, struct pick *out)
{
    bool later = from->shown > 0;
    struct rows keys;

    if (!sql_wrong_page(rq->a, rq->db, f->by.from.us, end_of(f), later ? from->at : INT64_MAX,
                        later ? from->id : INT64_MAX, DESK_PAGE + 1, reach->all, reach->teams,
                        reach->barred, &keys, rq->err))
        return false;
    *out = (struct pick){ .key = (struct case_key *)(uintptr_t)keys.row,
                          .n = keys.n > DESK_PAGE ? DESK_PAGE : keys.n,
                          .more = keys.n > DESK_PAGE };
    if (out->n > 0) {
        out->place = out->key[out->n - 1].place;
        out->last = out->key[out->n - 1].id;
    }
    return true;
}

/* Only the days narrow it. */
static bool wrong_get(struct req *rq)
{
    struct filters asked = filters_read(rq);
    struct filters f = { .by = { .from = asked.by.from, .until = asked.by.until },
                         .from = asked.from,
                         .to = asked.to };
    struct list_place from = list_place(rq);
    struct list_page page = { .title = lang_text(rq->lang, N_("Wrongly prioritised")),
                              .path = WRONG,
                              .filtered = date_is_set(f.from) || date_is_set(f.to),
                              .from = f.from,
                              .to = f.to };
    struct reach reach;
    struct pick pick;
    int64_t n;

    if (!edge_reach(rq, MAY_READ, &reach) || !wrong_count(rq, &reach, &f, &n) ||
        !keys_read(rq, &reach, &f, &from, &pick) ||
        !desk_list_rows(rq, &reach, pick.key, pick.n, &page.rows))
        return false;
    page.total = (int)n;
    list_pages(rq, &page, filters_query(rq, &f), &pick, &from);
    return req_render(rq, "desk/list.html", &list_page_record, &page);
}

const struct route wrong_routes[] = {
    { GET, WRONG, MAY_FIGURES, wrong_get, 0 },
    { 0 },
};
