#include "edge/survey.h"

#include "complaint/pack_version.h"
#include "operation/closing/closing_flow.h"

/* The worse of the two answers. */
static int worst(const struct satisfaction *s)
{
    return s->outcome > 0 && s->outcome < s->handling ? s->outcome : s->handling;
}

bool survey_take(const struct act *act, const struct procedure *p, int64_t complaint,
                 const struct satisfaction *given, struct err *err)
{
    const char *why =
        lang_text(p->lang, N_("The complainant is not satisfied: the solution is assessed anew."));
    struct complaint_row c = { 0 };
    const struct pack_version *v;
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, act->db, err) && tracking_satisfaction(act, p, complaint, given, err) &&
           complaint_by_id(act->a, act->db, complaint, &c, err) &&
           procedure_pack(p, act->db, c.pack_id, &v, err) &&
           (!v || worst(given) > v->reopen_up_to ||
            closing_reopen(act, p, complaint, 0, why, err)) &&
           tx_commit(&tx, err);
}
