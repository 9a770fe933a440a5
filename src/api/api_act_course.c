/* The acts of the course of a case, from tracking to opening again. */
#include "api/api_act.h"

#include "desk/write_flow.h"
#include "edge/survey.h"
#include "operation/acknowledgement/ack_flow.h"
#include "operation/assessment/assess_flow.h"
#include "operation/closing/closing_flow.h"
#include "operation/decision/decision_flow.h"
#include "operation/decision/letter.h"
#include "operation/investigation/evidence_flow.h"
#include "operation/investigation/investigation_flow.h"
#include "operation/investigation/take_up_flow.h"
#include "operation/receipt/filing_check.h"
#include "operation/response/response_flow.h"
#include "operation/tracking/track_flow.h"
#include "operation/tracking/tracking_flow.h"

static bool note_run(const struct api_acting *x, const void *in, struct err *err)
{
    struct writing w = { .text = ((const struct api_text *)in)->text, .made = &x->done->id };

    return write_note(API_CASE(x), &w, err);
}

static bool reply_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_write *form = in;
    struct writing w = { .text = form->text,
                         .channel = form->channel,
                         .language = form->language,
                         .made = &x->done->id };

    return filing_language_allowed("language", form->language, err) &&
           write_reply(API_CASE(x), &w, err);
}

/* The complainant adds to their case, or told it to somebody who writes it down. */

static bool fact_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_write *form = in;
    struct writing w = { .text = form->text, .channel = form->channel, .language = form->language };
    struct added added = {
        .kind = "fact", .text = form->text, .language = form->language, .channel = "web"
    };

    if (!filing_language_allowed("language", form->language, err))
        return false;
    return x->by_desk ? write_fact(API_CASE(x), &w, err) : tracking_add(API_CASE(x), &added, err);
}

/* A slip of the complainant's own pen; the statement stays beside it. [7.2-f] */
static bool correction_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_write *form = in;
    struct added added = {
        .kind = "correction", .text = form->text, .language = form->language, .channel = "web"
    };

    return filing_language_allowed("language", form->language, err) &&
           tracking_add(API_CASE(x), &added, err);
}

static bool satisfaction_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_satisfaction *form = in;
    struct satisfaction given = { .handling = form->satisfaction,
                                  .fair = form->fair,
                                  .outcome = form->outcome,
                                  .text = form->comment };

    api_survey_answers(x->rq->a, &form->answers, &given);
    return survey_take(API_CASE(x), &given, err);
}

static bool acknowledge_run(const struct api_acting *x, const void *in, struct err *err)
{
    return ack_give(API_CASE(x), x->version, in, err);
}

static bool ack_returned_run(const struct api_acting *x, const void *in, struct err *err)
{
    return ack_returned(API_CASE(x), ((const struct api_reason *)in)->reason, err);
}

static bool update_run(const struct api_acting *x, const void *in, struct err *err)
{
    return track_update(API_CASE(x), x->version, in, err);
}

static bool assess_run(const struct api_acting *x, const void *in, struct err *err)
{
    return assess_give(API_CASE(x), x->version, in, err);
}

static bool take_up_run(const struct api_acting *x, const void *in, struct err *err)
{
    (void)in;
    return case_take_up(API_CASE(x), x->version, err);
}

static bool begin_run(const struct api_acting *x, const void *in, struct err *err)
{
    (void)in;
    return investigation_begin(API_CASE(x), x->version, err);
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
    return investigation_write(API_CASE(x), x->version, &out, form->end, err);
}

static bool evidence_run(const struct api_acting *x, const void *in, struct err *err)
{
    return evidence_add(API_CASE(x), x->version, in, &x->done->id, err);
}

static bool interview_run(const struct api_acting *x, const void *in, struct err *err)
{
    return api_named(interview_add(API_CASE(x), x->version, in, err), err, "person", "party");
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
    return response_write(API_CASE(x), x->version, &out, NULL, err);
}

/* The {remedy} of the path; one that is none is found by no flow. */

static bool decide_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_decide *form = in;
    struct decision_form out = { .outcome = form->outcome,
                                 .reasons = form->reasons,
                                 .letter = { form->letter_remedy, form->letter_not_satisfied,
                                             form->letter_inside, form->letter_outside } };

    return decision_take(API_CASE(x), x->version, &out, err);
}

static bool communicate_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_communicate *form = in;
    struct tell_form out = { form->channel, form->text, form->staff_told };

    if (!out.text && !letter_write(x->act, x->p, x->rq->app->templates, x->d, &out.text, err))
        return false;
    return api_named(decision_tell(API_CASE(x), x->version, &out, err), err, "by", "channel");
}

static bool letter_run(const struct api_acting *x, const void *in, struct err *err)
{
    return decision_letter(API_CASE(x), x->version, in, err);
}

static bool tell_staff_run(const struct api_acting *x, const void *in, struct err *err)
{
    (void)in;
    return decision_tell_staff(API_CASE(x), x->version, err);
}

static bool decision_returned_run(const struct api_acting *x, const void *in, struct err *err)
{
    return decision_returned(API_CASE(x), ((const struct api_reason *)in)->reason, err);
}

static bool answer_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_answer *form = in;

    return answer_take(API_CASE(x), x->version, form->answer, form->text, x->by_desk, err);
}

static bool withdraw_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_reason *form = in;

    return api_named(withdraw_record(API_CASE(x), x->version, form->reason, x->by_desk, err), err,
                     "text", "reason");
}

/* A key is nobody who could take the review itself. */
static bool review_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_review *form = in;
    int64_t reviewer = x->act->actor_id;

    if (form->reviewer || x->rq->user->kind == USER_KEY)
        return api_staff(x, form->reviewer, "reviewer", &reviewer, err) &&
               review_take(API_CASE(x), x->version, reviewer, form->text, err);
    return review_take(API_CASE(x), x->version, reviewer, form->text, err);
}

static bool outside_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_outside *form = in;

    return api_named(
        api_named(outside_record(API_CASE(x), x->version, form->outside, form->text, err), err,
                  "what", "outside"),
        err, "outcome", "text");
}

static bool direct_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_direct *form = in;

    return direct_elsewhere(API_CASE(x), x->version, form->scope, form->text, err);
}

static bool new_fact_run(const struct api_acting *x, const void *in, struct err *err)
{
    return new_fact_record(API_CASE(x), x->version, ((const struct api_reason *)in)->reason, err);
}

static bool close_run(const struct api_acting *x, const void *in, struct err *err)
{
    return closing_close(API_CASE(x), x->version, in, err);
}

static bool reopen_run(const struct api_acting *x, const void *in, struct err *err)
{
    return closing_reopen(API_CASE(x), x->version, ((const struct api_reason *)in)->reason, err);
}

const struct api_act api_course_acts[] = {
    API_ACT("notes", MAY_NOTE, note_run, "addNote", DOOR_SYSTEMS, &api_text_record,
            "Writes a note that staff alone see."),
    API_ACT("replies", MAY_REPLY, reply_run, "reply", DOOR_SYSTEMS, &api_write_record,
            "Writes to the complainant."),
    API_ACT("facts", MAY_REPLY, fact_run, "addFact", DOOR_SYSTEMS | DOOR_CODE, &api_write_record,
            "Adds what the complainant says; the statement itself stays as it is."),
    API_ACT("corrections", MAY_REPLY, correction_run, "correct", DOOR_CODE, &api_write_record,
            "The complainant corrects a slip of the pen; the statement itself stays as it is."),
    API_ACT("acknowledge", MAY_REPLY, acknowledge_run, "acknowledge", DOOR_SYSTEMS,
            &ack_form_record, "Acknowledges the complaint to the complainant. [7.4-a]"),
    API_ACT("acknowledgement-returned", MAY_REPLY, ack_returned_run, "returnAcknowledgement",
            DOOR_SYSTEMS, &api_reason_record,
            "The acknowledgement did not arrive: it is due again. [7.4-b]"),
    API_ACT("update", MAY_REPLY, update_run, "update", DOOR_SYSTEMS, &update_form_record,
            "Tells the complainant how far it is. [7.3-c]"),
    API_ACT("assess", MAY_ASSESS, assess_run, "assess", DOOR_SESSION, &assess_form_record,
            "Assesses the complaint. [7.5-a]"),
    API_ACT("take-up", MAY_INVESTIGATE, take_up_run, "takeUp", DOOR_SESSION, &api_nothing_record,
            "Whoever asks takes up a case that nobody owns."),
    API_ACT("begin-investigation", MAY_INVESTIGATE, begin_run, "beginInvestigation", DOOR_SESSION,
            &api_nothing_record, "Begins the investigation. [7.6-a]"),
    API_ACT("investigate", MAY_INVESTIGATE, investigate_run, "investigate", DOOR_SYSTEMS,
            &api_investigate_record,
            "Writes what is known by now: plan, points, findings, causes. [7.6-a]"),
    API_ACT("evidence", MAY_INVESTIGATE, evidence_run, "addEvidence", DOOR_SYSTEMS,
            &evidence_form_record, "Adds a piece of evidence."),
    API_ACT("interviews", MAY_INVESTIGATE, interview_run, "addInterview", DOOR_SYSTEMS,
            &interview_form_record, "Writes down who was heard and what was said."),
    API_ACT("respond", MAY_RESPOND, respond_run, "respond", DOOR_SYSTEMS, &api_respond_record,
            "Writes the response; once nothing is missing it is proposed. [7.7-b]"),
    API_ACT("decide", MAY_DECIDE, decide_run, "decide", DOOR_SESSION, &api_decide_record,
            "Takes the decision. [7.8-a]"),
    API_ACT("letter", MAY_DECIDE, letter_run, "alterLetter", DOOR_SYSTEMS, &letter_form_record,
            "Other words for parts of the letter, before it is told. [7.8-b]"),
    API_ACT("communicate", MAY_DECIDE, communicate_run, "communicate", DOOR_SYSTEMS,
            &api_communicate_record, "Tells the complainant the decision. [7.8-b]"),
    API_ACT("decision-returned", MAY_REPLY, decision_returned_run, "returnDecision", DOOR_SYSTEMS,
            &api_reason_record, "The decision did not arrive: it is to be told again."),
    API_ACT("tell-staff", MAY_DECIDE, tell_staff_run, "tellStaff", DOOR_SYSTEMS,
            &api_nothing_record, "The staff concerned know the decision too. [7.8-c]"),
    API_ACT("answer", MAY_REPLY, answer_run, "answer", DOOR_SYSTEMS | DOOR_CODE, &api_answer_record,
            "The complainant accepts or rejects the decision. [7.9-a]"),
    API_ACT("withdraw", MAY_REPLY, withdraw_run, "withdraw", DOOR_SYSTEMS | DOOR_CODE,
            &api_reason_record, "The complainant takes the complaint back."),
    API_ACT("review", MAY_ASSIGN, review_run, "review", DOOR_SYSTEMS, &api_review_record,
            "Somebody who had no part takes the review. [7.9-b]"),
    API_ACT("outside", MAY_CLOSE, outside_run, "recordOutside", DOOR_SYSTEMS, &api_outside_record,
            "What became of the options outside. [7.9-b]"),
    API_ACT("direct-elsewhere", MAY_SET_ASIDE, direct_run, "directElsewhere", DOOR_SYSTEMS,
            &api_direct_record, "It is another's matter: tells whose. [1-a]"),
    API_ACT("new-fact", MAY_ASSESS, new_fact_run, "newFact", DOOR_SYSTEMS, &api_reason_record,
            "A significant new fact leads back to the assessment."),
    API_ACT("close", MAY_CLOSE, close_run, "close", DOOR_SYSTEMS, &closing_form_record,
            "Closes the case, if the gate of the standard opens. [7.9-a]"),
    API_ACT("satisfaction", MAY_REPLY, satisfaction_run, "giveSatisfaction", DOOR_CODE,
            &api_satisfaction_record,
            "How the complainant was treated, once it is closed. [7.9-e]"),
    API_ACT("reopen", MAY_REOPEN, reopen_run, "reopen", DOOR_SYSTEMS | DOOR_CODE,
            &api_reason_record,
            "Opens a closed case again, for the complainant or for a reason of our own. [7.9-d]"),
    { 0 },
};
