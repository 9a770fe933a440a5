/* The steps of the one page, each a row of acts in one transaction. [B-a] */
#include "desk/one_flow.h"

#include "complaint/pack_version.h"
#include "operation/acknowledgement/ack_flow.h"
#include "operation/assessment/assess_flow.h"
#include "operation/closing/closing.h"
#include "operation/closing/closing_flow.h"
#include "operation/decision/decision_flow.h"
#include "operation/decision/letter.h"
#include "operation/investigation/evidence_flow.h"
#include "operation/investigation/investigation_flow.h"
#include "operation/investigation/take_up_flow.h"
#include "operation/receipt/own_flow.h"
#include "operation/response/remedy_flow.h"
#include "operation/response/response_flow.h"
#include "operation/step.h"

#include <string.h>

#define LONG .max = 5000, .lines = true
static const struct field one_form_fields[] = {
    FIELD(struct one_form, way),
    FIELD(struct one_form, said, LONG),
    FIELD(struct one_form, validity),
    FIELD(struct one_form, severity),
    FIELD(struct one_form, safety),
    FIELD(struct one_form, measure, LONG),
    FIELD(struct one_form, reasons, LONG),
    FIELD(struct one_form, point, LONG),
    FIELD(struct one_form, finding),
    FIELD(struct one_form, found, LONG),
    FIELD(struct one_form, shows, LONG),
    FIELD(struct one_form, heard, LONG),
    FIELD(struct one_form, cause),
    FIELD(struct one_form, cause_note, LONG),
    FIELD(struct one_form, intent, LONG),
    FIELD(struct one_form, give),
    FIELD(struct one_form, give_text, .max = 1000),
    FIELD(struct one_form, amount),
    FIELD(struct one_form, currency, .max = 3),
    FIELD(struct one_form, preventive, LONG),
    FIELD(struct one_form, over_why, LONG),
    FIELD(struct one_form, due_on),
    FIELD(struct one_form, outcome),
    FIELD(struct one_form, because, LONG),
    FIELD(struct one_form, elsewhere, LONG),
    FIELD(struct one_form, by),
    FIELD(struct one_form, answer),
    FIELD(struct one_form, answer_said, LONG),
    FIELD(struct one_form, proof, LONG),
    FIELD(struct one_form, customer_ok),
    FIELD(struct one_form, outside),
    FIELD(struct one_form, body, LONG),
    FIELD(struct one_form, lessons, LONG),
    FIELD(struct one_form, why_closed, LONG),
};
const struct record one_form_record = RECORD(struct one_form, one_form_fields);

const struct one_way one_ways[ONE_STEPS] = {
    [ONE_ACKNOWLEDGE] = { 3, "acknowledge", MAY_REPLY, "acknowledged" },
    [ONE_ASSESS] = { 4, "assess", MAY_ASSESS, "assessed" },
    [ONE_FIND] = { 5, "find", MAY_INVESTIGATE, "found" },
    [ONE_INTEND] = { 6, "intend", MAY_RESPOND, "response" },
    [ONE_TELL] = { 7, "tell", MAY_DECIDE, "told" },
    [ONE_ANSWER] = { 7, "answer", MAY_REPLY, NULL },
    [ONE_CARRY] = { 7, "carry", MAY_RESPOND, "done" },
    [ONE_REVIEW] = { 7, NULL, MAY_ANYBODY, NULL },
    [ONE_OUTSIDE] = { 7, "outside", MAY_CLOSE, "outside" },
    [ONE_CLOSE] = { 8, "close", MAY_CLOSE, "closed" },
};

bool one_screen(const struct dossier *d)
{
    return d->pack && d->pack->one_screen && strcmp(d->c.type, "complaint") == 0 &&
           !d->c.set_aside && !instant_is_set(d->c.directed_at);
}

const struct remedy_row *one_promised(const struct dossier *d)
{
    for (size_t i = 0; i < d->remedy.n; i++) {
        enum remedy_state state = word_value(&remedy_state_words, d->remedy.row[i].state);
        if (state != REMEDY_VERIFIED && state != REMEDY_DROPPED)
            return &d->remedy.row[i];
    }
    return NULL;
}

static enum one_step after_answer(const struct case_facts *f)
{
    if (f->answer == ANSWER_REJECTED &&
        (f->outside == OUTSIDE_NONE || f->outside == OUTSIDE_TOLD || f->outside == OUTSIDE_CHOSEN))
        return ONE_OUTSIDE;
    return closing_remedies_done(f) ? ONE_CLOSE : ONE_CARRY;
}

enum one_step one_next(const struct case_facts *f)
{
    if (!facts_open(f))
        return ONE_NONE;
    if (instant_is_set(f->withdrawn))
        return ONE_CLOSE;
    if (!instant_is_set(f->acknowledged) && f->ack_way != ACK_IMPOSSIBLE)
        return ONE_ACKNOWLEDGE;
    if (f->stage <= STAGE_ACKNOWLEDGED || !instant_is_set(f->assessed))
        return ONE_ASSESS;
    if (f->stage == STAGE_REVIEWING && f->reviewer == 0)
        return ONE_REVIEW;
    if (!instant_is_set(f->investigated))
        return ONE_FIND;
    if (!instant_is_set(f->proposed))
        return ONE_INTEND;
    if (!instant_is_set(f->communicated) || f->communication == DELIVERY_FAILED)
        return ONE_TELL;
    return f->answer == ANSWER_NONE ? ONE_ANSWER : after_answer(f);
}

/* One step under way: the case as it is by now, and the version that the first act checks. */
struct one {
    const struct one_act *by;
    const struct one_form *f;
    struct dossier d;
    int64_t version;
};

#define ONE_CASE(o) (o)->by->act, (o)->by->p, (o)->by->complaint, version_once(o)

/* The acts after the first are of the case that the first one has changed. */
static int64_t version_once(struct one *o)
{
    int64_t version = o->version;

    o->version = 0;
    return version;
}

static bool load(struct one *o, struct err *err)
{
    return dossier_load_id(o->by->act, o->by->p, o->by->complaint, &o->d, err);
}

/* An error of an act at the field of this page that asks for it. */
static bool at(bool good, struct err *err, const char *theirs, const char *ours)
{
    if (!good && err->field && strcmp(err->field, theirs) == 0)
        err->field = ours;
    return good;
}

static bool acknowledge(struct one *o, struct err *err)
{
    struct ack_form form = { .way = o->f->way, .text = o->f->said };

    return at(ack_give(ONE_CASE(o), &form, err), err, "text", "said");
}

/* What is done at once is needed and possible; nothing to be done at once is no need. */
static bool assess(struct one *o, struct err *err)
{
    bool now = step_given(o->f->measure);
    struct assess_form form = { .scope = "inside",
                                .severity = o->f->severity,
                                .safety = o->f->safety,
                                .complexity = "simple",
                                .impact = "individual",
                                .need = now ? "yes" : "no",
                                .possible = now ? "yes" : NULL,
                                .measure = now ? o->f->measure : NULL,
                                .validity = o->f->validity,
                                .reasons = o->f->reasons };

    /* A route of the pack may have given it to somebody by the assessment. */
    return assess_give(ONE_CASE(o), &form, err) && load(o, err) &&
           (o->d.c.owner_id != 0 || case_take_up(ONE_CASE(o), err));
}

/* -- what happened -- */

static bool begin(struct one *o, struct err *err)
{
    if (o->d.facts.stage != STAGE_ASSESSED)
        return true;
    return (o->d.c.owner_id != 0 || case_take_up(ONE_CASE(o), err)) &&
           investigation_begin(ONE_CASE(o), err);
}

static bool evidence(struct one *o, struct err *err)
{
    struct evidence_form form = { .kind = "other", .source = o->f->shows, .text = o->f->shows };

    return !step_given(o->f->shows) ||
           at(evidence_add(ONE_CASE(o), &form, NULL, err), err, "text", "shows");
}

/* Whoever made the complaint, or acts for them. */
static bool hear(struct one *o, struct err *err)
{
    const struct party_row *party = dossier_party(&o->d, "complainant");
    struct interview_form form = { .text = o->f->heard };

    if (!step_given(o->f->heard) || !party)
        return true;
    form.party = party->id;
    form.held_on = zone_date(o->by->p->zone, o->by->act->now, NULL);
    return at(interview_add(ONE_CASE(o), &form, err), err, "text", "heard");
}

static bool findings(struct one *o, struct err *err)
{
    const struct one_form *f = o->f;
    const struct lang *l = o->by->p->lang;
    const struct plan_form plan = { .kind = "question",
                                    .text = lang_text(l, N_("What happened, and why?")),
                                    .done = true };
    const struct allegation_form point = {
        .id = o->d.allegation.n > 0 ? o->d.allegation.row[0].id : 0,
        .text = o->d.allegation.n > 0 ? NULL : f->point,
        .finding = f->finding,
        .finding_why = f->found,
    };
    const struct cause_form cause = { .code = f->cause, .analysis = f->cause_note };
    struct investigation_form form = { .plan = &plan,
                                       .n_plan = o->d.plan_item.n == 0,
                                       .allegations = &point,
                                       .n_allegations = 1,
                                       .causes = &cause,
                                       .n_causes = step_given(f->cause) };

    if (form.n_causes == 0)
        form.cause_none = step_given(f->cause_note) ? f->cause_note : f->found;
    if (!step_given(f->heard))
        form.hearing_waived = lang_text(l, N_("What they wrote says it all."));
    return investigation_write(ONE_CASE(o), &form, true, err);
}

static bool finding_named(struct err *err)
{
    return at(false, err, "finding_why", "found") || at(false, err, "findings", "found") ||
           at(false, err, "allegations", "point") || at(false, err, "evidence", "shows");
}

static bool find(struct one *o, struct err *err)
{
    if (!word_value(&finding_words, o->f->finding))
        return err_field(err, "finding", N_("Say whether it was so."));
    return begin(o, err) && evidence(o, err) && hear(o, err) &&
           (findings(o, err) || finding_named(err));
}

/* -- what is intended -- */

/* The one text of the page goes where the kind of remedy has it. */
static bool promise(struct one *o, struct err *err)
{
    const struct one_form *f = o->f;
    enum remedy_kind kind = word_value(&remedy_kind_words, f->give);
    struct remedy_form form = { .kind = f->give,
                                .text = f->give_text,
                                .method = f->give_text,
                                .item = f->give_text,
                                .work_order = f->give_text,
                                .over_why = f->over_why,
                                .owner = o->by->act->actor_id,
                                .due_on = f->due_on };

    if (kind == REMEDY_NONE)
        return true;
    if (kind == REMEDY_APOLOGY) {
        form.form = "in_person";
        form.by_whom = lang_text(o->by->p->lang, N_("The owner"));
    }
    if (kind == REMEDY_REFUND || kind == REMEDY_FREE_OF_CHARGE) {
        form.currency = f->currency;
        if (!step_given(f->amount) || !lang_money_read(f->amount, f->currency, &form.amount))
            return err_field(err, "amount", N_("Write a sum in digits, 12.50 for instance."));
    }
    if (!step_given(f->give_text))
        return err_field(err, "give_text", N_("Write what exactly they get."));
    return remedy_add(ONE_CASE(o), &form, NULL, err);
}

static bool intend(struct one *o, struct err *err)
{
    const struct one_form *f = o->f;
    struct response_answer answer = { 0, f->intent };
    struct response_form form = {
        .answers = &answer, .n = 1, .preventive = f->preventive, .text = f->intent
    };
    bool nothing = f->give && strcmp(f->give, "nothing") == 0;

    if (!step_given(f->intent))
        return err_field(err, "intent", N_("Write what you intend to do."));
    if (!nothing && !word_value(&remedy_kind_words, f->give))
        return err_field(err, "give", N_("Choose what they get, or that it is nothing more."));
    if (!step_given(f->preventive))
        return err_field(err, "preventive",
                         N_("Write what keeps it from happening again, or why nothing need "
                            "change."));
    if (o->d.allegation.n > 0)
        answer.allegation = o->d.allegation.row[0].id;
    if (nothing)
        form.remedy_none = f->intent;
    return promise(o, err) && response_write(ONE_CASE(o), &form, NULL, err);
}

/* -- told, answered, done, closed -- */

/* Decided and told in one go, with the letter that the decision makes. */
static bool tell(struct one *o, struct err *err)
{
    struct decision_form form = { .outcome = word_value(&outcome_words, o->f->outcome)
                                                 ? o->f->outcome
                                                 : NULL,
                                  .reasons = o->f->because,
                                  .letter = { .letter_outside = o->f->elsewhere } };
    struct tell_form told = { .channel = o->f->by, .staff_told = true };

    if (!dossier_decision(&o->d) &&
        !at(at(decision_take(ONE_CASE(o), &form, err), err, "reasons", "because"), err,
            "letter_outside", "elsewhere"))
        return false;
    return load(o, err) &&
           letter_write(o->by->act, o->by->p, o->by->templates, &o->d, &told.text, err) &&
           at(decision_tell(ONE_CASE(o), &told, err), err, "channel", "by");
}

static bool answered(struct one *o, struct err *err)
{
    const char *answer = o->f->answer, *said = o->f->answer_said;
    bool withdrawn = answer && strcmp(answer, "withdrawn") == 0;

    return at(withdrawn ? withdraw_record(ONE_CASE(o), said, true, err)
                        : answer_take(ONE_CASE(o), answer, said, true, err),
              err, "text", "answer_said");
}

static bool carry(struct one *o, struct err *err)
{
    const struct remedy_row *row = one_promised(&o->d);
    struct remedy_proof proof = { .done_on = zone_date(o->by->p->zone, o->by->act->now, NULL),
                                  .proof = o->f->proof,
                                  .returned = o->f->proof,
                                  .result = o->f->proof,
                                  .number = o->f->proof,
                                  .customer_ok = o->f->customer_ok != NULL };

    if (!row)
        return err_set(err, ERR_CONFLICT, N_("Everything that was promised is done."));
    if (strcmp(row->state, "carried_out") != 0 && !step_given(o->f->proof))
        return err_field(err, "proof", N_("Write what was done, and what shows it."));
    if (strcmp(row->state, "carried_out") != 0 &&
        !remedy_carry_out(ONE_CASE(o), row->id, &proof, err))
        return false;
    return !o->by->may_verify || remedy_verify(ONE_CASE(o), row->id, true, NULL, err);
}

static bool outside(struct one *o, struct err *err)
{
    return at(
        at(outside_record(ONE_CASE(o), o->f->outside, o->f->body, err), err, "what", "outside"),
        err, "text", "body");
}

static bool finish(struct one *o, struct err *err)
{
    struct closing_form form = { .reason = word_code(&closing_reason_words,
                                                     (int)closing_path(&o->d.facts)),
                                 .why = o->f->why_closed,
                                 .lessons = o->f->lessons,
                                 .ask_satisfaction = o->d.facts.reachable };

    return at(closing_close(ONE_CASE(o), &form, err), err, "why", "why_closed");
}

bool one_take(const struct one_act *by, enum one_step step, const struct one_form *form,
              struct err *err)
{
    static bool (*const takes[ONE_STEPS])(struct one *, struct err *) = {
        [ONE_ACKNOWLEDGE] = acknowledge,
        [ONE_ASSESS] = assess,
        [ONE_FIND] = find,
        [ONE_INTEND] = intend,
        [ONE_TELL] = tell,
        [ONE_ANSWER] = answered,
        [ONE_CARRY] = carry,
        [ONE_OUTSIDE] = outside,
        [ONE_CLOSE] = finish,
    };
    struct one o = { .by = by, .f = form, .version = by->version };
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, by->act->db, err))
        return false;
    if (by->n_own > 0 && !own_save(ONE_CASE(&o), by->own, by->n_own, NULL, err))
        return false;
    return load(&o, err) && takes[step](&o, err) && tx_commit(&tx, err);
}
