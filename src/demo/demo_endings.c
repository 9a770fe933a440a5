/* Remedies carried out, closing, and the other ways out of the process. */
#include "demo/demo_steps.h"

#include "edge/survey.h"
#include "operation/closing/breach_flow.h"
#include "operation/closing/closing_flow.h"
#include "operation/response/remedy_flow.h"

#include <string.h>

static bool carry(struct demo_act *s, struct err *err)
{
    struct remedy_proof proof = { .done_on = demo_day(s, 0),
                                  .proof = "Receipt in the file of payments",
                                  .result = "Done as promised",
                                  .customer_ok = true };

    demo_as(s, demo_handler(s));
    for (size_t i = 0; i < s->dossier->remedy.n; i++) {
        bool voucher = strcmp(s->dossier->remedy.row[i].kind, "voucher") == 0;
        proof.number =
            voucher ? arena_printf(s->act->a, "FM-%05" PRId64, s->dossier->c.number * 7) : NULL;
        if (!remedy_carry_out(s->act, s->p, s->id, 0, s->dossier->remedy.row[i].id, &proof, err))
            return false;
    }
    return true;
}

static bool verify(struct demo_act *s, struct err *err)
{
    demo_as(s, demo_person(s->d, "manager", NULL));
    for (size_t i = 0; i < s->dossier->remedy.n; i++)
        if (!remedy_verify(s->act, s->p, s->id, 0, s->dossier->remedy.row[i].id, true,
                           "Asked by telephone: it is in order.", err))
            return false;
    return true;
}

/* Whoever was late says why. */
static bool breaches_explain(struct demo_act *s, struct err *err)
{
    static const char *const causes[] = { "workload", "department", "outside_party", "complexity",
                                          "mistake" };
    const struct breach_form form = { .cause = causes[(size_t)(s->id / 256) % COUNT(causes)] };
    struct dossier d;

    return dossier_load_id(s->act, s->p, s->id, &d, err) &&
           (d.facts.breaches_open == 0 || breach_explain(s->act, s->p, s->id, 0, &form, err));
}

static bool close_as(struct demo_act *s, struct closing_form form, struct err *err)
{
    form.lessons = form.lessons ? form.lessons : "None: nothing in it is new to us.";
    form.ask_satisfaction = dossier_party(s->dossier, "complainant") != NULL;
    demo_as(s, demo_handler(s));
    return breaches_explain(s, err) && closing_close(s->act, s->p, s->id, 0, &form, err);
}

static bool close_accepted(struct demo_act *s, struct err *err)
{
    return close_as(s,
                    (struct closing_form){ .reason = "accepted",
                                           .lessons = "Open work orders are looked at each Monday; "
                                                      "a contractor who changes hands them over." },
                    err);
}

/* What they say of it, with the answers to the questions of their procedure, where it asks any. */
static struct satisfaction opinion(const struct demo_act *s, const struct own_value *answers,
                                   size_t n)
{
    static const char *const fair[] = { "yes", "partly", "yes", NULL };
    int k = (int)(s->id / 256 % 4);

    return (struct satisfaction){ .handling = 2 + k,
                                  .fair = fair[k],
                                  .outcome = 5 - k,
                                  .answers = answers,
                                  .n_answers = s->dossier->pack->n_questions > 0 ? n : 0 };
}

static bool satisfied(struct demo_act *s, struct err *err)
{
    static const char *const informed[] = { "4", "2", "5", "4" };
    const struct own_value answers[] = { { "survey.kept_informed", informed[s->id / 256 % 4] },
                                         { "survey.promise_kept", "yes" },
                                         { "survey.further_opinion", demo_say(s, "opinion") } };
    struct satisfaction given = opinion(s, answers, COUNT(answers));

    demo_as_complainant(s);
    return survey_take(s->act, s->p, s->id, &given, err);
}

/* Who does not write is rung up. */
static bool called(struct demo_act *s, struct err *err)
{
    const struct own_value answers[] = { { "survey.kept_informed", "3" },
                                         { "survey.promise_kept", "no" } };
    struct satisfaction given = opinion(s, answers, COUNT(answers));

    demo_as(s, demo_person(s->d, "receiver", NULL));
    return survey_call(s->act, s->p, s->id, 0, "reached", &given, false, err);
}

/* The reminders were the clerk's; then nobody answered. */
static bool silent(struct demo_act *s, struct err *err)
{
    return close_as(s,
                    (struct closing_form){ .reason = "no_answer",
                                           .why = "Two reminders, and no answer to either." },
                    err);
}

static bool withdraw(struct demo_act *s, struct err *err)
{
    demo_as_complainant(s);
    return withdraw_record(s->act, s->p, s->id, 0, demo_say(s, "withdraw"), false, err);
}

static bool withdrawn(struct demo_act *s, struct err *err)
{
    return close_as(
        s, (struct closing_form){ .reason = "withdrawn", .why = "They wrote that it is settled." },
        err);
}

static bool elsewhere(struct demo_act *s, struct err *err)
{
    demo_as(s, demo_handler(s));
    return direct_elsewhere(s->act, s->p, s->id, 0, s->c->scope, demo_say(s, "elsewhere"), err);
}

static bool directed(struct demo_act *s, struct err *err)
{
    return close_as(s,
                    (struct closing_form){ .reason = "directed_elsewhere",
                                           .why = "Between them and their employer." },
                    err);
}

/* The earlier one of the same person. */
static const struct demo_case *earlier(const struct demo_act *s)
{
    for (size_t i = 0; i < s->d->n_cases; i++) {
        const struct demo_case *k = &s->d->cases[i];
        if (k != s->k && k->id != 0 && k->c->who && strcmp(k->c->who, s->c->who) == 0)
            return k;
    }
    return NULL;
}

static bool duplicate(struct demo_act *s, struct err *err)
{
    const struct demo_case *other = earlier(s);
    struct complaint_row c = { 0 };

    return other && complaint_by_id(s->act->a, s->act->db, other->id, &c, err) &&
           close_as(s,
                    (struct closing_form){ .reason = "duplicate",
                                           .why = "The same payment, sent a second time.",
                                           .duplicate = c.reference },
                    err);
}

static bool spam(struct demo_act *s, struct err *err)
{
    return close_as(s,
                    (struct closing_form){ .reason = "set_aside",
                                           .why = "An advertisement for loans.",
                                           .set_aside = "spam" },
                    err);
}

static bool answered(struct demo_act *s, struct err *err)
{
    return close_as(
        s, (struct closing_form){ .reason = "answered", .why = "The question is answered." }, err);
}

static bool outside_as(struct demo_act *s, const char *what, const char *text, struct err *err)
{
    demo_as(s, demo_handler(s));
    return outside_record(s->act, s->p, s->id, 0, what, text, err);
}

static bool unused(struct demo_act *s, struct err *err)
{
    return outside_as(s, "not_used", "They went to no body outside.", err);
}

static bool unresolved(struct demo_act *s, struct err *err)
{
    return close_as(s,
                    (struct closing_form){ .reason = "unresolved",
                                           .why = "Decided, reviewed, and nothing new was said.",
                                           .lessons = "The letter should say which pipe it is "
                                                      "about." },
                    err);
}

static bool chosen(struct demo_act *s, struct err *err)
{
    return outside_as(s, "chosen", "Housing Ombuds Office", err);
}

static bool resolved(struct demo_act *s, struct err *err)
{
    return outside_as(s, "resolved", "The office recommends half of the sum; we pay it.", err) &&
           close_as(s,
                    (struct closing_form){ .reason = "resolved_outside",
                                           .why = "Settled by the Housing Ombuds Office.",
                                           .lessons = "The nearest weather station is the one the "
                                                      "policy means." },
                    err);
}

static bool reopen(struct demo_act *s, struct err *err)
{
    demo_as(s, demo_person(s->d, "manager", NULL));
    return closing_reopen(s->act, s->p, s->id, 0, demo_say(s, "reopen"), err);
}

const struct demo_word demo_endings[] = {
    { "carry", carry },
    { "verify", verify },
    { "close", close_accepted },
    { "satisfied", satisfied },
    { "called", called },
    { "silent", silent },
    { "withdraw", withdraw },
    { "withdrawn", withdrawn },
    { "elsewhere", elsewhere },
    { "directed", directed },
    { "duplicate", duplicate },
    { "spam", spam },
    { "answered", answered },
    { "unused", unused },
    { "unresolved", unresolved },
    { "chosen", chosen },
    { "resolved", resolved },
    { "reopen", reopen },
    { 0 },
};
