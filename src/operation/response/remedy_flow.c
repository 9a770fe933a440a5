/* What is promised, done and verified: one remedy, one act. */
#include "operation/response/remedy_flow.h"

#include "complaint/pack_version.h"
#include "complaint/spend.h"
#include "db/edge_sql.h"
#include "db/spend_sql.h"
#include "operation/closing/closing.h"
#include "operation/investigation/objectivity.h"
#include "operation/response/limits.h"
#include "operation/step.h"

#include <string.h>

static const struct field remedy_form_fields[] = {
    FIELD(struct remedy_form, kind),
    FIELD(struct remedy_form, action_code),
    FIELD(struct remedy_form, amount, .help = "In minor units, cents for instance."),
    FIELD(struct remedy_form, currency, .max = 3),
    FIELD(struct remedy_form, text, .max = 5000, .lines = true),
    FIELD(struct remedy_form, method),
    FIELD(struct remedy_form, item),
    FIELD(struct remedy_form, work_order),
    FIELD(struct remedy_form, to_whom),
    FIELD(struct remedy_form, terms, .max = 5000, .lines = true),
    FIELD(struct remedy_form, head_of_loss),
    FIELD(struct remedy_form, calculation, .max = 5000, .lines = true),
    FIELD(struct remedy_form, form),
    FIELD(struct remedy_form, by_whom),
    FIELD(struct remedy_form, no_admission),
    FIELD(struct remedy_form, consent),
    FIELD(struct remedy_form, difference),
    FIELD(struct remedy_form, has_difference),
    FIELD(struct remedy_form, owner),
    FIELD(struct remedy_form, due_on),
    FIELD(struct remedy_form, valid_until),
    FIELD(struct remedy_form, points),
    FIELD(struct remedy_form, percent),
    FIELD(struct remedy_form, batch),
    FIELD(struct remedy_form, reach, .max = 5000, .lines = true),
    FIELD(struct remedy_form, topic),
    FIELD(struct remedy_form, attendees),
    FIELD(struct remedy_form, cost),
    FIELD(struct remedy_form, has_cost),
    FIELD(struct remedy_form, fund),
    FIELD(struct remedy_form, over_why, .max = 5000, .lines = true),
};
const struct record remedy_form_record = RECORD(struct remedy_form, remedy_form_fields);

static const struct field remedy_proof_fields[] = {
    FIELD(struct remedy_proof, done_on),
    FIELD(struct remedy_proof, proof, .max = 5000, .lines = true),
    FIELD(struct remedy_proof, returned, .max = 5000, .lines = true),
    FIELD(struct remedy_proof, result, .max = 5000, .lines = true),
    FIELD(struct remedy_proof, customer_ok),
    FIELD(struct remedy_proof, number, .help = "Of the voucher that was handed over."),
};
const struct record remedy_proof_record = RECORD(struct remedy_proof, remedy_proof_fields);

/* One remedy under way: the row as it was, as it will be, and the case with it. */
struct remedy_step {
    struct step s;
    size_t i; /* its place in the dossier */
    struct remedy_row before, after;
    struct dossier next;
};
static void remedy_step_drop(struct remedy_step *r)
{
    step_drop(&r->s);
}
#define AUTO_REMEDY struct remedy_step CLEANUP(remedy_step_drop)

static bool remedy_find(struct remedy_step *r, int64_t id, struct err *err)
{
    const struct dossier *d = &r->s.d;

    for (r->i = 0; r->i < d->remedy.n; r->i++)
        if (d->remedy.row[r->i].id == id) {
            r->before = r->after = d->remedy.row[r->i];
            return true;
        }
    return err_set(err, ERR_NOT_FOUND, N_("There is no such remedy on this complaint."));
}

static bool remedy_open(struct remedy_step *r, const struct act *act, const struct procedure *p,
                        int64_t complaint, int64_t version, int64_t remedy, struct err *err)
{
    if (!step_open(&r->s, act, p, complaint, version, err) || !remedy_find(r, remedy, err))
        return false;
    if (facts_open(&r->s.d.facts))
        return true;
    return err_set(err, ERR_CONFLICT, N_("This complaint was closed before."));
}

/* The case as it will be, so that the rules read the remedy as it is laid into it. */
static bool remedy_lay(struct remedy_step *r, const struct case_remedy **out, struct err *err)
{
    const struct dossier *d = &r->s.d;
    size_t n = r->i < d->remedy.n ? d->remedy.n : d->remedy.n + 1;
    struct remedy_row *rows = ARENA_ARRAY(r->s.act->a, struct remedy_row, n);

    if (d->remedy.n > 0)
        memcpy(rows, d->remedy.row, d->remedy.n * sizeof *rows);
    rows[r->i] = r->after;
    r->next = *d;
    r->next.remedy.row = rows;
    r->next.remedy.n = n;
    if (!dossier_facts(r->s.act, r->s.p, &r->next, err))
        return false;
    *out = &r->next.facts.remedies[r->i];
    return true;
}

static void remedy_fill(struct remedy_row *row, const struct remedy_form *f)
{
    row->kind = f->kind;
    row->action_code = f->action_code;
    row->amount = f->amount;
    row->currency = f->currency;
    row->consent = f->consent;
    row->no_admission = f->no_admission;
    row->difference = f->difference;
    row->has_difference = f->has_difference;
    row->owner_id = f->owner;
    row->due_on = f->due_on;
    row->valid_until = f->valid_until;
    row->points = f->points;
    row->percent = f->percent;
    row->cost = f->has_cost ? f->cost : f->amount;
    row->has_cost = f->has_cost;
    row->fund = f->fund && *f->fund ? f->fund : NULL;
    step_text(&row->text, f->text);
    step_text(&row->method, f->method);
    step_text(&row->item, f->item);
    step_text(&row->work_order, f->work_order);
    step_text(&row->to_whom, f->to_whom);
    step_text(&row->terms, f->terms);
    step_text(&row->head_of_loss, f->head_of_loss);
    step_text(&row->calculation, f->calculation);
    step_text(&row->form, f->form);
    step_text(&row->by_whom, f->by_whom);
    step_text(&row->batch, f->batch);
    step_text(&row->reach, f->reach);
    step_text(&row->topic, f->topic);
    step_text(&row->attendees, f->attendees);
    step_text(&row->over_why, f->over_why);
}

/* What the procedure of the case lets anybody promise. [3.3-c] */
static bool kind_offered(const struct remedy_step *r, struct err *err)
{
    if (pack_remedy_allowed(r->s.d.pack, r->s.d.c.class, r->after.kind))
        return true;
    return err_field(err, "kind",
                     N_("This procedure has no such remedy for what the complaint is about. Choose "
                        "one of those it offers."));
}

/* What it is worth and what it costs are both looked at. */
static struct pack_promise promise_of(const struct remedy_row *row)
{
    return (struct pack_promise){ row->kind, row->currency,
                                  row->cost > row->amount ? row->cost : row->amount };
}

/* That nobody second answers for: neither approved by one nor waiting for one. */
static bool promised_alone(const struct remedy_row *row)
{
    return row->approved_by == 0 && strcmp(row->state, "proposed") != 0 &&
           strcmp(row->state, "dropped") != 0;
}

static bool second_by_pack(const struct remedy_step *r)
{
    const struct remedy_row *row = r->next.remedy.row;
    struct pack_promise *all = ARENA_ARRAY(r->s.act->a, struct pack_promise, r->next.remedy.n + 1);
    size_t n = 0;

    all[n++] = promise_of(&r->after);
    for (size_t i = 0; i < r->next.remedy.n; i++)
        if (i != r->i && promised_alone(&row[i]))
            all[n++] = promise_of(&row[i]);
    return pack_remedy_second(r->s.d.pack, r->s.d.c.class, all, n);
}

static bool pays(const struct code_row *code, const char *chosen)
{
    return strcmp(code->list, "funding_source") == 0 &&
           (chosen ? strcmp(code->code, chosen) == 0 : true);
}

/* What costs something has a source: the one that was chosen, or the first in use. One that went
 * out of use stays with what has it. */
static bool fund_find(struct remedy_step *r, struct err *err)
{
    const struct code_row *code = r->s.p->codes.row;
    const char *was = r->before.fund, *chosen = r->after.fund;

    if (r->after.cost <= 0 && !chosen)
        return true;
    for (size_t i = 0; i < r->s.p->codes.n; i++)
        if (pays(&code[i], chosen) &&
            (!instant_is_set(code[i].ended_at) || (chosen && was && strcmp(chosen, was) == 0))) {
            r->after.fund = code[i].code;
            return true;
        }
    return !chosen || err_field(err, "fund", N_("Choose who pays for it from the list."));
}

/* The day it was added, which is today for one that is new. */
static bool added_on(const struct remedy_step *r, struct date *out, struct err *err)
{
    struct event_row event = { .at = r->s.act->now };

    if (r->before.id &&
        !sql_remedy_added(r->s.act->a, r->s.act->db, r->before.id / HISTORY_IDS, &event, err))
        return false;
    *out = zone_date(r->s.p->zone, event.at, NULL);
    return true;
}

/* From the day it was added until it is due, or until today when that is past: it may be carried
 * out on any of them, and until then it counts where it is due. */
static bool days_open(const struct remedy_step *r, struct days *out, struct err *err)
{
    struct date today = zone_date(r->s.p->zone, r->s.act->now, NULL), due = r->after.due_on;

    if (!added_on(r, &out->first, err))
        return false;
    out->last = date_compare(due, today) > 0 ? due : today;
    if (date_compare(due, out->first) < 0)
        out->first = due;
    return true;
}

/* Whoever reads why it was refused reads it in their language. */
static const char *const *fund_names(const struct remedy_step *r, const char *fund)
{
    const char **names = ARENA_ARRAY(r->s.act->a, const char *, LANGS);

    for (size_t i = 0; i < LANGS; i++)
        names[i] = procedure_label(r->s.p, "funding_source", fund, &langs[i]);
    return names;
}

/* Who is barred from a case reads of a budget how it stands, never how much: from the per cent and
 * what they see of it they would reckon what the case cost. [4.7-a] */
static bool over_said(const struct remedy_step *r, const struct budget_sum *b, bool second,
                      struct err *err)
{
    struct rows barred;

    if (!sql_barred_cases(r->s.act->a, r->s.act->db, r->s.who.user, &barred, err))
        return false;
    if (barred.n > 0)
        err_field(err, "over_why",
                  second ? N_("With this, the budget “{fund}” would be exceeded. Write why it is "
                              "needed all the same; a second person then has to approve it.")
                         : N_("With this, the budget “{fund}” would be nearly used up. Write why "
                              "it is needed all the same."));
    else
        err_field(err, "over_why",
                  second ? N_("With this, {percent}% of the budget “{fund}” would be spent. Write "
                              "why it is needed all the same; a second person then has to approve "
                              "it.")
                         : N_("With this, {percent}% of the budget “{fund}” would be spent. Write "
                              "why it is needed all the same."));
    if (barred.n == 0)
        err_arg_int(err, "percent", budget_share(b));
    err_arg_said(err, "fund", fund_names(r, b->fund));
    return false;
}

/* With a reason it may be promised all the same; over the whole a second person agrees. */
static bool budget_allowed(struct remedy_step *r, bool *second, struct err *err)
{
    const struct budget_sum *b;
    struct days days;

    *second = false;
    if (!days_open(r, &days, err) || !spend_taken(r->s.act, r->before.id ? &r->before : NULL,
                                                  &r->after, &r->s.d.c, days, &b, err))
        return false;
    if (!b)
        return true;
    *second = budget_state(b) == BUDGET_OVER;
    return step_given(r->after.over_why.text) || over_said(r, b, *second, err);
}

/* Approved at once, or waiting for the second person. A changed sum loses the approval it had. */
static bool remedy_state(struct remedy_step *r, struct err *err)
{
    const struct case_remedy *remedy;
    struct limits limits;
    bool over;

    r->after.proposed_by = r->s.who.user;
    r->after.approved_by = 0;
    r->after.approved_at = (struct instant){ 0 };
    if (!kind_offered(r, err) || !fund_find(r, err) ||
        !objectivity_allowed(&r->s.d.facts, r->s.who.user, PART_PROPOSER, err) ||
        !remedy_lay(r, &remedy, err) || !response_remedy_allowed(&r->next.facts, remedy, err) ||
        !limits_of(r->s.act, r->s.p, &r->next, r->s.who.user, &limits, err) ||
        !budget_allowed(r, &over, err))
        return false;
    r->after.state =
        over || response_needs_second(&r->next.facts, remedy, &limits) || second_by_pack(r)
            ? "proposed"
            : "approved";
    r->next.remedy.row[r->i] = r->after;
    return true;
}

/* A proposal that was made waits as long as one of its sums does. */
static void approval_flag(struct remedy_step *r)
{
    r->s.c.to_approve = false;
    for (size_t i = 0; i < r->next.remedy.n; i++)
        r->s.c.to_approve |=
            dossier_proposal(&r->s.d) && strcmp(r->next.remedy.row[i].state, "proposed") == 0;
}

/* The sum of all remedies may be what makes it significant. [5.4.1-b] */
static bool sum_review(struct remedy_step *r, struct err *err)
{
    struct case_facts f = r->s.d.facts;
    struct case_remedy *all = ARENA_ARRAY(r->s.act->a, struct case_remedy, f.n_remedies + 1);
    size_t n = 0;

    for (size_t i = 0; i < f.n_remedies; i++)
        if (f.remedies[i].id != r->after.id)
            all[n++] = f.remedies[i];
    all[n++] = (struct case_remedy){ .id = r->after.id,
                                     .state = word_value(&remedy_state_words, r->after.state),
                                     .amount = r->after.amount,
                                     .currency = r->after.currency };
    f.remedies = all;
    f.n_remedies = n;
    return step_significance(&r->s, &f, NULL, 0, false, err);
}

bool remedy_add(const struct act *act, const struct procedure *p, int64_t complaint,
                int64_t version, const struct remedy_form *form, int64_t *id, struct err *err)
{
    AUTO_REMEDY r = { 0 };

    if (!step_open(&r.s, act, p, complaint, version, err))
        return false;
    r.i = r.s.d.remedy.n;
    r.after = (struct remedy_row){ .complaint_id = complaint, .level = r.s.d.c.level };
    r.after.state = "approved";
    remedy_fill(&r.after, form);
    if (!remedy_state(&r, err) || !step_event(&r.s, "remedy_added", NULL, err) ||
        !spend_insert(&r.s.h, &r.s.d.c, &r.after, err) ||
        !case_involve(&r.s.h, &r.s.d, PART_PROPOSER, err) || !sum_review(&r, err))
        return false;
    approval_flag(&r);
    if (id)
        *id = r.after.id;
    return step_done(&r.s, err);
}

/* What was told to the complainant is not altered behind their back. */
static bool alter_allowed(const struct remedy_step *r, struct err *err)
{
    enum remedy_state state = word_value(&remedy_state_words, r->before.state);

    if (instant_is_set(r->s.d.facts.decided))
        return err_set(err, ERR_REFUSED,
                       N_("What was decided is not altered: drop this remedy with a reason and add "
                          "another one."));
    if (state != REMEDY_PROPOSED && state != REMEDY_APPROVED)
        return err_set(err, ERR_CONFLICT, N_("This remedy was carried out or dropped before."));
    return true;
}

static bool remedy_write(struct remedy_step *r, const char *kind, const char *reason,
                         enum part part, struct err *err)
{
    if (!step_event(&r->s, kind, reason, err) ||
        !spend_update(&r->s.h, &r->s.d.c, &r->before, &r->after, err) ||
        (part != PART_NONE && !case_involve(&r->s.h, &r->s.d, part, err)) || !sum_review(r, err))
        return false;
    approval_flag(r);
    return true;
}

bool remedy_alter(const struct act *act, const struct procedure *p, int64_t complaint,
                  int64_t version, int64_t remedy, const struct remedy_form *form, struct err *err)
{
    AUTO_REMEDY r = { 0 };

    if (!remedy_open(&r, act, p, complaint, version, remedy, err) || !alter_allowed(&r, err))
        return false;
    remedy_fill(&r.after, form);
    return remedy_state(&r, err) && remedy_write(&r, "remedy_altered", NULL, PART_PROPOSER, err) &&
           step_done(&r.s, err);
}

/* The clock of putting things right ends with the last remedy. */
static bool remedies_end(struct remedy_step *r, struct err *err)
{
    if (!dossier_facts(r->s.act, r->s.p, &r->next, err))
        return false;
    if (!closing_remedies_done(&r->next.facts))
        return true;
    return step_clocks(&r->s, "verified", err);
}

bool remedy_drop(const struct act *act, const struct procedure *p, int64_t complaint,
                 int64_t version, int64_t remedy, const char *why, struct err *err)
{
    const struct case_remedy *rule;
    AUTO_REMEDY r = { 0 };

    if (!remedy_open(&r, act, p, complaint, version, remedy, err))
        return false;
    step_text(&r.after.dropped_why, why);
    if (!remedy_lay(&r, &rule, err) || !response_drop_allowed(rule, err))
        return false;
    r.after.state = "dropped";
    r.next.remedy.row[r.i] = r.after;
    return remedy_write(&r, "remedy_dropped", why, PART_NONE, err) &&
           (r.s.d.facts.stage != STAGE_REMEDYING || remedies_end(&r, err)) && step_done(&r.s, err);
}

/* A day before the remedy was added would count in a month that nobody looked at. */
static bool day_allowed(const struct remedy_step *r, struct date done_on, struct err *err)
{
    char day[DATE_TEXT];
    struct date added;

    if (date_compare(done_on, zone_date(r->s.p->zone, r->s.act->now, NULL)) > 0)
        return err_field(err, "done_on", N_("This day is still to come. Check the date."));
    if (!added_on(r, &added, err))
        return false;
    if (date_compare(done_on, added) >= 0)
        return true;
    err_field(err, "done_on",
              N_("A remedy counts from the day it was added here, {day}. Write that day or a later "
                 "one."));
    date_text(added, day);
    err_arg(err, "day", day);
    return false;
}

bool remedy_carry_out(const struct act *act, const struct procedure *p, int64_t complaint,
                      int64_t version, int64_t remedy, const struct remedy_proof *proof,
                      struct err *err)
{
    const struct case_remedy *rule;
    AUTO_REMEDY r = { 0 };

    if (!remedy_open(&r, act, p, complaint, version, remedy, err))
        return false;
    r.after.done_on = proof->done_on;
    r.after.customer_ok = proof->customer_ok;
    step_text(&r.after.proof, proof->proof);
    step_text(&r.after.returned, proof->returned);
    step_text(&r.after.result, proof->result);
    step_text(&r.after.number, proof->number);
    if (!remedy_lay(&r, &rule, err) || !response_done_allowed(&r.next.facts, rule, err))
        return false;
    if (!day_allowed(&r, proof->done_on, err))
        return false;
    r.after.state = "carried_out";
    r.after.done_by = r.s.who.user;
    r.next.remedy.row[r.i] = r.after;
    return remedy_write(&r, "remedy_carried_out", NULL, PART_NONE, err) && step_done(&r.s, err);
}

static void done_again(struct remedy_step *r)
{
    r->after.state = "approved";
    r->after.done_on = (struct date){ 0 };
    r->after.done_by = 0;
    r->after.customer_ok = false;
    r->s.c.returned_at = r->s.act->now;
}

bool remedy_verify(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t version, int64_t remedy, bool as_promised, const char *note,
                   struct err *err)
{
    const struct case_remedy *rule;
    AUTO_REMEDY r = { 0 };

    if (!remedy_open(&r, act, p, complaint, version, remedy, err) || !remedy_lay(&r, &rule, err) ||
        !response_verify_allowed(rule, &r.s.who, err))
        return false;
    if (!as_promised && !step_given(note))
        return err_field(err, "proof", N_("Write what is not as it was promised."));
    if (as_promised) {
        r.after.state = "verified";
        r.after.verified_at = act->now;
        r.after.verified_by = r.s.who.user;
    } else {
        done_again(&r);
    }
    r.next.remedy.row[r.i] = r.after;
    return remedy_write(&r, as_promised ? "remedy_verified" : "remedy_not_as_promised", note,
                        PART_VERIFIER, err) &&
           step_note(&r.s, note, err) && (!as_promised || remedies_end(&r, err)) &&
           step_done(&r.s, err);
}
