#include "edge/survey.h"

#include "complaint/pack_version.h"
#include "operation/closing/closing_flow.h"
#include "operation/step.h"

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

    return tx_begin(&tx, act->db, err) && step_once(act, complaint, err) &&
           tracking_satisfaction(act, p, complaint, given, err) &&
           complaint_by_id(act->a, act->db, complaint, &c, err) &&
           procedure_pack(p, act->db, c.pack_id, &v, err) &&
           (!v || worst(given) > v->reopen_up_to ||
            closing_reopen(act, p, complaint, 0, why, err)) &&
           tx_commit(&tx, err);
}

bool survey_call(const struct act *act, const struct procedure *p, int64_t complaint,
                 int64_t version, const char *outcome, const struct satisfaction *given, bool again,
                 struct err *err)
{
    const char *why =
        lang_text(p->lang, N_("The complainant is not satisfied: the solution is assessed anew."));
    struct complaint_row c = { 0 };
    const struct pack_version *v;
    AUTO_TX tx = { 0 };

    if (again && word_value(&call_words, outcome) > CALL_REACHED)
        return tracking_call_unreached(err);
    if (again && !step_given(given->text))
        return err_field(err, "comment", N_("Write what they want looked at again."));
    if (!tx_begin(&tx, act->db, err) || !step_once(act, complaint, err) ||
        !tracking_call(act, p, complaint, version, outcome, given, err) ||
        !complaint_by_id(act->a, act->db, complaint, &c, err) ||
        !procedure_pack(p, act->db, c.pack_id, &v, err))
        return false;
    again |=
        v && word_value(&call_words, outcome) == CALL_REACHED && worst(given) <= v->reopen_up_to;
    return (!again || closing_reopen(act, p, complaint, 0,
                                     step_given(given->text) ? given->text : why, err)) &&
           tx_commit(&tx, err);
}
