/* The closing gate: one list of conditions for each reason. [7.9-a] [7.9-c] */
#include "operation/closing/closing.h"

#include "complaint/gate.h"

static bool remedy_done(const struct case_remedy *r)
{
    return r->state == REMEDY_VERIFIED || (r->state == REMEDY_DROPPED && r->drop_reason);
}

bool closing_remedies_done(const struct case_facts *f)
{
    for (size_t i = 0; i < f->n_remedies; i++)
        if (!remedy_done(&f->remedies[i]))
            return false;
    return true;
}

static void remedies_missing(const struct case_facts *f, struct missing *m)
{
    int undone = 0, unverified = 0;

    for (size_t i = 0; i < f->n_remedies; i++) {
        const struct case_remedy *r = &f->remedies[i];
        unverified += r->state == REMEDY_CARRIED_OUT;
        undone += r->state != REMEDY_CARRIED_OUT && !remedy_done(r);
    }
    if (undone > 0)
        missing_add_int(m, "remedies", N_("Remedies that are not carried out: {n}."), "n", undone);
    if (unverified > 0)
        missing_add_int(m, "remedies", N_("Remedies that are not verified: {n}."), "n", unverified);
}

/* What was solved on the spot was agreed face to face: the short form asks
 * nothing more. Whom nobody can reach is not asked about satisfaction. */
static void record_missing(const struct case_facts *f, struct missing *m)
{
    if (f->level == LEVEL_FRONT_LINE)
        return;
    if (!f->lessons)
        missing_add(m, "lessons", N_("The lessons learnt, or why there are none."));
    if (!f->satisfaction_asked && f->reachable)
        missing_add(m, "satisfaction", N_("Asking the complainant how satisfied they are."));
}

static void disputes_missing(const struct case_facts *f, struct missing *m)
{
    if (f->disputes_open > 0)
        missing_add_int(m, "outside", N_("The end of disputes with outside bodies: {n} open."), "n",
                        f->disputes_open);
}

static void accepted_missing(const struct case_facts *f, struct missing *m)
{
    if (f->answer != ANSWER_ACCEPTED)
        missing_add(m, "answer", N_("The complainant's acceptance."));
    disputes_missing(f, m);
    remedies_missing(f, m);
    record_missing(f, m);
}

static void told_missing(const struct case_facts *f, struct missing *m)
{
    if (!instant_is_set(f->communicated) || f->communication == DELIVERY_FAILED)
        missing_add(m, "tell", N_("Telling the complainant the final decision."));
}

/* Rejected is not closed: the case stays open until other recourse was named
 * and tried, inside and outside. */
static void rejected_missing(const struct case_facts *f, struct missing *m)
{
    /* They refused, which is why it is reviewed; of the review there is nothing to refuse yet. */
    bool reviewing = f->stage == STAGE_REVIEWING;

    if (reviewing || !facts_last_inside(f))
        missing_add(m, "review", N_("The internal review."));
    if (!reviewing && f->answer != ANSWER_REJECTED)
        missing_add(m, "answer", N_("The complainant's refusal."));
    told_missing(f, m);
    if (f->outside == OUTSIDE_NONE)
        missing_add(m, "outside", N_("Telling the complainant about the outside options."));
    disputes_missing(f, m);
    remedies_missing(f, m);
    record_missing(f, m);
}

static void unresolved_missing(const struct case_facts *f, struct missing *m)
{
    rejected_missing(f, m);
    if (f->outside == OUTSIDE_TOLD || f->outside == OUTSIDE_CHOSEN)
        missing_add(m, "outside", N_("What became of the outside options."));
    if (!f->closing_note)
        missing_add(m, "note", N_("Why no further option is reasonable."));
}

static void outside_missing(const struct case_facts *f, struct missing *m)
{
    rejected_missing(f, m);
    if (f->outside != OUTSIDE_RESOLVED)
        missing_add(m, "outside", N_("The result of the outside body."));
}

static void silence_missing(const struct case_facts *f, const struct closing_policy *p,
                            struct missing *m)
{
    told_missing(f, m);
    if (f->answer != ANSWER_NONE)
        missing_say(m, "answer", N_("The complainant did answer, so this reason does not fit."));
    if (f->reminders < p->reminders)
        missing_add_int(m, "remind", N_("Reminders to the complainant: {n} more."), "n",
                        p->reminders - f->reminders);
    else if (!instant_is_set(f->answer_due) || p->now.us < f->answer_due.us)
        missing_say(m, "remind", N_("The complainant still has time for an answer."));
    remedies_missing(f, m);
    record_missing(f, m);
}

/* Safety does not end with a withdrawal: the follow-up goes on under a name. */
static void withdrawn_missing(const struct case_facts *f, struct missing *m)
{
    if (!instant_is_set(f->withdrawn))
        missing_add(m, "withdraw", N_("The complainant's withdrawal."));
    if (f->follow_up_open && f->follow_up_owner == 0)
        missing_add(m, "follow_up", N_("Somebody who sees to the follow-up that goes on."));
    record_missing(f, m);
}

/* The ways out of the process end where the process has begun in earnest. */
static void early_missing(const struct case_facts *f, struct missing *m)
{
    if (instant_is_set(f->decided))
        missing_say(m, "reason", N_("What was decided closes by its decision."));
    if (!f->closing_note)
        missing_add(m, "note", N_("The reason for closing it in this way."));
}

static void aside_missing(const struct case_facts *f, struct missing *m)
{
    if (instant_is_set(f->assessed))
        missing_say(m, "reason", N_("What was assessed is not set aside."));
    early_missing(f, m);
}

static void elsewhere_missing(const struct case_facts *f, struct missing *m)
{
    if (f->scope == SCOPE_NONE || f->scope == SCOPE_INSIDE)
        missing_add(m, "scope", N_("The answer that it is not for us to handle."));
    if (!instant_is_set(f->directed))
        missing_add(m, "direct", N_("Telling the person whose matter it is."));
    early_missing(f, m);
}

static void answered_missing(const struct case_facts *f, struct missing *m)
{
    if (f->type == CONTACT_COMPLAINT || f->type == CONTACT_NONE)
        missing_say(m, "type", N_("A complaint is not closed in this way."));
    if (!instant_is_set(f->communicated) && f->reachable)
        missing_add(m, "tell", N_("The answer to the person."));
}

static void duplicate_missing(const struct case_facts *f, struct missing *m)
{
    if (f->linked_to == 0)
        missing_add(m, "linked_to", N_("The reference under which it is handled."));
    if (f->about_handling)
        missing_say(m, "linked_to",
                    N_("A complaint about the handling is a complaint of its own."));
    early_missing(f, m);
}

static void reason_missing(const struct case_facts *f, enum closing_reason reason,
                           const struct closing_policy *p, struct missing *m)
{
    switch (reason) {
    case CLOSING_ACCEPTED:
        accepted_missing(f, m);
        break;
    case CLOSING_RESOLVED_OUTSIDE:
        outside_missing(f, m);
        break;
    case CLOSING_UNRESOLVED:
        unresolved_missing(f, m);
        break;
    case CLOSING_NO_ANSWER:
        silence_missing(f, p, m);
        break;
    case CLOSING_WITHDRAWN:
        withdrawn_missing(f, m);
        break;
    case CLOSING_DIRECTED_ELSEWHERE:
        elsewhere_missing(f, m);
        break;
    case CLOSING_ANSWERED:
        answered_missing(f, m);
        break;
    case CLOSING_DUPLICATE:
        duplicate_missing(f, m);
        break;
    case CLOSING_SET_ASIDE:
        aside_missing(f, m);
        break;
    case CLOSING_IMPORTED:
        missing_say(m, "reason", N_("Only an import closes a complaint in this way."));
        break;
    case CLOSING_ERASED:
        missing_say(m, "reason", N_("Only an erasure closes a complaint in this way."));
        break;
    case CLOSING_NONE:
        missing_add(m, "reason", N_("The reason for closing."));
        break;
    }
    gate_missing(f, GATE_CLOSING, reason, m);
}

void closing_missing(const struct case_facts *f, enum closing_reason reason,
                     const struct closing_policy *p, struct missing *m)
{
    if (!facts_open(f))
        return;
    reason_missing(f, reason, p, m);
}

enum closing_reason closing_path(const struct case_facts *f)
{
    if (instant_is_set(f->withdrawn))
        return CLOSING_WITHDRAWN;
    if (f->type != CONTACT_COMPLAINT)
        return CLOSING_ANSWERED;
    if (f->answer == ANSWER_ACCEPTED)
        return CLOSING_ACCEPTED;
    if (f->answer == ANSWER_REJECTED)
        return f->outside == OUTSIDE_RESOLVED ? CLOSING_RESOLVED_OUTSIDE : CLOSING_UNRESOLVED;
    if (instant_is_set(f->communicated))
        return CLOSING_NO_ANSWER;
    return instant_is_set(f->directed) ? CLOSING_DIRECTED_ELSEWHERE : CLOSING_NONE;
}

bool closing_allowed(const struct case_facts *f, enum closing_reason reason,
                     const struct closing_policy *p, struct err *err)
{
    struct missing m = { 0 };

    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint was closed before."));
    reason_missing(f, reason, p, &m);
    return missing_none(&m, err);
}

bool closing_reopen_allowed(const struct case_facts *f, bool reason, struct err *err)
{
    if (facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint is open."));
    if (!reason)
        return err_field(err, "reason", N_("Write why the complaint is opened again."));
    return true;
}
