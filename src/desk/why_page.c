/* /desk/complaints/{reference}/dates: why each of its dates is that day, step by step. Lists lead
 * here, so that they need no sum of any line. [4.4-b] [4.15-a] */
#include "desk/case_show.h"
#include "desk/desk.h"
#include "desk/why_view.h"

#include <string.h>

static bool dates_get(struct req *rq)
{
    struct case_dates_page page = { 0 };
    struct dossier d;
    struct case_show s = { .rq = rq, .d = &d };
    const struct clock_view *clock;
    struct case_date *list;
    struct rows clocks;

    if (!edge_case(rq, req_param(rq, "reference"), MAY_READ, &d) || !edge_procedure(rq, &s.p) ||
        !case_dates(&s, SIZE_MAX, &clocks))
        return false;
    clock = clocks.row;
    list = ARENA_ARRAY(rq->a, struct case_date, clocks.n);
    for (size_t i = 0; i < clocks.n; i++)
        list[i] = (struct case_date){ .id = arena_printf(rq->a, "d%" PRId64, clock[i].id),
                                      .clock = &clock[i] };
    page.back = desk_case_path(rq->a, d.c.reference);
    page.back_words =
        lang_format(rq->a, rq->lang, N_("Back to {reference}"), "reference", d.c.reference, NULL);
    page.next.row = list;
    page.next.n = clocks.n > 0 && clock[0].runs;
    page.others = (struct rows){ list + page.next.n, clocks.n - page.next.n };
    return req_render(rq, "desk/dates.html", &case_dates_record, &page);
}

const struct route why_routes[] = {
    { GET, "/desk/complaints/{reference}/dates", MAY_READ, dates_get, 0 },
    { 0 },
};
