/* GET /policy: the policy on complaints as everybody may read it, with the day and who of top
 * management stands for it. [4.2-a] [5.3-a] [item 174] */
#include "edge/edge.h"
#include "edge/names.h"
#include "improvement/leading.h"
#include "portal/portal.h"
#include "portal/portal_view.h"

static bool policy_get(struct req *rq)
{
    struct policy_page page = { 0 };
    struct policy_row row = { 0 };
    const struct lang *is = NULL;
    const struct procedure *p;
    bool there;

    if (!edge_procedure(rq, &p) || !policy_now(edge_act(rq), p, &row, &there, rq->err))
        return false;
    if (there) {
        page.text = policy_text(&row, p, rq->lang, &is);
        page.since = row.from_on;
        if (!edge_staff_name(rq, row.by_id, &page.who))
            return false;
        page.text_lang = is == rq->lang ? NULL : is->tag;
    }
    return req_render(rq, "portal/policy.html", &policy_page_record, &page);
}

const struct route public_policy_routes[] = {
    { GET, "/policy", 0, policy_get, ROUTE_LANG },
    { 0 },
};
