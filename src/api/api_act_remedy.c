/* Remedies and measures, from the promise to the proof. [7.7-a] */
#include "api/api_act.h"

#include "operation/response/remedy_flow.h"
#include "operation/response/response_flow.h"

static bool measure_run(const struct api_acting *x, const void *in, struct err *err)
{
    return measure_add(API_CASE(x), x->version, ((const struct api_text *)in)->text, err);
}

static bool approve_run(const struct api_acting *x, const void *in, struct err *err)
{
    return remedies_approve(API_CASE(x), x->version, ((const struct api_reason *)in)->reason, err);
}

static bool refuse_run(const struct api_acting *x, const void *in, struct err *err)
{
    return remedies_refuse(API_CASE(x), x->version, ((const struct api_reason *)in)->reason, err);
}

/* The same as the desk's form; who sees to it comes as a login. */
static bool form_of(const struct api_acting *x, const struct api_remedy_form *in,
                    struct remedy_form *out, struct err *err)
{
    *out = (struct remedy_form){ 0 };
    record_take(&remedy_form_record, out, &api_remedy_form_record, in);
    return !in->owner || api_staff(x, in->owner, "owner", &out->owner, err);
}

static bool remedy_run(const struct api_acting *x, const void *in, struct err *err)
{
    struct remedy_form form;

    return form_of(x, in, &form, err) &&
           remedy_add(API_CASE(x), x->version, &form, &x->done->id, err);
}

static bool alter_run(const struct api_acting *x, const void *in, struct err *err)
{
    struct remedy_form form;

    return form_of(x, in, &form, err) &&
           remedy_alter(API_CASE(x), x->version, api_path_id(x, "remedy"), &form, err);
}

static bool carry_out_run(const struct api_acting *x, const void *in, struct err *err)
{
    return remedy_carry_out(API_CASE(x), x->version, api_path_id(x, "remedy"), in, err);
}

static bool verify_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_verify *form = in;

    return api_named(remedy_verify(API_CASE(x), x->version, api_path_id(x, "remedy"),
                                   form->as_promised, form->note, err),
                     err, "proof", "note");
}

static bool drop_run(const struct api_acting *x, const void *in, struct err *err)
{
    return remedy_drop(API_CASE(x), x->version, api_path_id(x, "remedy"),
                       ((const struct api_reason *)in)->reason, err);
}

const struct api_act api_remedy_acts[] = {
    API_ACT("measures", MAY_RESPOND, measure_run, "addMeasure", DOOR_SYSTEMS, &api_text_record,
            "Writes down what is done at once, before the decision. [7.7-d]"),
    API_ACT("approve", MAY_APPROVE, approve_run, "approveRemedies", DOOR_SESSION,
            &api_reason_record, "The second person approves what waits for it."),
    API_ACT("refuse-approval", MAY_APPROVE, refuse_run, "refuseRemedies", DOOR_SESSION,
            &api_reason_record, "The second person gives the proposal back."),
    API_ACT("remedies", MAY_RESPOND, remedy_run, "addRemedy", DOOR_SYSTEMS, &api_remedy_form_record,
            "Promises a remedy. [7.7-a]"),
    API_ACT("remedies/{remedy}/alter", MAY_RESPOND, alter_run, "alterRemedy", DOOR_SYSTEMS,
            &api_remedy_form_record, "Another promise in its place, before the decision."),
    API_ACT("remedies/{remedy}/carry-out", MAY_RESPOND, carry_out_run, "carryOutRemedy",
            DOOR_SYSTEMS, &remedy_proof_record, "Says with proof that a remedy was carried out."),
    API_ACT("remedies/{remedy}/verify", MAY_VERIFY, verify_run, "verifyRemedy", DOOR_SESSION,
            &api_verify_record, "Verifies that a remedy was carried out as promised."),
    API_ACT("remedies/{remedy}/drop", MAY_RESPOND, drop_run, "dropRemedy", DOOR_SYSTEMS,
            &api_reason_record, "Drops a remedy, with the reason."),
    { 0 },
};
