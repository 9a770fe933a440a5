/*
 * From rows to facts: what the rules of clause 7 read.
 *
 * Facts of a level (proposal, decision, answer) are those of the present level.
 */
#include "complaint/breach.h"
#include "complaint/dossier.h"
#include "complaint/pack_version.h"
#include "complaint/report.h"
#include "complaint/task.h"
#include "complaint/tie.h"
#include "db/facts_sql.h"
#include "i18n/lang.h"

#include <string.h>

static bool has(const struct secret *s)
{
    return s->text && *s->text;
}

#define WORD(list, code) word_value(&list##_words, (code))

static void receipt_facts(const struct dossier *d, struct case_facts *f)
{
    const struct complaint_row *c = &d->c;

    f->id = c->id;
    f->type = WORD(contact_type, c->type);
    f->channel = WORD(channel, c->channel);
    f->stage = WORD(stage, c->stage);
    f->level = (int)c->level;
    f->received = c->received_at;
    f->entered = c->entered_at;
    f->scope = WORD(scope, c->scope);
    f->statement = has(&c->description);
    f->product = has(&c->product) || c->class;
    f->sought = WORD(remedy_sought, c->sought);
    f->anonymous = strcmp(c->privacy, "anonymous") == 0;
    f->linked_to = c->linked_to_id ? c->linked_to_id : c->joined_to_id;
    f->about_handling = c->link_kind && strcmp(c->link_kind, "handling") == 0;
    f->directed = c->directed_at;
    f->solved = c->solved_at;
    f->owner = c->owner_id;
    f->reviewer = c->level >= LEVEL_REVIEW ? c->owner_id : 0;
    f->team = c->team_id;
}

/* By post, telephone or mail; the code alone does not count. [7.4-d] */
static bool person_reachable(const struct person_row *p)
{
    return has(&p->email) || has(&p->phone) || has(&p->fax) || has(&p->address);
}

static void people_facts(const struct act *act, const struct dossier *d, struct case_facts *f)
{
    struct case_part *parts = ARENA_ARRAY(act->a, struct case_part, d->involvement.n);

    for (size_t i = 0; i < d->party.n; i++)
        if (strcmp(d->party.row[i].role, "complained_about") != 0 &&
            !instant_is_set(d->party.row[i].ended_at))
            f->reachable |= person_reachable(&d->person[i]);
    for (size_t i = 0; i < d->involvement.n; i++)
        parts[i] = (struct case_part){ .user = d->involvement.row[i].staff_id,
                                       .part = WORD(part, d->involvement.row[i].part),
                                       .level = (int)d->involvement.row[i].level };
    f->parts = parts;
    f->n_parts = d->involvement.n;
}

static void disclosure_facts(const struct dossier *d, struct case_conflict *conflict)
{
    for (size_t i = 0; i < d->disclosure.n; i++) {
        const struct disclosure_row *r = &d->disclosure.row[i];
        if (r->staff_id != conflict->user)
            continue;
        conflict->disclosed = r->released_at;
        conflict->interviewed = r->interviewed_at;
        conflict->hearing_waived = has(&r->hearing_waived);
    }
}

/* A member of staff complained about is a conflict without anybody declaring it. */
static void conflict_facts(const struct act *act, const struct dossier *d, struct case_facts *f)
{
    struct case_conflict *all =
        ARENA_ARRAY(act->a, struct case_conflict, d->conflict.n + d->party.n);
    size_t n = 0;

    for (size_t i = 0; i < d->party.n; i++)
        if (d->party.row[i].staff_id && !instant_is_set(d->party.row[i].ended_at))
            all[n++] = (struct case_conflict){ .user = d->party.row[i].staff_id,
                                               .kind = CONFLICT_COMPLAINED_ABOUT };
    for (size_t i = 0; i < d->conflict.n; i++)
        if (!instant_is_set(d->conflict.row[i].ended_at))
            all[n++] = (struct case_conflict){ .user = d->conflict.row[i].staff_id,
                                               .kind = WORD(conflict, d->conflict.row[i].kind) };
    for (size_t i = 0; i < n; i++)
        disclosure_facts(d, &all[i]);
    f->conflicts = all;
    f->n_conflicts = n;
}

static void acknowledgement_facts(const struct dossier *d, struct case_facts *f)
{
    const struct acknowledgement_row *r;

    if (d->acknowledgement.n == 0)
        return;
    r = &d->acknowledgement.row[d->acknowledgement.n - 1];
    f->ack_way = WORD(ack_way, r->way);
    f->ack_delivery = WORD(delivery, r->delivery);
    f->acknowledged = instant_is_set(r->failed_at) ? (struct instant){ 0 } : r->at;
    f->ack_reason = has(&r->detail);
}

static void assessment_facts(const struct dossier *d, struct case_facts *f)
{
    const struct assessment_row *r = dossier_assessment(d);

    f->interim_measures = (int)d->measure.n;
    f->safety_alerted = d->c.safety_alerted_at;
    f->follow_up_open = d->c.follow_up_open;
    f->follow_up_owner = d->c.owner_id;
    f->significant_alerted = d->c.significant_alerted_at;
    f->signals = (unsigned)d->c.signals;
    f->affected = d->c.affected;
    if (!r)
        return;
    f->assessment = (struct assessment){
        .severity = WORD(severity, r->severity),
        .safety = WORD(safety, r->safety),
        .complexity = WORD(complexity, r->complexity),
        .impact = WORD(impact, r->impact),
        .need = WORD(yes_no, r->need),
        .possible = WORD(yes_no, r->possible),
        .validity = WORD(validity, r->validity),
    };
    f->assessed = r->at;
    f->assessment_reasons = has(&r->reasons);
    f->proposed_priority = WORD(priority, r->proposed_priority);
    f->priority = WORD(priority, r->priority);
    f->override_reason = has(&r->override_why);
    f->immediate_reason = has(&r->immediate_why);
    f->immediate_escalated = r->immediate_escalated;
}

static void plan_facts(const struct dossier *d, struct case_facts *f)
{
    for (size_t i = 0; i < d->plan_item.n; i++) {
        const struct plan_item_row *r = &d->plan_item.row[i];
        if (strcmp(r->kind, "question") == 0)
            f->questions++;
        if (strcmp(r->kind, "evidence") != 0)
            continue;
        f->evidence_planned++;
        f->evidence_got += instant_is_set(r->done_at);
        f->evidence_waived += has(&r->waived_why);
    }
    f->evidence = (int)d->evidence.n;
}

static void investigation_facts(const struct act *act, const struct dossier *d,
                                struct case_facts *f)
{
    struct case_allegation *all = ARENA_ARRAY(act->a, struct case_allegation, d->allegation.n);

    f->depth = WORD(depth, d->c.depth);
    plan_facts(d, f);
    f->complainant_heard = instant_is_set(d->c.complainant_heard_at);
    f->hearing_waived = has(&d->c.hearing_waived);
    for (size_t i = 0; i < d->allegation.n; i++) {
        const struct allegation_row *r = &d->allegation.row[i];
        all[i] = (struct case_allegation){ .id = r->id,
                                           .finding = WORD(finding, r->finding),
                                           .finding_reasons = has(&r->finding_why),
                                           .answered = has(&r->response) };
    }
    f->allegations = all;
    f->n_allegations = d->allegation.n;
    for (size_t i = 0; i < d->cause.n; i++)
        f->root_causes += !instant_is_set(d->cause.row[i].ended_at);
    f->root_cause_none = has(&d->c.root_cause_none);
    f->investigation_begun = d->c.investigation_begun_at;
    f->investigated = d->c.investigated_at;
}

/* Which data of a remedy are filled in. [3.3] */
static unsigned remedy_data(const struct remedy_row *r)
{
    const struct {
        bool there;
        enum remedy_data bit;
    } data[] = {
        { r->amount != 0 && r->currency, DATA_AMOUNT },
        { has(&r->method), DATA_METHOD },
        { has(&r->item), DATA_ITEM },
        { has(&r->work_order), DATA_ORDER },
        { has(&r->to_whom), DATA_TO_WHOM },
        { r->consent, DATA_CONSENT },
        { has(&r->terms), DATA_TERMS },
        { has(&r->text), DATA_TEXT },
        { has(&r->head_of_loss), DATA_HEAD_OF_LOSS },
        { has(&r->calculation), DATA_CALCULATION },
        { has(&r->form), DATA_FORM },
        { has(&r->by_whom), DATA_BY_WHOM },
        { r->no_admission != NULL, DATA_NO_ADMISSION },
        { has(&r->text), DATA_ACTION },
        { date_is_set(r->done_on), DATA_DONE_ON },
        { has(&r->proof), DATA_PROOF },
        { has(&r->returned), DATA_RETURNED },
        { has(&r->result), DATA_RESULT },
        { r->customer_ok, DATA_CUSTOMER_OK },
        { r->has_difference, DATA_DIFFERENCE },
        { has(&r->number), DATA_NUMBER },
        { date_is_set(r->valid_until), DATA_VALID_UNTIL },
        { r->points != 0 || r->percent != 0, DATA_REWARD },
        { has(&r->batch), DATA_BATCH },
        { has(&r->reach), DATA_REACH },
        { has(&r->topic), DATA_TOPIC },
        { has(&r->attendees), DATA_ATTENDEES },
    };
    unsigned bits = 0;

    for (size_t i = 0; i < COUNT(data); i++)
        bits |= data[i].there ? (unsigned)data[i].bit : 0;
    return bits;
}

static void response_facts(const struct act *act, const struct dossier *d, struct case_facts *f)
{
    struct case_remedy *all = ARENA_ARRAY(act->a, struct case_remedy, d->remedy.n);
    const struct proposal_row *p = dossier_proposal(d);

    for (size_t i = 0; i < d->remedy.n; i++) {
        const struct remedy_row *r = &d->remedy.row[i];
        all[i] = (struct case_remedy){
            .id = r->id,
            .kind = WORD(remedy_kind, r->kind),
            .state = WORD(remedy_state, r->state),
            .data = remedy_data(r),
            .amount = r->amount,
            .cost = r->cost,
            .currency = r->currency,
            .owner = r->owner_id,
            .due = r->due_on,
            .proposed_by = r->proposed_by,
            .approved_by = r->approved_by,
            .done_by = r->done_by,
            .verified_by = r->verified_by,
            .drop_reason = has(&r->dropped_why),
            .discount_odd = r->points < 0 || r->percent < 0 || r->percent > 100,
        };
    }
    f->remedies = all;
    f->n_remedies = d->remedy.n;
    f->remedy_none = has(&d->c.remedy_none);
    f->preventive_none = has(&d->c.preventive_none);
    f->preventive_actions = has(&d->c.preventive);
    if (p) {
        f->proposed = p->at;
        f->proposed_by = p->by_id;
    }
}

static unsigned letter_parts(const struct dossier *d, const struct decision_row *r)
{
    bool remedy = has(&r->letter_remedy) || d->remedy.n > 0 || has(&d->c.remedy_none);

    return (r->outcome ? LETTER_OUTCOME : 0u) | (has(&r->reasons) ? LETTER_REASONS : 0u) |
           (remedy ? LETTER_REMEDY : 0u) |
           (has(&r->letter_not_satisfied) ? LETTER_NOT_SATISFIED : 0u) |
           (has(&r->letter_inside) ? LETTER_INSIDE : 0u) |
           (has(&r->letter_outside) ? LETTER_OUTSIDE : 0u) |
           (date_is_set(r->answer_by) ? LETTER_TIME_LIMIT : 0u);
}

/* Other contacts are answered without a decision: by a reply that went out. */
static struct instant replied(const struct dossier *d)
{
    for (size_t i = d->entry.n; i-- > 0;) {
        const struct entry_row *e = &d->entry.row[i];
        if (strcmp(e->kind, "reply") == 0 && WORD(delivery, e->delivery) != DELIVERY_FAILED)
            return e->at;
    }
    return (struct instant){ 0 };
}

/* What was solved on the spot was accepted there, without a decision. */
static void decision_facts(const struct dossier *d, struct case_facts *f)
{
    const struct decision_row *r = dossier_decision(d);

    if (!r) {
        f->answer = WORD(answer, d->c.answer);
        f->answered = f->answer == ANSWER_NONE ? f->answered : d->c.solved_at;
        if (f->type != CONTACT_COMPLAINT)
            f->communicated = replied(d);
        return;
    }
    f->decided = r->decided_at;
    f->decided_by = r->decided_by;
    f->outcome = WORD(outcome, r->outcome);
    f->outcome_reasons = has(&r->reasons);
    f->letter = letter_parts(d, r);
    f->communicated = r->communicated_at;
    f->communication = WORD(delivery, r->delivery);
    f->staff_told = r->staff_told_at;
    f->answer = WORD(answer, r->answer);
    f->answered = r->answered_at;
    f->reminders = (int)r->reminders;
}

/* Until when an answer is awaited: the clock, which a reminder starts anew, or else the
 * day that the letter names. */
static struct instant answer_due(const struct procedure *p, const struct dossier *d)
{
    const struct decision_row *r = dossier_decision(d);

    if (!r || !instant_is_set(r->communicated_at))
        return (struct instant){ 0 };
    for (size_t i = d->clock.n; i-- > 0;)
        if (strcmp(d->clock.row[i].name, "answer") == 0 && strcmp(d->clock.row[i].state, "void"))
            return d->clock.row[i].due_at;
    return date_is_set(r->answer_by) ? zone_instant(p->zone, r->answer_by, 24 * 60)
                                     : (struct instant){ 0 };
}

static bool closing_facts(const struct act *act, const struct procedure *p, const struct dossier *d,
                          struct case_facts *f, struct err *err)
{
    int64_t free_reviewers;

    if (!sql_free_reviewers(act->a, act->db, d->c.id, d->c.team_id, act->now, &free_reviewers, err))
        return false;
    f->withdrawn = d->c.withdrawn_at;
    f->free_reviewers = (int)free_reviewers;
    f->last_level = LEVEL_HANDLING + (int)procedure_number(p, "reviews", 1);
    f->answer_due = answer_due(p, d);
    f->outside = WORD(outside, d->c.outside);
    f->disputes_open = f->outside == OUTSIDE_CHOSEN;
    f->lessons = has(&d->c.lessons);
    f->satisfaction_asked = instant_is_set(d->c.satisfaction_asked_at);
    f->closed = d->c.closed_at;
    f->closing = WORD(closing_reason, d->c.closing);
    f->reopened = (int)d->c.reopened;
    return true;
}

/* Decisions of all levels, also those that count no longer. */
static int refused(const struct dossier *d)
{
    int n = 0;

    for (size_t i = 0; i < d->decision.n; i++)
        n += WORD(answer, d->decision.row[i].answer) == ANSWER_REJECTED;
    return n;
}

/* What counts no longer, of a level that is over, told of a delay none the less. */
static bool delay_told(const struct dossier *d)
{
    for (size_t i = 0; i < d->clock.n; i++)
        if (instant_is_set(d->clock.row[i].delay_told_at))
            return true;
    return false;
}

/* Whether that answer says that something was done. */
static bool own_says(const struct pack_field *field, const char *value)
{
    return value && *value && !(field && field->kind == OWN_YES_NO && strcmp(value, "no") == 0);
}

static void own_facts(const struct act *act, const struct dossier *d, struct case_facts *f)
{
    struct own_value *values = ARENA_ARRAY(act->a, struct own_value, d->own_field.n);
    const char **answered = ARENA_ARRAY(act->a, const char *, d->own_field.n);

    for (size_t i = 0; i < d->own_field.n; i++) {
        values[i] = (struct own_value){ d->own_field.row[i].name,
                                        dossier_own(d, d->own_field.row[i].name) };
        if (own_says(pack_field(d->pack, values[i].name), values[i].value))
            answered[f->n_own_answered++] = values[i].name;
    }
    f->own_answered = answered;
    for (size_t i = 0; i < d->publication.n; i++)
        f->published |= instant_is_set(d->publication.row[i].approved_at) &&
                        !instant_is_set(d->publication.row[i].ended_at);
    f->called = d->c.called && strcmp(d->c.called, "not_reached") != 0;
    f->significant = d->c.significant;
    f->significant_why = d->c.significant_why;
    f->refused = refused(d);
    f->repeats = tie_repeats(d);
    for (size_t i = 0; i < d->clock.n; i++)
        f->breaches_open += breach_open(&d->clock.row[i]);
    f->delay_told = delay_told(d);
    pack_gates(act->a, d->pack, d->c.class, values, d->own_field.n, f);
}

static void gate_push(struct arena *a, struct case_facts *f, struct case_gate gate)
{
    struct case_gate *list = ARENA_ARRAY(a, struct case_gate, f->n_gates + 1);

    if (f->n_gates > 0)
        memcpy(list, f->gates, f->n_gates * sizeof *list);
    list[f->n_gates++] = gate;
    f->gates = list;
}

/* A danger is not closed before it is decided for each jurisdiction whether it is reported, and it
 * was where it must be. [REG-S1] */
static void report_facts(const struct act *act, const struct dossier *d, struct case_facts *f)
{
    const char **said = ARENA_ARRAY(act->a, const char *, LANGS);

    if (!report_unsettled(d))
        return;
    for (size_t i = 0; i < LANGS; i++)
        said[i] = lang_text(&langs[i], N_("The decision on reportability and, where it must be "
                                          "reported, the report."));
    gate_push(act->a, f,
              (struct case_gate){ .before = GATE_CLOSING, .field = "reportability", .said = said });
}

/* A case that others still work for is not closed behind their backs. [item 190] */
static bool task_facts(const struct act *act, const struct procedure *p, const struct dossier *d,
                       struct case_facts *f, struct err *err)
{
    struct date today = zone_date(p->zone, act->now, NULL);

    for (size_t i = 0; i < d->task.n; i++) {
        const struct task_row *t = &d->task.row[i];
        const struct clock_row *clock = task_clock(d, t);
        const char **said;
        struct team_row team = { 0 };
        const char *words =
            t->outsider_id ? N_("What somebody outside was asked, due on {date}, is not settled.")
                           : N_("The task of {team}, due on {date}, is not settled.");
        if (!task_unsettled(t) || !clock)
            continue;
        if (t->team_id && !team_by_id(act->a, act->db, t->team_id, &team, err))
            return false;
        said = ARENA_ARRAY(act->a, const char *, LANGS);
        for (size_t j = 0; j < LANGS; j++)
            said[j] =
                lang_format(act->a, &langs[j], words, "team", team.name ? team.name : "", "date",
                            lang_date(act->a, &langs[j], zone_date(p->zone, clock->due_at, NULL),
                                      DATE_SHORT, today),
                            NULL);
        gate_push(act->a, f,
                  (struct case_gate){ .before = GATE_CLOSING,
                                      .field = arena_printf(act->a, "tasks/%" PRId64, t->id),
                                      .said = said,
                                      .always = true });
    }
    return true;
}

bool dossier_facts(const struct act *act, const struct procedure *p, struct dossier *d,
                   struct err *err)
{
    struct case_facts *f = &d->facts;

    *f = (struct case_facts){ 0 };
    receipt_facts(d, f);
    people_facts(act, d, f);
    conflict_facts(act, d, f);
    acknowledgement_facts(d, f);
    assessment_facts(d, f);
    investigation_facts(act, d, f);
    response_facts(act, d, f);
    decision_facts(d, f);
    own_facts(act, d, f);
    report_facts(act, d, f);
    return task_facts(act, p, d, f, err) && closing_facts(act, p, d, f, err);
}
