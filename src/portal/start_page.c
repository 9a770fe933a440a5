/* The first page: four doors, the danger line, the dates of somebody who complains today. */
#include "complaint/pack_version.h"
#include "edge/edge.h"
#include "portal/portal.h"
#include "portal/portal_view.h"
#include "portal/promises.h"

static bool start_get(struct req *rq)
{
    const struct pack_version *pack;
    const struct procedure *p;
    struct start_page view;

    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &pack, rq->err))
        return false;
    view = (struct start_page){
        .emergency = procedure_text(p, "emergency", NULL),
        .counter = procedure_text(p, "counter", NULL),
        .address = procedure_text(p, "address", NULL),
        .suggestions = pack_takes(pack, "suggestion"),
    };
    return promises_from(rq->a, p, pack, NULL, rq->lang, rq->now, &view.promises, rq->err) &&
           req_render(rq, "portal/start.html", &start_page_record, &view);
}

const struct route start_routes[] = {
    { GET, "/", 0, start_get, ROUTE_LANG },
    { 0 },
};
