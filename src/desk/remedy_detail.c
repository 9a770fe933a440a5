/* What a remedy costs us, who pays, who approved it, and why although a budget. [item 139] */
#include "base/buf.h"
#include "desk/budget.h"
#include "edge/names.h"

static void part(struct buf *b, const char *text)
{
    buf_printf(b, "%s%s", b->n > 0 ? " · " : "", text);
}

bool remedy_detail(struct req *rq, const struct procedure *p, const struct remedy_row *r,
                   const char **out)
{
    struct buf b = buf_new(rq->a);
    const char *fund = procedure_label(p, "funding_source", r->fund, rq->lang);
    const char *name = NULL;

    if (!edge_staff_name(rq, r->approved_by, &name))
        return false;
    if (r->cost > 0 && r->currency)
        part(&b, lang_format(rq->a, rq->lang, N_("costs us {sum}"), "sum",
                             lang_money(rq->a, rq->lang, r->cost, r->currency), NULL));
    if (r->cost > 0 && fund)
        part(&b, lang_format(rq->a, rq->lang, N_("paid by: {fund}"), "fund", fund, NULL));
    if (name)
        part(&b, lang_format(rq->a, rq->lang, N_("approved by {name}"), "name", name, NULL));
    if (r->over_why.text)
        part(&b, lang_format(rq->a, rq->lang, N_("although the budget: {why}"), "why",
                             r->over_why.text, NULL));
    *out = b.n > 0 ? buf_text(&b) : NULL;
    return true;
}
