/* GET /api/v1/complaints/{reference}/receipt: the signed receipt, as the portal gives it. Who has
 * the code gets the words with it; staff and systems read those where their rights are asked. */
#include "api/api.h"

#include "operation/receipt/receipt_sign.h"
#include "portal/receipt.h"

#include <string.h>

bool api_receipt_get(struct req *rq)
{
    const struct procedure *p;
    struct signed_receipt r;
    enum api_view view;
    struct dossier d;

    if (!api_case(rq, MAY_READ, true, &d, &view) || !edge_procedure(rq, &p))
        return false;
    if (view == API_COMPLAINANT)
        return receipt_send(rq, p, d.c.id);
    return receipt_sign(edge_act(rq), p, d.c.id, &r, rq->err) &&
           req_download(rq, "text/plain; charset=utf-8",
                        arena_printf(rq->a, "redress-receipt-%s.txt", r.note.reference),
                        (struct bytes){ (const unsigned char *)r.text, strlen(r.text) });
}
