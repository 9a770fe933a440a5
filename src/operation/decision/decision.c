/* Taking a decision and telling it. [7.8-a] to [7.8-d] */
#include "operation/decision/decision.h"

#include "complaint/gate.h"
#include "operation/investigation/objectivity.h"

/* Before anything is decided: each allegation has a finding with its reasons,
 * and there is an answer to it. What is out of scope was not looked into. */
static void ground_missing(const struct case_facts *f, struct missing *m)
{
    size_t open = 0;

    if (f->outcome == OUTCOME_OUT_OF_SCOPE)
        return;
    for (size_t i = 0; i < f->n_allegations; i++)
        open += f->allegations[i].finding == FINDING_NONE || !f->allegations[i].finding_reasons;
    if (open > 0)
        missing_add_int(m, "findings",
                        N_("A finding with reasons on each allegation: {n} missing."), "n",
                        (int64_t)open);
    if (!instant_is_set(f->proposed))
        missing_add(m, "response", N_("The proposed response."));
    for (size_t i = 0; i < f->n_remedies; i++)
        if (f->remedies[i].state == REMEDY_PROPOSED) {
            missing_add(m, "remedies", N_("Approval of the remedies."));
            break;
        }
}

static void outcome_missing(const struct case_facts *f, struct missing *m)
{
    if (f->outcome == OUTCOME_NONE)
        missing_add(m, "outcome", N_("The outcome."));
    if (!f->outcome_reasons)
        missing_add(m, "reasons", N_("The reasons for the outcome."));
    gate_missing(f, GATE_DECISION, CLOSING_NONE, m);
}

static const struct {
    enum letter_part part;
    const char *field;
    const char *text;
} letter_parts[] = {
    { LETTER_OUTCOME, "letter_outcome", N_("The letter does not say the outcome.") },
    { LETTER_REASONS, "letter_reasons", N_("The letter does not give the reasons.") },
    { LETTER_REMEDY, "letter_remedy", N_("The letter does not say what will be put right.") },
    { LETTER_NOT_SATISFIED, "letter_not_satisfied",
      N_("The letter does not say what to do if the complainant is not satisfied.") },
    { LETTER_INSIDE, "letter_inside", N_("The letter does not name the options inside.") },
    { LETTER_OUTSIDE, "letter_outside", N_("The letter does not name the options outside.") },
    { LETTER_TIME_LIMIT, "letter_time_limit", N_("The letter does not name the time limit.") },
};

void decision_letter_missing(const struct case_facts *f, struct missing *m)
{
    /* The decision writes the letter: before it there is none that could lack a part. */
    for (size_t i = 0; instant_is_set(f->decided) && i < COUNT(letter_parts); i++)
        if (!(f->letter & letter_parts[i].part))
            missing_say(m, letter_parts[i].field, letter_parts[i].text);
    gate_missing(f, GATE_COMMUNICATION, CLOSING_NONE, m);
}

void decision_missing(const struct case_facts *f, struct missing *m)
{
    if (!instant_is_set(f->decided)) {
        ground_missing(f, m);
        outcome_missing(f, m);
        missing_add(m, "decide", N_("The decision."));
    }
    decision_letter_missing(f, m);
    if (!instant_is_set(f->communicated) || f->communication == DELIVERY_FAILED)
        missing_add(m, "tell", N_("Telling the complainant."));
    if (f->n_conflicts > 0 && !instant_is_set(f->staff_told))
        missing_add(m, "tell_staff", N_("Telling the staff concerned."));
}

/* Out of scope is decided as soon as it is seen, everything else after the
 * response was prepared; a review decides from within itself. */
static bool stage_decides(const struct case_facts *f)
{
    if (f->stage == STAGE_RESPONDING || f->stage == STAGE_REVIEWING)
        return true;
    return f->outcome == OUTCOME_OUT_OF_SCOPE &&
           (f->stage == STAGE_ASSESSED || f->stage == STAGE_INVESTIGATING);
}

bool decision_allowed(const struct case_facts *f, const struct actor *who, struct err *err)
{
    struct missing m = { 0 };

    if (instant_is_set(f->decided))
        return err_set(err, ERR_CONFLICT, N_("This complaint was decided before."));
    if (f->type != CONTACT_COMPLAINT)
        return err_set(err, ERR_REFUSED, N_("Only complaints are decided."));
    if (!stage_decides(f))
        return err_set(err, ERR_REFUSED,
                       N_("A decision is taken after the response was prepared."));
    if (who->user == 0)
        return err_set(err, ERR_REFUSED, N_("A decision needs a person who answers for it."));
    if (f->level >= LEVEL_REVIEW && f->reviewer != who->user)
        return err_set(err, ERR_REFUSED, N_("The reviewer of this complaint decides it."));
    if (!objectivity_allowed(f, who->user, PART_DECIDER, err))
        return false;
    ground_missing(f, &m);
    outcome_missing(f, &m);
    return missing_none(&m, err);
}

bool decision_tell_allowed(const struct case_facts *f, struct err *err)
{
    struct missing m = { 0 };

    if (!instant_is_set(f->decided))
        return err_set(err, ERR_REFUSED, N_("There is no decision to tell yet."));
    if (instant_is_set(f->communicated) && f->communication != DELIVERY_FAILED)
        return err_set(err, ERR_CONFLICT, N_("The decision was told before."));
    decision_letter_missing(f, &m);
    return missing_none(&m, err);
}

bool decision_offers_review(const struct case_facts *f)
{
    return !facts_last_inside(f);
}
