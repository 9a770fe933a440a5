/* GET /desk/complaints/{reference}/readers: "Who read this?" */
#include "desk/desk.h"
#include "walls/readers.h"
#include "walls/walls_view.h"

#include <stdlib.h>

enum { LOOKS_SHOWN = 100 };

static struct rows looks_show(struct req *rq, const struct rows *looks)
{
    const struct look *look = looks->row;
    struct look_view *list = ARENA_ARRAY(rq->a, struct look_view, looks->n + 1);

    for (size_t i = 0; i < looks->n; i++)
        list[i] = (struct look_view){
            .when = lang_instant(rq->a, rq->lang, look[i].at, rq->app->zone, DATE_SHORT, rq->today),
            .what = lang_text(rq->lang, look[i].words),
            .who = look[i].who,
            .why = look[i].why,
            .sealed = look[i].sealed,
            .blocked = look[i].blocked,
        };
    return (struct rows){ list, looks->n };
}

static bool readers_get(struct req *rq)
{
    const char *before = form_text(rq->query, "before");
    int64_t place = before ? strtoll(before, NULL, 10) : 0;
    struct readers_page page = { 0 };
    const struct look *look;
    struct rows looks;
    struct dossier d;
    bool more;

    if (!edge_case(rq, req_param(rq, "reference"), MAY_READ_READERS, &d) ||
        !looks_read(rq, &d, place, LOOKS_SHOWN, &looks, &more))
        return false;
    look = looks.row;
    page.back = desk_case_path(rq->a, d.c.reference);
    page.back_words =
        lang_format(rq->a, rq->lang, N_("Back to {reference}"), "reference", d.c.reference, NULL);
    page.about =
        d.c.subject.text ? d.c.subject.text : desk_excerpt(rq->a, d.c.description.text, 90);
    page.about_lang = d.c.language;
    page.looks = looks_show(rq, &looks);
    if (more)
        page.older_href =
            arena_printf(rq->a, "%s/readers?before=%" PRId64, page.back, look[looks.n - 1].place);
    if (place > 0)
        page.newest_href = arena_printf(rq->a, "%s/readers", page.back);
    return req_render(rq, "desk/readers.html", &readers_page_record, &page);
}

const struct route walls_routes[] = {
    { GET, "/desk/complaints/{reference}/readers", MAY_READ_READERS, readers_get, 0 },
    { 0 },
};
