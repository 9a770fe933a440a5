/* Response, decision, the complainant's answer, the review. */
#include "demo/demo_steps.h"

#include "operation/closing/closing_flow.h"
#include "operation/decision/decision_flow.h"
#include "operation/decision/letter.h"
#include "operation/response/remedy_flow.h"
#include "operation/response/response_flow.h"

#include <string.h>

/* What is done for everybody: whoever meets people is trained, and what hit many is changed. */
static bool measure(struct demo_act *s, struct err *err)
{
    struct remedy_form form = { .owner = demo_handler(s), .due_on = demo_day(s, 21) };

    if (s->c->class && strcmp(s->c->class, "conduct") == 0) {
        form.kind = "training";
        form.topic = demo_say(s, "training");
        form.attendees = s->c->team;
        form.cost = 24000;
        form.has_cost = true;
        form.currency = "GBP";
        form.fund = "department";
    } else if (s->c->impact && strcmp(s->c->impact, "group") == 0) {
        form.kind = "improvement";
        form.text = demo_say(s, "preventive");
    }
    return !form.kind || remedy_add(s->act, s->p, s->id, 0, &form, NULL, err);
}

/* Something beside what puts it right. */
static bool also(struct demo_act *s, struct err *err)
{
    struct remedy_form form = { .kind = s->c->also,
                                .owner = demo_handler(s),
                                .due_on = demo_day(s, 28),
                                .fund = "loyalty",
                                .currency = "GBP",
                                .cost = s->c->also_amount,
                                .has_cost = true };

    if (!form.kind)
        return true;
    if (strcmp(form.kind, "voucher") == 0) {
        form.amount = s->c->also_amount;
        form.valid_until = demo_day(s, 365);
        form.terms = demo_say(s, "terms");
    } else if (strcmp(form.kind, "loyalty") == 0) {
        form.points = s->c->also_amount;
        form.valid_until = demo_day(s, 365);
    } else {
        form.text = demo_say(s, form.kind);
    }
    return remedy_add(s->act, s->p, s->id, 0, &form, NULL, err);
}

static bool remedy(struct demo_act *s, struct err *err)
{
    struct remedy_form form = { .kind = s->c->remedy,
                                .owner = demo_handler(s),
                                .due_on = demo_day(s, 21) };

    if (!s->c->remedy)
        return true;
    if (s->c->amount > 0) {
        form.amount = s->c->amount;
        form.currency = "GBP";
        form.method = "Bank transfer";
        form.head_of_loss = s->c->subject;
        form.calculation = s->c->found;
    }
    if (s->c->cost > 0) {
        form.cost = s->c->cost;
        form.has_cost = true;
        form.currency = "GBP";
        form.fund = s->c->fund ? s->c->fund : "department";
    }
    if (strcmp(s->c->remedy, "repair") == 0)
        form.work_order = arena_printf(s->act->a, "W-%" PRId64, s->dossier->c.number + 4100);
    if (strcmp(s->c->remedy, "apology") == 0) {
        form.text = demo_say(s, "apology");
        form.form = "in writing";
        form.by_whom = "The head of the team";
    }
    demo_as(s, demo_handler(s));
    return remedy_add(s->act, s->p, s->id, 0, &form, NULL, err) && also(s, err) && measure(s, err);
}

static bool upheld(const struct demo_act *s)
{
    return s->c->outcome &&
           (strcmp(s->c->outcome, "upheld") == 0 || strcmp(s->c->outcome, "partly_upheld") == 0);
}

static bool respond(struct demo_act *s, struct err *err)
{
    const struct dossier *d = s->dossier;
    struct response_answer answer = { d->allegation.n > 0 ? d->allegation.row[0].id : 0,
                                      demo_say(s, upheld(s) ? "response" : "response_no") };
    struct response_form form = { .answers = &answer, .n = 1 };

    if (!s->c->remedy && d->remedy.n == 0)
        form.remedy_none = demo_say(s, "remedy_none");
    if (upheld(s))
        form.preventive = demo_say(s, "preventive");
    else
        form.preventive_none = demo_say(s, "preventive_none");
    demo_as(s, demo_handler(s));
    return response_write(s->act, s->p, s->id, 0, &form, NULL, err);
}

static bool approve(struct demo_act *s, struct err *err)
{
    if (!s->dossier->c.to_approve)
        return true;
    demo_as(s, demo_person(s->d, "manager", NULL));
    return remedies_approve(s->act, s->p, s->id, 0, "Within what was paid in similar cases.", err);
}

static bool decide(struct demo_act *s, struct err *err)
{
    bool again = s->dossier->c.level >= LEVEL_REVIEW;
    struct decision_form form = { .outcome = s->c->outcome ? s->c->outcome : "upheld",
                                  .reasons = demo_say(s, again ? "review" : "reasons"),
                                  .letter.letter_outside = demo_say(s, "outside") };

    demo_as(s, demo_handler(s));
    return decision_take(s->act, s->p, s->id, 0, &form, err);
}

static const char *told_by(const struct demo_act *s)
{
    const struct person_row *person = dossier_person(s->dossier, "complainant");

    if (!person)
        return "web";
    return person->email.text ? "email" : person->address.text ? "letter" : "telephone";
}

static bool tell(struct demo_act *s, struct err *err)
{
    struct tell_form form = { .channel = told_by(s), .staff_told = true };

    demo_as(s, demo_handler(s));
    return letter_write(s->act, s->p, s->d->templates, s->dossier, &form.text, err) &&
           decision_tell(s->act, s->p, s->id, 0, &form, err);
}

static bool accept(struct demo_act *s, struct err *err)
{
    demo_as_complainant(s);
    return answer_take(s->act, s->p, s->id, 0, "accepted", demo_say(s, "accept"), false, err);
}

static bool reject(struct demo_act *s, struct err *err)
{
    demo_as_complainant(s);
    return answer_take(s->act, s->p, s->id, 0, "rejected", demo_say(s, "reject"), false, err);
}

/* By somebody at the top of the tree who had no part in it. */
static bool review(struct demo_act *s, struct err *err)
{
    demo_as(s, demo_person(s->d, "manager", NULL));
    return review_take(s->act, s->p, s->id, 0, demo_person(s->d, "handler", "Fernhill Mutual"),
                       "Please look at the documents that came with the second letter.", err);
}

const struct demo_word demo_late[] = {
    { "remedy", remedy }, { "respond", respond }, { "approve", approve },
    { "decide", decide }, { "tell", tell },       { "accept", accept },
    { "reject", reject }, { "review", review },   { 0 },
};
