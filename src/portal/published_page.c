/* GET /published: results that were published, the newest first. No person is in them. */
#include "db/publication_sql.h"
#include "desk/publish.h"
#include "edge/edge.h"
#include "portal/portal.h"
#include "portal/portal_view.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 20 };

/* "1795391999000000-4711": behind which one the page goes on. */
static void before_read(const struct req *rq, struct instant *at, int64_t *id)
{
    const char *typed = form_text(rq->query, "before");
    char *rest = NULL;

    *at = (struct instant){ INT64_MAX };
    *id = INT64_MAX;
    if (!typed)
        return;
    at->us = strtoll(typed, &rest, 10);
    if (*rest == '-')
        *id = strtoll(rest + 1, NULL, 10);
}

static bool published_get(struct req *rq)
{
    struct published_page page = { 0 };
    struct published_line *list;
    const struct published *row;
    struct instant before;
    struct rows rows;
    int64_t id;

    before_read(rq, &before, &id);
    if (!sql_published(rq->a, rq->db, before, id, SHOWN + 1, &rows, rq->err))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct published_line, rows.n);
    for (size_t i = 0; i < rows.n && i < SHOWN; i++)
        list[i] = (struct published_line){ zone_date(rq->app->zone, row[i].approved_at, NULL),
                                           row[i].text, row[i].language };
    if (rows.n > SHOWN)
        page.older_href = arena_printf(rq->a, "%s/published?before=%" PRId64 "-%" PRId64,
                                       rq->base ? rq->base : "", row[SHOWN - 1].approved_at.us,
                                       row[SHOWN - 1].id);
    page.lines = (struct rows){ list, rows.n > SHOWN ? SHOWN : rows.n };
    return req_render(rq, "portal/published.html", &published_page_record, &page);
}

const struct route published_routes[] = {
    { GET, "/published", 0, published_get, ROUTE_LANG },
    { 0 },
};
