/* GET /desk/search: what was found, as a list. */
#include "desk/search.h"

#include "db/desk_sql.h"
#include "desk/filters.h"
#include "desk/saved.h"

#include <stdlib.h>
#include <string.h>

enum { PERSON_MOST = 100 }; /* as many as the statement lists */

/* Cases of one person; those in which this reader may not know who complained are left
 * out, for the list would tell. */
static bool person_rows(struct req *rq, const struct reach *reach, int64_t person, struct rows *out)
{
    const struct list_row *row;
    struct list_row *list;
    struct rows keys, rows;
    size_t n = 0;

    if (!sql_person_cases(rq->a, rq->db, person, 0, rq->user->id, rq->now, reach->all, reach->teams,
                          reach->barred, &keys, rq->err) ||
        !desk_list_rows(rq, reach, keys.row, keys.n, &rows))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct list_row, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        if (!row[i].sealed)
            list[n++] = row[i];
    *out = (struct rows){ list, n };
    return true;
}

/* The record that stands for that one: an address that was kept is older than a join. */
static int64_t stands_for(struct req *rq, const char *person)
{
    int64_t id = strtoll(person, NULL, 10);
    struct person_row row = { 0 };
    struct err none = { 0 };

    return person_by_id(rq->a, rq->db, id, &row, &none) && row.joined_into_id ? row.joined_into_id
                                                                              : id;
}

static bool person_list(struct req *rq, const struct reach *reach, const char *person,
                        struct list_page *page)
{
    const struct list_row *row;

    if (!person_rows(rq, reach, stands_for(rq, person), &page->rows))
        return false;
    row = page->rows.row;
    page->person = true;
    page->found = page->total = page->last = (int)page->rows.n;
    page->first = page->rows.n > 0 ? 1 : 0;
    page->more = page->rows.n >= PERSON_MOST;
    page->title =
        page->rows.n > 0 && row->who
            ? lang_format(rq->a, rq->lang, N_("Complaints of {name}"), "name", row->who, NULL)
            : lang_text(rq->lang, N_("Complaints of one person"));
    return true;
}

static bool words_list(struct req *rq, const struct reach *reach, const char *q,
                       const struct filters *f, struct list_page *page)
{
    struct list_place from = list_place(rq);
    struct search s = { .q = q, .filter = f->by, .place = from.at, .last = from.id };
    struct buf query = buf_new(rq->a);
    struct pick pick;

    if (!search_cases(rq, reach, &s, &pick) ||
        !desk_list_rows(rq, reach, pick.key, pick.n, &page->rows))
        return false;
    query_add(&query, "q", q);
    buf_str(&query, filters_query(rq, f));
    list_pages(rq, page, buf_text(&query), &pick, &from);
    page->more = pick.more;
    page->found = page->last;
    return true;
}

static bool search_get(struct req *rq)
{
    const char *q = form_text(rq->query, "q"), *person = form_text(rq->query, "person");
    struct filters f = filters_read(rq);
    struct list_page page = { .title = lang_text(rq->lang, N_("Search")),
                              .path = "/desk/search",
                              .search = true,
                              .from = f.from,
                              .to = f.to,
                              .filtered = pick_filtered(&f.by) };
    struct reach reach;

    if (!edge_reach(rq, MAY_READ, &reach) || !filters_classes(rq, &f) ||
        !filters_show(rq, QUEUE_OPEN, &f, &reach, &page.filters))
        return false;
    if (person ? !person_list(rq, &reach, person, &page)
               : q && *q && !words_list(rq, &reach, q, &f, &page))
        return false;
    page.may_assign = may(rq->user, MAY_ASSIGN, NULL);
    page.several = list_acts(rq);
    if (!page.more)
        page.total = page.last;
    if (((q && *q) || person) && !saved_show(rq, &page))
        return false;
    return req_render(rq, "desk/list.html", &list_page_record, &page);
}

const struct route search_routes[] = {
    { GET, "/desk/search", MAY_READ, search_get, 0 },
    { 0 },
};
