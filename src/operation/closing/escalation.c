/* The states of Annex G and the acts that lead from one to the next. Each act
 * is a function that first refuses and then changes the facts. [7.9-b] [G-a] */
#include "operation/closing/escalation.h"

#include "operation/decision/decision.h"
#include "operation/investigation/objectivity.h"
#include "operation/receipt/receipt.h"

/* What belongs to the present level, back to nothing. */
static void level_clear(struct case_facts *f)
{
    f->proposed = f->decided = f->communicated = f->staff_told = (struct instant){ 0 };
    f->answered = f->answer_due = (struct instant){ 0 };
    f->proposed_by = f->decided_by = 0;
    f->outcome = OUTCOME_NONE;
    f->outcome_reasons = false;
    f->letter = 0;
    f->communication = DELIVERY_NONE;
    f->answer = ANSWER_NONE;
    f->reminders = 0;
}

/* Back to the assessment; a case nobody acknowledged yet waits for that first. */
static void assess_again(struct case_facts *f)
{
    f->stage = instant_is_set(f->acknowledged) ? STAGE_ACKNOWLEDGED : STAGE_RECEIVED;
    if (f->disputes_open == 0)
        f->outside = OUTSIDE_NONE;
    level_clear(f);
}

static void review_begin(struct case_facts *f)
{
    f->stage = STAGE_REVIEWING;
    f->level++;
    f->reviewer = 0;
    level_clear(f);
}

static bool told(const struct case_facts *f, struct err *err)
{
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint is closed; open it again first."));
    if (f->stage == STAGE_REMEDYING || instant_is_set(f->communicated))
        return true;
    return err_set(err, ERR_REFUSED, N_("There is no decision to answer yet."));
}

static bool solve(struct case_facts *f, const struct escalation_step *s,
                  const struct closing_policy *p, struct err *err)
{
    if (!receipt_solve_allowed(f, &s->who, err))
        return false;
    f->solved = f->answered = p->now;
    f->answer = ANSWER_ACCEPTED;
    f->stage = STAGE_REMEDYING;
    return true;
}

static bool decide(struct case_facts *f, const struct escalation_step *s,
                   const struct closing_policy *p, struct err *err)
{
    if (!decision_allowed(f, &s->who, err))
        return false;
    f->decided = p->now;
    f->decided_by = s->who.user;
    f->stage = STAGE_DECIDED;
    return true;
}

static bool tell(struct case_facts *f, const struct escalation_step *s,
                 const struct closing_policy *p, struct err *err)
{
    if (!decision_tell_allowed(f, err))
        return false;
    f->communicated = p->now;
    f->communication = DELIVERY_SENT;
    f->answer_due = s->due;
    return true;
}

static bool accept(struct case_facts *f, const struct escalation_step *s,
                   const struct closing_policy *p, struct err *err)
{
    (void)s;
    if (!told(f, err))
        return false;
    if (f->answer == ANSWER_ACCEPTED)
        return err_set(err, ERR_CONFLICT, N_("The decision was accepted before."));
    f->answer = ANSWER_ACCEPTED;
    f->answered = p->now;
    f->stage = STAGE_REMEDYING;
    return true;
}

/* Rejected is not closed. A solution on the spot that does not hold goes to
 * handling; a decision goes to review, or the outside options remain. */
static bool reject(struct case_facts *f, const struct escalation_step *s,
                   const struct closing_policy *p, struct err *err)
{
    (void)s;
    if (!told(f, err))
        return false;
    if (f->answer == ANSWER_REJECTED)
        return err_set(err, ERR_CONFLICT, N_("The decision was rejected before."));
    if (f->level == LEVEL_FRONT_LINE) {
        assess_again(f);
        return true;
    }
    if (!facts_last_inside(f)) {
        review_begin(f);
        return true;
    }
    f->stage = STAGE_DECIDED;
    f->answer = ANSWER_REJECTED;
    f->answered = p->now;
    f->outside = f->disputes_open > 0 ? OUTSIDE_CHOSEN : OUTSIDE_TOLD;
    return true;
}

static bool remind(struct case_facts *f, const struct escalation_step *s,
                   const struct closing_policy *p, struct err *err)
{
    if (!told(f, err))
        return false;
    if (f->answer != ANSWER_NONE)
        return err_set(err, ERR_CONFLICT, N_("The complainant has answered."));
    if (p->now.us < f->answer_due.us)
        return err_set(err, ERR_REFUSED, N_("The time for an answer is not over yet."));
    f->reminders++;
    f->answer_due = s->due;
    return true;
}

/* Also when somebody became free after the refusal: a level that can be had
 * inside is used. */
static bool take_review(struct case_facts *f, const struct escalation_step *s,
                        const struct closing_policy *p, struct err *err)
{
    struct case_facts next = *f;

    (void)p;
    if (f->stage == STAGE_DECIDED && f->answer == ANSWER_REJECTED && !facts_last_inside(f))
        review_begin(&next);
    if (!facts_open(&next) || next.level < LEVEL_REVIEW || instant_is_set(next.decided))
        return err_set(err, ERR_REFUSED, N_("There is nothing to review."));
    if (s->who.user == 0)
        return err_set(err, ERR_REFUSED, N_("A review needs a person who answers for it."));
    if (!objectivity_allowed(&next, s->who.user, PART_DECIDER, err))
        return false;
    next.reviewer = s->who.user;
    *f = next;
    return true;
}

/* Who was told that it takes longer need not wait for our decision. */
static bool told_late(const struct case_facts *f)
{
    return f->delay_told && facts_open(f) && !instant_is_set(f->communicated);
}

static bool rejected(const struct case_facts *f, struct err *err)
{
    if (f->stage == STAGE_DECIDED && f->answer == ANSWER_REJECTED)
        return true;
    return err_set(err, ERR_REFUSED,
                   N_("The outside options follow when a decision was rejected."));
}

static bool go_outside(struct case_facts *f, const struct escalation_step *s,
                       const struct closing_policy *p, struct err *err)
{
    (void)s;
    (void)p;
    if (!told_late(f) && !rejected(f, err))
        return false;
    if (f->outside == OUTSIDE_CHOSEN)
        return err_set(err, ERR_CONFLICT, N_("A body outside deals with it already."));
    f->outside = OUTSIDE_CHOSEN;
    f->disputes_open++;
    return true;
}

static bool outside_end(struct case_facts *f, const struct escalation_step *s,
                        const struct closing_policy *p, struct err *err)
{
    (void)s;
    (void)p;
    if (f->outside != OUTSIDE_CHOSEN || f->disputes_open == 0)
        return err_set(err, ERR_REFUSED, N_("No body outside deals with it."));
    f->outside = OUTSIDE_RESOLVED;
    f->disputes_open--;
    return true;
}

static bool not_outside(struct case_facts *f, const struct escalation_step *s,
                        const struct closing_policy *p, struct err *err)
{
    (void)s;
    (void)p;
    if (!rejected(f, err))
        return false;
    if (f->outside != OUTSIDE_TOLD)
        return err_set(err, ERR_CONFLICT, N_("A body outside deals with it already."));
    f->outside = OUTSIDE_NOT_USED;
    return true;
}

static bool withdraw(struct case_facts *f, const struct escalation_step *s,
                     const struct closing_policy *p, struct err *err)
{
    (void)s;
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint was closed before."));
    if (instant_is_set(f->withdrawn))
        return err_set(err, ERR_CONFLICT, N_("This complaint was withdrawn before."));
    f->withdrawn = p->now;
    return true;
}

static bool new_fact(struct case_facts *f, const struct escalation_step *s,
                     const struct closing_policy *p, struct err *err)
{
    (void)p;
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint is closed; open it again first."));
    if (!instant_is_set(f->assessed))
        return err_set(err, ERR_REFUSED, N_("This complaint was not assessed yet."));
    if (f->disputes_open > 0)
        return err_set(err, ERR_REFUSED, N_("A body outside deals with it already."));
    if (!s->reason)
        return err_field(err, "reason", N_("Write which new fact calls for a new assessment."));
    assess_again(f);
    return true;
}

static bool close_case(struct case_facts *f, const struct escalation_step *s,
                       const struct closing_policy *p, struct err *err)
{
    if (!closing_allowed(f, s->closing, p, err))
        return false;
    f->stage = STAGE_CLOSED;
    f->closed = p->now;
    f->closing = s->closing;
    return true;
}

/* Who did not answer may still do so: the decision stands. Everything else is
 * assessed anew. */
static bool reopen(struct case_facts *f, const struct escalation_step *s,
                   const struct closing_policy *p, struct err *err)
{
    (void)p;
    if (!closing_reopen_allowed(f, s->reason, err))
        return false;
    if (f->closing == CLOSING_NO_ANSWER) {
        f->stage = STAGE_DECIDED;
        f->reminders = 0;
        f->answer_due = s->due;
    } else {
        assess_again(f);
    }
    f->closed = f->withdrawn = (struct instant){ 0 };
    f->closing = CLOSING_NONE;
    f->reopened++;
    return true;
}

bool escalation_apply(struct case_facts *f, const struct escalation_step *s,
                      const struct closing_policy *p, struct err *err)
{
    static bool (*const acts[])(struct case_facts *, const struct escalation_step *,
                                const struct closing_policy *, struct err *) = {
        [ESCALATION_SOLVE] = solve,
        [ESCALATION_DECIDE] = decide,
        [ESCALATION_TELL] = tell,
        [ESCALATION_ACCEPT] = accept,
        [ESCALATION_REJECT] = reject,
        [ESCALATION_REMIND] = remind,
        [ESCALATION_TAKE_REVIEW] = take_review,
        [ESCALATION_GO_OUTSIDE] = go_outside,
        [ESCALATION_OUTSIDE_END] = outside_end,
        [ESCALATION_NOT_OUTSIDE] = not_outside,
        [ESCALATION_WITHDRAW] = withdraw,
        [ESCALATION_NEW_FACT] = new_fact,
        [ESCALATION_CLOSE] = close_case,
        [ESCALATION_REOPEN] = reopen,
    };

    return acts[s->act](f, s, p, err);
}

enum recourse escalation_route(const struct case_facts *f)
{
    if (f->stage == STAGE_REVIEWING)
        return ROUTE_REVIEW;
    if (f->stage == STAGE_DECIDED && f->answer == ANSWER_REJECTED)
        return facts_last_inside(f) ? ROUTE_OUTSIDE : ROUTE_REVIEW;
    return ROUTE_NONE;
}

const char *escalation_message(enum recourse route)
{
    switch (route) {
    case ROUTE_NONE:
        return NULL;
    case ROUTE_REVIEW:
        return N_("You did not accept our decision. Somebody who had no part in it will look at it "
                  "again. It is free.");
    case ROUTE_OUTSIDE:
        return N_("You did not accept our decision, and we have no further step inside. You can "
                  "turn to the outside bodies that our letter names.");
    }
    return NULL;
}
