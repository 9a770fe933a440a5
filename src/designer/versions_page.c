/*
 * GET /desk/settings/procedure/versions: all versions that are stored, what was taken when, by whom
 * and why, as the organisation's events have it; each version as the file it was made of. [6.1-c]
 */
#include "complaint/event_details.h"
#include "complaint/pack_version.h"
#include "db/packs_sql.h"
#include "designer/compare_page.h"
#include "designer/designer_view.h"
#include "designer/versions.h"
#include "edge/edge.h"
#include "edge/names.h"
#include "people/packs_flow.h"
#include "people/settings.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { TAKEN_SHOWN = 50 };

static bool by_whom(struct req *rq, int64_t staff, const char **out)
{
    if (!edge_staff_name(rq, staff, out))
        return false;
    if (!*out)
        *out = lang_text(rq->lang, N_("on the machine"));
    return true;
}

static bool version_line(struct req *rq, const struct procedure *p,
                         const struct pack_version *in_force, const struct pack_version_row *row,
                         struct designer_version *out)
{
    const struct pack_version *v;

    if (!procedure_pack(p, rq->db, row->id, &v, rq->err) || !by_whom(rq, row->added_by, &out->by))
        return false;
    out->which = arena_printf(rq->a, "%s@%" PRId64, row->name, row->edition);
    out->title = v->title.in[rq->lang->index];
    out->at = settings_instant(rq, row->added_at);
    out->digest = row->digest;
    out->in_force = in_force && in_force->id == row->id;
    return true;
}

static bool versions_fill(struct req *rq, const struct procedure *p, struct designer_versions *page)
{
    const struct pack_version_row *row;
    const struct pack_version *in_force;
    struct designer_version *list;
    struct rows rows;

    if (!pack_list_all(edge_act(rq), &rows, rq->err) ||
        !procedure_pack_now(p, rq->db, &in_force, rq->err))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct designer_version, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        if (!version_line(rq, p, in_force, &row[rows.n - 1 - i], &list[i]))
            return false;
    page->versions = (struct rows){ list, rows.n };
    return true;
}

static bool taken_fill(struct req *rq, struct designer_versions *page)
{
    const struct event_details *event;
    struct designer_line *list;
    struct rows events;

    if (!event_details_own(edge_act(rq), ",pack_taken,", TAKEN_SHOWN, &events, rq->err))
        return false;
    event = events.row;
    list = ARENA_ARRAY(rq->a, struct designer_line, events.n);
    for (size_t i = 0; i < events.n; i++) {
        if (!by_whom(rq, event[i].event.actor, &list[i].b))
            return false;
        list[i].a = settings_instant(rq, event[i].event.at);
        list[i].c = event[i].reason ? event[i].reason : "–";
        list[i].d = arena_printf(rq->a, "%" PRId64, event[i].id);
    }
    page->taken = (struct rows){ list, events.n };
    return true;
}

static bool versions_get(struct req *rq)
{
    struct designer_versions page = { .title = lang_text(rq->lang, N_("Versions")),
                                      .back = DESIGNER };
    const struct procedure *p;

    return edge_procedure(rq, &p) && versions_fill(rq, p, &page) && taken_fill(rq, &page) &&
           req_render(rq, "desk/designer_versions.html", &designer_versions_record, &page);
}

/* Byte for byte what was added. */
static bool export_get(struct req *rq)
{
    const char *which = form_text(rq->query, "version");
    struct pack_version_row row = { 0 };

    if (!which)
        return req_redirect(rq, DESIGNER "/versions");
    if (!pack_find(edge_act(rq), which, &row, rq->err))
        return false;
    return req_download(rq, "application/yaml",
                        arena_printf(rq->a, "%s-%" PRId64 ".yaml", row.name, row.edition),
                        (struct bytes){ (const unsigned char *)row.yaml, strlen(row.yaml) });
}

const struct route designer_versions_routes[] = {
    { GET, DESIGNER "/versions", MAY_ADMINISTER, versions_get, 0 },
    { GET, DESIGNER "/export", MAY_ADMINISTER, export_get, 0 },
    { 0 },
};
