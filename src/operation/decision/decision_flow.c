/* Deciding and telling, each in one transaction. */
#include "operation/decision/decision_flow.h"

#include "complaint/spend.h"
#include "operation/closing/escalation.h"
#include "operation/decision/letter.h"
#include "operation/step.h"

#include <string.h>

static void letter_fill(struct decision_row *r, const struct letter_form *f)
{
    if (f->letter_remedy)
        step_text(&r->letter_remedy, f->letter_remedy);
    if (f->letter_not_satisfied)
        step_text(&r->letter_not_satisfied, f->letter_not_satisfied);
    if (f->letter_inside)
        step_text(&r->letter_inside, f->letter_inside);
    if (f->letter_outside)
        step_text(&r->letter_outside, f->letter_outside);
}

static bool decision_fill(struct step *s, const struct decision_form *form,
                          struct decision_row *row, struct err *err)
{
    struct letter_form letter = form->letter;
    struct instant due;

    *row = (struct decision_row){ .complaint_id = s->d.c.id,
                                  .level = s->d.c.level,
                                  .outcome = form->outcome,
                                  .reasons = secret_text(form->reasons),
                                  .decided_at = s->act->now,
                                  .decided_by = s->who.user };
    if (!letter_defaults(s->act, s->p, &s->d, &letter, err) ||
        !letter_answer_by(s->act, s->p, &s->d, &due, &row->answer_by, err))
        return false;
    letter_fill(row, &letter);
    return true;
}

bool decision_take(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t version, const struct decision_form *form, struct err *err)
{
    struct escalation_step step = { .act = ESCALATION_DECIDE };
    struct closing_policy policy;
    struct case_facts facts;
    struct decision_row row;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    policy = step_policy(p, act->now);
    facts = s.d.facts;
    step.who = s.who;
    if (!instant_is_set(facts.decided)) {
        facts.outcome = word_value(&outcome_words, form->outcome);
        facts.outcome_reasons = step_given(form->reasons);
    }
    if (!escalation_apply(&facts, &step, &policy, err) || !decision_fill(&s, form, &row, err) ||
        !step_event(&s, "decided", NULL, err) ||
        !history_insert(&s.h, &decision_table, &row, err) ||
        !case_involve(&s.h, &s.d, PART_DECIDER, err) || !step_clocks(&s, "decided", err))
        return false;
    s.c.stage = word_code(&stage_words, facts.stage);
    s.c.outcome = form->outcome;
    s.c.returned_at = (struct instant){ 0 };
    return step_done(&s, err);
}

static bool letter_open(struct step *s, struct err *err)
{
    const struct decision_row *r = dossier_decision(&s->d);

    if (!r)
        return err_set(err, ERR_REFUSED, N_("There is no decision to tell yet."));
    if (instant_is_set(r->communicated_at) && s->d.facts.communication != DELIVERY_FAILED)
        return err_set(err, ERR_CONFLICT, N_("The decision was told before."));
    return true;
}

bool decision_letter(const struct act *act, const struct procedure *p, int64_t complaint,
                     int64_t version, const struct letter_form *form, struct err *err)
{
    struct decision_row row;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err) || !letter_open(&s, err))
        return false;
    row = *dossier_decision(&s.d);
    letter_fill(&row, form);
    return step_event(&s, "letter_altered", NULL, err) &&
           history_update(&s.h, &decision_table, dossier_decision(&s.d), &row, err) &&
           step_done(&s, err);
}

/* The ways to tell: what kind of entry it makes, and whether something is sent. */
static const struct way {
    const char *channel, *entry;
    bool sent;
} ways[] = {
    { "web", "letter", false },     { "letter", "letter", true },   { "email", "letter", true },
    { "telephone", "call", false }, { "in_person", "call", false },
};

/* Whom nobody can reach in this way is told in another. */
static bool way_find(const struct step *s, const char *channel, const struct way **out,
                     struct err *err)
{
    *out = NULL;
    for (size_t i = 0; channel && i < COUNT(ways); i++)
        if (strcmp(ways[i].channel, channel) == 0)
            *out = &ways[i];
    if (!*out)
        return err_field(err, "by", N_("Choose how the decision is told."));
    if (strcmp(channel, "email") == 0 && !dossier_mail_to(&s->d))
        return err_field(err, "by", N_("There is no e-mail address. Choose another way."));
    if (strcmp(channel, "letter") == 0 && !dossier_post_to(&s->d))
        return err_field(err, "by", N_("There is no postal address. Choose another way."));
    return true;
}

static bool told(struct step *s, const struct tell_form *form, const struct way *way,
                 struct decision_row *row, struct err *err)
{
    const struct decision_row *before = dossier_decision(&s->d);

    row->channel = way->channel;
    row->communicated_at = s->act->now;
    row->communicated_by = s->who.user;
    row->delivery = way->sent ? "queued" : "sent";
    if (form->staff_told)
        row->staff_told_at = s->act->now;
    /* What it waited for before is over: from now on it waits for the answer. */
    return step_event(s, "decision_told", NULL, err) &&
           (!s->d.c.waiting || case_resume(&s->h, s->p, &s->d, NULL, err)) &&
           step_message(s, way->entry, way->channel, way->sent ? "decision" : NULL, form->text,
                        &row->letter_id, err) &&
           history_update(&s->h, &decision_table, before, row, err) &&
           spend_promise(&s->h, &s->d, err) && step_clocks(s, "communicated", err);
}

bool decision_tell(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t version, const struct tell_form *form, struct err *err)
{
    struct escalation_step step = { .act = ESCALATION_TELL };
    struct closing_policy policy;
    struct case_facts facts;
    struct decision_row row;
    const struct way *way;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err) || !letter_open(&s, err))
        return false;
    policy = step_policy(p, act->now);
    facts = s.d.facts;
    step.who = s.who;
    row = *dossier_decision(&s.d);
    if (!letter_answer_by(act, p, &s.d, &step.due, &row.answer_by, err) ||
        !escalation_apply(&facts, &step, &policy, err) ||
        !letter_whole(act, p, &s.d, form->text, err) || !letter_outside(act, p, &s.d, &row, err) ||
        !way_find(&s, form->channel, &way, err) || !told(&s, form, way, &row, err))
        return false;
    s.c.waiting = "complainant";
    s.c.returned_at = (struct instant){ 0 };
    return step_done(&s, err);
}

bool decision_tell_staff(const struct act *act, const struct procedure *p, int64_t complaint,
                         int64_t version, struct err *err)
{
    struct decision_row row;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    if (!dossier_decision(&s.d))
        return err_set(err, ERR_REFUSED, N_("There is no decision to tell yet."));
    row = *dossier_decision(&s.d);
    if (instant_is_set(row.staff_told_at))
        return err_set(err, ERR_CONFLICT, N_("The staff concerned were told before."));
    row.staff_told_at = act->now;
    return step_event(&s, "staff_told", NULL, err) &&
           history_update(&s.h, &decision_table, dossier_decision(&s.d), &row, err) &&
           step_done(&s, err);
}

bool decision_returned(const struct act *act, const struct procedure *p, int64_t complaint,
                       const char *why, struct err *err)
{
    struct decision_row row;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, 0, err))
        return false;
    /* An enquiry was answered by a reply, and has no decision that could come back. */
    if (!dossier_decision(&s.d) || !instant_is_set(s.d.facts.communicated) ||
        s.d.facts.answer != ANSWER_NONE)
        return err_set(err, ERR_CONFLICT, N_("No answer to a decision is awaited here."));
    row = *dossier_decision(&s.d);
    row.delivery = "failed";
    if (!step_event(&s, "decision_returned", why, err) ||
        !history_update(&s.h, &decision_table, dossier_decision(&s.d), &row, err) ||
        !step_failed(&s, row.letter_id, err) || !step_clocks(&s, "decided", err) ||
        !step_note(&s, why, err))
        return false;
    s.c.waiting = NULL;
    s.c.returned_at = act->now;
    return step_done(&s, err);
}
