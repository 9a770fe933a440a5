/* Filed, solved and closed: three acts in one transaction. */
#include "desk/spot_flow.h"

#include "complaint/gate.h"
#include "complaint/own_row.h"
#include "complaint/pack_version.h"
#include "complaint/spend.h"
#include "operation/closing/closing_flow.h"
#include "operation/closing/escalation.h"
#include "operation/response/limits.h"
#include "operation/response/response.h"
#include "operation/step.h"

#include <string.h>

/* The act of solving: the case, and what it is with the remedy in it. */
struct solving {
    struct step s;
    struct remedy_row row;
    struct dossier next;
};
static void solving_drop(struct solving *o)
{
    step_drop(&o->s);
}
#define AUTO_SOLVING struct solving CLEANUP(solving_drop)

static bool form_allowed(const struct spot *spot, struct err *err)
{
    if (!step_given(spot->done))
        return err_field(err, "solved", N_("Write what was done to put it right."));
    if (!spot->agreed)
        return err_field(err, "accepted", SPOT_AGREED);
    return true;
}

/* Who pays when nobody is asked: the first source in use. */
static const char *spot_fund(const struct procedure *p)
{
    const struct code_row *code = p->codes.row;

    for (size_t i = 0; i < p->codes.n; i++)
        if (strcmp(code[i].list, "funding_source") == 0 && !instant_is_set(code[i].ended_at))
            return code[i].code;
    return NULL;
}

/* It stands as it will when the act is done: promised, carried out and seen by the same person
 * in the same minute, with the complainant beside them. */
static struct remedy_row spot_remedy(const struct step *s, const struct spot *spot)
{
    struct date today = zone_date(s->p->zone, s->act->now, NULL);
    struct secret done = secret_text(spot->done);

    return (struct remedy_row){
        .complaint_id = s->d.c.id,
        .level = s->d.c.level,
        .kind = word_code(&remedy_kind_words,
                          spot->amount > 0 ? REMEDY_REFUND : REMEDY_OTHER_ASSISTANCE),
        .action_code = spot->action_code,
        .state = word_code(&remedy_state_words, REMEDY_VERIFIED),
        .amount = spot->amount,
        .currency = spot->amount > 0 ? spot->currency : NULL,
        .cost = spot->amount,
        .fund = spot->amount > 0 ? spot_fund(s->p) : NULL,
        .promised_at = s->act->now,
        .text = done,
        .method = spot->amount > 0 ? done : (struct secret){ 0 },
        .proof = spot->amount > 0 ? done : (struct secret){ 0 },
        .customer_ok = true,
        .owner_id = s->who.user,
        .due_on = today,
        .proposed_by = s->who.user,
        .done_on = today,
        .done_by = s->who.user,
        .verified_at = s->act->now,
        .verified_by = s->who.user,
    };
}

static bool lay(struct solving *o, struct err *err)
{
    o->next = o->s.d;
    o->next.remedy.row = &o->row;
    o->next.remedy.n = 1;
    return dossier_facts(o->s.act, o->s.p, &o->next, err);
}

/* Each rule is asked in its turn: solved, promised, within the own limit, carried out, seen. */
static bool rules_agree(struct solving *o, struct err *err)
{
    struct closing_policy policy = step_policy(o->s.p, o->s.act->now);
    struct days today = { o->row.done_on, o->row.done_on };
    struct escalation_step solve = { .act = ESCALATION_SOLVE, .who = o->s.who };
    struct case_facts *f = &o->next.facts;
    struct case_remedy remedy = f->remedies[0];
    struct pack_promise promise = { o->row.kind, o->row.currency, o->row.amount };
    const struct budget_sum *taken;
    struct limits limits;

    remedy.state = REMEDY_APPROVED;
    if (!escalation_apply(f, &solve, &policy, err) || !response_remedy_allowed(f, &remedy, err) ||
        !limits_of(o->s.act, o->s.p, &o->next, o->s.who.user, &limits, err) ||
        !spend_taken(o->s.act, NULL, &o->row, &o->s.d.c, today, &taken, err))
        return false;
    if (response_needs_second(f, &remedy, &limits) ||
        (taken && budget_state(taken) == BUDGET_OVER) ||
        pack_remedy_second(o->s.d.pack, o->s.d.c.class, &promise, 1))
        return err_field(err, "amount",
                         N_("This sum needs a second person. Take the complaint down and propose "
                            "it there."));
    if (!response_done_allowed(f, &remedy, err))
        return false;
    remedy.state = REMEDY_CARRIED_OUT;
    return response_verify_allowed(&remedy, &o->s.who, err);
}

static bool typed_there(const struct spot *spot, const char *name)
{
    for (size_t i = 0; i < spot->n_own; i++)
        if (strcmp(spot->own[i].name, name) == 0)
            return true;
    return false;
}

/* What the pack wants at once, on receipt or on the short form, is there. */
static bool own_complete(const struct dossier *d, const struct spot *spot, struct arena *a,
                         struct err *err)
{
    const struct pack_version *v = d->pack;

    if (v && v->spot.asks.n > 0 && !d->c.class)
        return err_field(err, "category", N_("Please choose what it is about."));
    for (size_t i = 0; v && i < v->n_fields; i++) {
        const struct pack_field *f = &v->field[i];
        bool wanted =
            (f->stage == GATE_RECEIPT && f->required) || pack_listed(&v->spot.asks, f->name);
        if (wanted && pack_concerns(v, &f->classes, d->c.class) && !dossier_own(d, f->name) &&
            !typed_there(spot, f->name))
            return err_field(err, own_form_name(a, f), N_("Please fill this in."));
    }
    return true;
}

/* The fields of later steps, and the one that says that it was solved on the spot. */
static bool own_fill(struct step *s, const struct spot *spot, struct err *err)
{
    const struct pack_spot *of = s->d.pack ? &s->d.pack->spot : NULL;
    struct own_value *list = ARENA_ARRAY(s->act->a, struct own_value, spot->n_own + 1);
    size_t n = 0;

    for (size_t i = 0; of && i < spot->n_own; i++)
        if (pack_listed(&of->asks, spot->own[i].name))
            list[n++] = spot->own[i];
    if (of && of->field)
        list[n++] = (struct own_value){ of->field, of->answer };
    return n == 0 || step_fill(s, list, n, err);
}

static bool solve(const struct act *act, const struct procedure *p, int64_t complaint,
                  const struct spot *spot, struct err *err)
{
    AUTO_SOLVING o = { 0 };

    if (!step_open(&o.s, act, p, complaint, 0, err))
        return false;
    o.row = spot_remedy(&o.s, spot);
    if (!own_complete(&o.s.d, spot, act->a, err) || !lay(&o, err) || !rules_agree(&o, err) ||
        !step_event(&o.s, "solved", NULL, err) || !own_fill(&o.s, spot, err) ||
        !spend_insert(&o.s.h, &o.s.d.c, &o.row, err))
        return false;
    o.s.c.stage = word_code(&stage_words, o.next.facts.stage);
    o.s.c.answer = word_code(&answer_words, o.next.facts.answer);
    o.s.c.solved_at = o.next.facts.solved;
    o.s.c.owner_id = o.s.who.user;
    /* What was promised for the way by assessment and decision is not due any more. */
    case_clocks_void(act->a, &o.s.d, act->now);
    return case_involve(&o.s.h, &o.s.d, PART_OWNER, err) &&
           step_message(&o.s, "reply", o.s.c.channel, NULL, spot->done, NULL, err) &&
           step_clocks(&o.s, "solved", err) && step_done(&o.s, err);
}

/* Nothing that the pack asks for before the closing is missing. */
static bool closes(const struct act *act, const struct procedure *p, int64_t complaint, bool *out,
                   struct err *err)
{
    struct missing m = { 0 };
    struct dossier d;

    if (!dossier_load_id(act, p, complaint, &d, err))
        return false;
    gate_missing(&d.facts, GATE_CLOSING, CLOSING_ACCEPTED, &m);
    *out = m.n == 0;
    return true;
}

static bool spot_close(const struct act *act, const struct procedure *p, int64_t complaint,
                       struct err *err)
{
    static const struct closing_form close = { .reason = "accepted" };
    bool now;

    return closes(act, p, complaint, &now, err) &&
           (!now || closing_close(act, p, complaint, 0, &close, err));
}

static bool spot_try(const struct act *act, const struct procedure *p, const struct filing *f,
                     const struct spot *spot, struct receipt *out, struct err *err)
{
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, act->db, err) || !receipt_file_in(act, p, f, out, err))
        return false;
    return out->repeated || (solve(act, p, out->complaint, spot, err) &&
                             spot_close(act, p, out->complaint, err) && tx_commit(&tx, err));
}

bool spot_solve(const struct act *act, const struct procedure *p, const struct filing *f,
                const struct spot *spot, struct receipt *out, struct err *err)
{
    struct filing first = *f;

    first.on_the_spot = true;
    if (!form_allowed(spot, err))
        return false;
    if (spot_try(act, p, &first, spot, out, err))
        return true;
    if (err->kind != ERR_CONFLICT)
        return false;
    /* The same form was sent twice at once: the other one is filed now, and this its receipt. */
    err_clear(err);
    return spot_try(act, p, &first, spot, out, err);
}
