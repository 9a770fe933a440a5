/* GET /desk/settings/procedure/compare: two stored versions side by side. */
#include "designer/compare_page.h"

#include "designer/compare.h"
#include "designer/designer_view.h"
#include "designer/versions.h"
#include "edge/edge.h"
#include "people/packs_flow.h"

#include <string.h>

bool versions_choices(struct req *rq, const struct procedure *p, const char *chosen,
                      struct rows *out)
{
    const struct pack_version_row *row;
    struct choice *list;
    struct rows rows;

    if (!pack_list_all(edge_act(rq), &rows, rq->err))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct choice, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct pack_version *v;
        if (!procedure_pack(p, rq->db, row[i].id, &v, rq->err))
            return false;
        list[i].value = arena_printf(rq->a, "%s@%" PRId64, row[i].name, row[i].edition);
        list[i].label = lang_format(rq->a, rq->lang, N_("{title} ({version})"), "title",
                                    v->title.in[rq->lang->index], "version", list[i].value, NULL);
        list[i].chosen = chosen && strcmp(chosen, list[i].value) == 0;
    }
    *out = (struct rows){ list, rows.n };
    return true;
}

static bool compare_get(struct req *rq)
{
    const char *before = form_text(rq->query, "before"), *after = form_text(rq->query, "after");
    struct designer_compare page = { .title = lang_text(rq->lang, N_("Compare two versions")),
                                     .back = DESIGNER };
    struct pack_version_row one = { 0 }, two = { 0 };
    const struct procedure *p;

    if (!edge_procedure(rq, &p) || !versions_choices(rq, p, before, &page.before) ||
        !versions_choices(rq, p, after, &page.after))
        return false;
    if (before && *before && after && *after) {
        if (!pack_find(edge_act(rq), before, &one, rq->err) ||
            !pack_find(edge_act(rq), after, &two, rq->err))
            return false;
        page.compared = true;
        page.changes = compare_packs(rq->a, rq->lang, p, one.yaml, two.yaml);
        page.same = page.changes.n == 0;
    }
    return req_render(rq, "desk/designer_compare.html", &designer_compare_record, &page);
}

const struct route designer_compare_routes[] = {
    { GET, DESIGNER "/compare", MAY_ADMINISTER, compare_get, 0 },
    { 0 },
};
