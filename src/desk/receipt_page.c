/* The signed receipt for paper, for somebody who called or stands at the counter: in the
 * complainant's language, without any of their words. [7.2-a] [4.5-b] */
#include "desk/desk.h"
#include "edge/edge.h"
#include "portal/receipt.h"

static bool paper_get(struct req *rq)
{
    const char *reference = req_param(rq, "reference");
    const struct procedure *p;
    struct dossier d;

    if (!edge_procedure(rq, &p) || !edge_case(rq, reference, MAY_READ, &d))
        return false;
    rq->lang = dossier_lang(&d, rq->lang);
    return receipt_paper(rq, p, d.c.id,
                         &(struct receipt_paper_way){
                             .back = arena_printf(rq->a, "/desk/complaints/%s", d.c.reference) });
}

const struct route receipt_routes[] = {
    { GET, "/desk/complaints/{reference}/receipt", MAY_READ, paper_get, 0 },
    { 0 },
};
