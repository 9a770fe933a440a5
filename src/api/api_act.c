/* The table of acts, the routes of their names, and what all of them share. */
#include "api/api_act.h"

#include "desk/write_flow.h"
#include "operation/acknowledgement/ack_flow.h"
#include "operation/assessment/assess_flow.h"
#include "operation/closing/closing_flow.h"
#include "operation/decision/decision_flow.h"
#include "operation/decision/letter.h"
#include "operation/investigation/evidence_flow.h"
#include "operation/investigation/investigation_flow.h"
#include "operation/investigation/take_up_flow.h"
#include "operation/response/remedy_flow.h"
#include "operation/response/response_flow.h"
#include "operation/tracking/track_flow.h"
#include "operation/tracking/tracking_flow.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define CASE x->act, x->p, x->d->c.id

static bool note_run(const struct api_acting *x, const void *in, struct err *err)
{
    struct writing w = { .text = ((const struct api_text *)in)->text };

    return write_note(CASE, &w, err);
}

static bool reply_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_write *form = in;
    struct writing w = { .text = form->text, .channel = form->channel, .language = form->language };

    return write_reply(CASE, &w, err);
}

/* The complainant adds to their case, or told it to somebody who writes it down. */
static bool fact_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_write *form = in;
    struct writing w = { .text = form->text, .channel = form->channel, .language = form->language };
    struct added added = {
        .kind = "fact", .text = form->text, .language = form->language, .channel = "web"
    };

    return x->by_desk ? write_fact(CASE, &w, err) : tracking_add(CASE, &added, err);
}

static bool acknowledge_run(const struct api_acting *x, const void *in, struct err *err)
{
    return ack_give(CASE, x->version, in, err);
}

static bool update_run(const struct api_acting *x, const void *in, struct err *err)
{
    return track_update(CASE, x->version, in, err);
}

static bool assess_run(const struct api_acting *x, const void *in, struct err *err)
{
    return assess_give(CASE, x->version, in, err);
}

static bool take_up_run(const struct api_acting *x, const void *in, struct err *err)
{
    (void)in;
    return case_take_up(CASE, x->version, err);
}

static bool begin_run(const struct api_acting *x, const void *in, struct err *err)
{
    (void)in;
    return investigation_begin(CASE, x->version, err);
}

static bool investigate_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_investigate *form = in;
    struct plan_form *plan = ARENA_ARRAY(x->rq->a, struct plan_form, form->plan.n);
    struct allegation_form *points =
        ARENA_ARRAY(x->rq->a, struct allegation_form, form->allegations.n);
    struct cause_form *causes = ARENA_ARRAY(x->rq->a, struct cause_form, form->causes.n);
    struct investigation_form out = {
        plan,   form->plan.n,   points,           form->allegations.n,
        causes, form->causes.n, form->cause_none, form->hearing_waived,
        0
    };

    for (size_t i = 0; i < out.n_plan; i++) {
        const struct api_plan *g = (const struct api_plan *)form->plan.row + i;
        plan[i] = (struct plan_form){ g->id,     g->kind, g->text,      g->party,
                                      g->due_on, g->done, g->waived_why };
    }
    for (size_t i = 0; i < out.n_allegations; i++) {
        const struct api_find_allegation *g =
            (const struct api_find_allegation *)form->allegations.row + i;
        points[i] = (struct allegation_form){ g->id, g->text, g->finding, g->finding_why };
    }
    for (size_t i = 0; i < out.n_causes; i++) {
        const struct api_cause *g = (const struct api_cause *)form->causes.row + i;
        causes[i] = (struct cause_form){ g->id, g->code, g->analysis, g->ended };
    }
    return investigation_write(CASE, x->version, &out, form->end, err);
}

static bool evidence_run(const struct api_acting *x, const void *in, struct err *err)
{
    return evidence_add(CASE, x->version, in, NULL, err);
}

static bool interview_run(const struct api_acting *x, const void *in, struct err *err)
{
    return interview_add(CASE, x->version, in, err);
}

static bool measure_run(const struct api_acting *x, const void *in, struct err *err)
{
    return measure_add(CASE, x->version, ((const struct api_text *)in)->text, err);
}

static bool respond_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_respond *form = in;
    const struct api_respond_answer *given = form->answers.row;
    struct response_answer *answers =
        ARENA_ARRAY(x->rq->a, struct response_answer, form->answers.n);
    struct response_form out = { .answers = answers,
                                 .n = form->answers.n,
                                 .text = form->text,
                                 .preventive = form->preventive,
                                 .preventive_none = form->preventive_none,
                                 .remedy_none = form->remedy_none };

    for (size_t i = 0; i < out.n; i++)
        answers[i] = (struct response_answer){ given[i].allegation, given[i].text };
    return response_write(CASE, x->version, &out, NULL, err);
}

static bool approve_run(const struct api_acting *x, const void *in, struct err *err)
{
    return remedies_approve(CASE, x->version, ((const struct api_reason *)in)->reason, err);
}

static bool refuse_run(const struct api_acting *x, const void *in, struct err *err)
{
    return remedies_refuse(CASE, x->version, ((const struct api_reason *)in)->reason, err);
}

static bool remedy_run(const struct api_acting *x, const void *in, struct err *err)
{
    return remedy_add(CASE, x->version, in, NULL, err);
}

/* The {remedy} of the path; one that is none is found by no flow. */
static int64_t remedy_id(const struct api_acting *x)
{
    int64_t id;
    int end = 0;
    const char *text = req_param(x->rq, "remedy");

    return sscanf(text, "%" SCNd64 "%n", &id, &end) == 1 && text[end] == '\0' && id > 0 ? id : -1;
}

static bool carry_out_run(const struct api_acting *x, const void *in, struct err *err)
{
    return remedy_carry_out(CASE, x->version, remedy_id(x), in, err);
}

static bool verify_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_verify *form = in;

    return remedy_verify(CASE, x->version, remedy_id(x), form->as_promised, form->note, err);
}

static bool drop_run(const struct api_acting *x, const void *in, struct err *err)
{
    return remedy_drop(CASE, x->version, remedy_id(x), ((const struct api_reason *)in)->reason,
                       err);
}

static bool decide_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_decide *form = in;
    struct decision_form out = { .outcome = form->outcome,
                                 .reasons = form->reasons,
                                 .letter = { form->letter_remedy, form->letter_not_satisfied,
                                             form->letter_inside, form->letter_outside } };

    return decision_take(CASE, x->version, &out, err);
}

static bool communicate_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_communicate *form = in;
    struct tell_form out = { form->channel, form->text, form->staff_told };

    if (!out.text && !letter_write(x->act, x->p, x->rq->app->templates, x->d, &out.text, err))
        return false;
    return decision_tell(CASE, x->version, &out, err);
}

static bool answer_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_answer *form = in;

    return answer_take(CASE, form->answer, form->text, x->by_desk, err);
}

static bool withdraw_run(const struct api_acting *x, const void *in, struct err *err)
{
    return withdraw_record(CASE, ((const struct api_reason *)in)->reason, x->by_desk, err);
}

static bool review_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_review *form = in;
    int64_t reviewer = form->reviewer ? form->reviewer : x->act->actor_id;

    return review_take(CASE, x->version, reviewer, form->text, err);
}

static bool outside_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_outside *form = in;

    return outside_record(CASE, x->version, form->outside, form->text, err);
}

static bool direct_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_direct *form = in;

    return direct_elsewhere(CASE, x->version, form->scope, form->text, err);
}

static bool new_fact_run(const struct api_acting *x, const void *in, struct err *err)
{
    return new_fact_record(CASE, x->version, ((const struct api_reason *)in)->reason, err);
}

static bool close_run(const struct api_acting *x, const void *in, struct err *err)
{
    return closing_close(CASE, x->version, in, err);
}

static bool reopen_run(const struct api_acting *x, const void *in, struct err *err)
{
    return closing_reopen(CASE, x->version, ((const struct api_reason *)in)->reason, err);
}

static const int errors[] = { 401, 403, 404, 409, 413, 415, 422, 429, 0 };

#define OPERATION(name, who, what, words)                                                          \
    .operation = { .id = (name),                                                                   \
                   .summary = (words),                                                             \
                   .doors = (who),                                                                 \
                   .traits = TRAIT_MATCH,                                                          \
                   .request = (what),                                                              \
                   .status = 200,                                                                  \
                   .response = &api_done_record,                                                   \
                   .errors = errors },                                                             \
    .takes = (what)

#define PATH "/api/v1/complaints/{reference}/"
#define ACT(name, right)                                                                           \
    {                                                                                              \
        POST, PATH name, right, api_act_post, ROUTE_API                                            \
    }

const struct route api_act_routes[] = {
    ACT("notes", MAY_API_WRITE),
    ACT("replies", MAY_REPLY),
    ACT("facts", MAY_ANYBODY),
    ACT("acknowledge", MAY_REPLY),
    ACT("update", MAY_REPLY),
    ACT("assess", MAY_ASSESS),
    ACT("take-up", MAY_ASSESS),
    ACT("begin-investigation", MAY_INVESTIGATE),
    ACT("investigate", MAY_INVESTIGATE),
    ACT("evidence", MAY_INVESTIGATE),
    ACT("interviews", MAY_INVESTIGATE),
    ACT("measures", MAY_RESPOND),
    ACT("respond", MAY_RESPOND),
    ACT("approve", MAY_APPROVE),
    ACT("refuse-approval", MAY_APPROVE),
    ACT("remedies", MAY_RESPOND),
    ACT("remedies/{remedy}/carry-out", MAY_RESPOND),
    ACT("remedies/{remedy}/verify", MAY_VERIFY),
    ACT("remedies/{remedy}/drop", MAY_RESPOND),
    ACT("decide", MAY_DECIDE),
    ACT("communicate", MAY_REPLY),
    ACT("answer", MAY_ANYBODY),
    ACT("withdraw", MAY_ANYBODY),
    ACT("review", MAY_DECIDE),
    ACT("outside", MAY_REPLY),
    ACT("direct-elsewhere", MAY_ASSESS),
    ACT("new-fact", MAY_ASSESS),
    ACT("close", MAY_CLOSE),
    ACT("reopen", MAY_REOPEN),
    { 0 },
};

static const struct api_act acts[] = {
    { "notes", MAY_NOTE, .run = note_run,
      OPERATION("addNote", DOOR_SYSTEMS, &api_text_record, "Writes a note that staff alone see.") },
    { "replies", MAY_REPLY, .run = reply_run,
      OPERATION("reply", DOOR_SESSION, &api_write_record, "Writes to the complainant.") },
    { "facts", MAY_NOTE, true, .run = fact_run,
      OPERATION("addFact", DOOR_SYSTEMS | DOOR_CODE, &api_write_record,
                "Adds what the complainant says; the statement itself stays as it is.") },
    { "acknowledge", MAY_REPLY, .run = acknowledge_run,
      OPERATION("acknowledge", DOOR_SESSION, &ack_form_record,
                "Acknowledges the complaint to the complainant. [7.4-a]") },
    { "update", MAY_REPLY, .run = update_run,
      OPERATION("update", DOOR_SESSION, &update_form_record,
                "Tells the complainant how far it is. [7.3-c]") },
    { "assess", MAY_ASSESS, .run = assess_run,
      OPERATION("assess", DOOR_SESSION, &assess_form_record, "Assesses the complaint. [7.5-a]") },
    { "take-up", MAY_ASSESS, .run = take_up_run,
      OPERATION("takeUp", DOOR_SESSION, &api_nothing_record,
                "Whoever asks takes up a case that nobody owns.") },
    { "begin-investigation", MAY_INVESTIGATE, .run = begin_run,
      OPERATION("beginInvestigation", DOOR_SESSION, &api_nothing_record,
                "Begins the investigation. [7.6-a]") },
    { "investigate", MAY_INVESTIGATE, .run = investigate_run,
      OPERATION("investigate", DOOR_SESSION, &api_investigate_record,
                "Writes what is known by now: plan, points, findings, causes. [7.6-a]") },
    { "evidence", MAY_INVESTIGATE, .run = evidence_run,
      OPERATION("addEvidence", DOOR_SESSION, &evidence_form_record, "Adds a piece of evidence.") },
    { "interviews", MAY_INVESTIGATE, .run = interview_run,
      OPERATION("addInterview", DOOR_SESSION, &interview_form_record,
                "Writes down who was heard and what was said.") },
    { "measures", MAY_RESPOND, .run = measure_run,
      OPERATION("addMeasure", DOOR_SESSION, &api_text_record,
                "Writes down what is done at once, before the decision. [7.7-d]") },
    { "respond", MAY_RESPOND, .run = respond_run,
      OPERATION("respond", DOOR_SESSION, &api_respond_record,
                "Writes the response; once nothing is missing it is proposed. [7.7-b]") },
    { "approve", MAY_APPROVE, .run = approve_run,
      OPERATION("approveRemedies", DOOR_SESSION, &api_reason_record,
                "The second person approves what waits for it.") },
    { "refuse-approval", MAY_APPROVE, .run = refuse_run,
      OPERATION("refuseRemedies", DOOR_SESSION, &api_reason_record,
                "The second person gives the proposal back.") },
    { "remedies", MAY_RESPOND, .run = remedy_run,
      OPERATION("addRemedy", DOOR_SESSION, &remedy_form_record, "Promises a remedy. [7.7-a]") },
    { "carry-out", MAY_RESPOND, .run = carry_out_run,
      OPERATION("carryOutRemedy", DOOR_SESSION, &remedy_proof_record,
                "Says with proof that a remedy was carried out.") },
    { "verify", MAY_VERIFY, .run = verify_run,
      OPERATION("verifyRemedy", DOOR_SESSION, &api_verify_record,
                "Verifies that a remedy was carried out as promised.") },
    { "drop", MAY_RESPOND, .run = drop_run,
      OPERATION("dropRemedy", DOOR_SESSION, &api_reason_record,
                "Drops a remedy, with the reason.") },
    { "decide", MAY_DECIDE, .run = decide_run,
      OPERATION("decide", DOOR_SESSION, &api_decide_record, "Takes the decision. [7.8-a]") },
    { "communicate", MAY_REPLY, .run = communicate_run,
      OPERATION("communicate", DOOR_SESSION, &api_communicate_record,
                "Tells the complainant the decision. [7.8-b]") },
    { "answer", MAY_REPLY, true, .run = answer_run,
      OPERATION("answer", DOOR_SESSION | DOOR_CODE, &api_answer_record,
                "The complainant accepts or rejects the decision. [7.9-a]") },
    { "withdraw", MAY_REPLY, true, .run = withdraw_run,
      OPERATION("withdraw", DOOR_SESSION | DOOR_CODE, &api_reason_record,
                "The complainant takes the complaint back.") },
    { "review", MAY_DECIDE, .run = review_run,
      OPERATION("review", DOOR_SESSION, &api_review_record,
                "Somebody who had no part takes the review. [7.9-b]") },
    { "outside", MAY_REPLY, .run = outside_run,
      OPERATION("recordOutside", DOOR_SESSION, &api_outside_record,
                "What became of the options outside. [7.9-b]") },
    { "direct-elsewhere", MAY_ASSESS, .run = direct_run,
      OPERATION("directElsewhere", DOOR_SESSION, &api_direct_record,
                "It is another's matter: tells whose. [1-a]") },
    { "new-fact", MAY_ASSESS, .run = new_fact_run,
      OPERATION("newFact", DOOR_SESSION, &api_reason_record,
                "A significant new fact leads back to the assessment.") },
    { "close", MAY_CLOSE, .run = close_run,
      OPERATION("close", DOOR_SESSION, &closing_form_record,
                "Closes the case, if the gate of the standard opens. [7.9-a]") },
    { "reopen", MAY_REOPEN, .run = reopen_run,
      OPERATION("reopen", DOOR_SESSION, &api_reason_record, "Opens a closed case again.") },
};

const struct api_act *api_act_of(const struct route *route)
{
    const char *name = strrchr(route->path, '/');

    for (size_t i = 0; name && route->run == api_act_post && i < COUNT(acts); i++)
        if (strcmp(acts[i].name, name + 1) == 0)
            return &acts[i];
    return NULL;
}

/* If-Match: the version that whoever asks has seen, as the ETag of the case gave it. */
static bool version_read(struct req *rq, int64_t *out)
{
    const char *match = req_header(rq, "If-Match");
    int end = 0;

    *out = 0;
    if (!match || strcmp(match, "*") == 0)
        return true;
    if (sscanf(match, "\"%" SCNd64 "\"%n", out, &end) == 1 && match[end] == '\0' && *out > 0)
        return true;
    return err_field(rq->err, "If-Match", N_("This is not the ETag of a complaint."));
}

static bool done(struct req *rq, int64_t id)
{
    struct complaint_row c = { 0 };
    struct api_done out;

    if (!complaint_by_id(rq->a, rq->db, id, &c, rq->err))
        return false;
    out = (struct api_done){ c.reference, c.stage, c.version, c.updated_at };
    return req_json(rq, 200, &api_done_record, &out);
}

bool api_act_post(struct req *rq)
{
    const struct api_act *what = api_act_of(rq->route);
    void *in = arena_alloc(rq->a, what->takes->size);
    struct api_acting x = { .rq = rq };
    struct dossier d;
    enum api_view view;

    if (!api_case(rq, what->right, what->code_opens, &d, &view) || !api_body(rq, what->takes, in) ||
        !version_read(rq, &x.version) || !edge_procedure(rq, &x.p))
        return false;
    x.act = edge_act(rq);
    x.d = &d;
    x.by_desk = view == API_STAFF;
    return what->run(&x, in, rq->err) && done(rq, d.c.id);
}
