/* The assessment, from the form to the alert, in one transaction. */
#include "operation/assessment/assess_flow.h"

#include "complaint/report.h"
#include "complaint/routing.h"
#include "complaint/significance.h"
#include "complaint/similar.h"
#include "operation/assessment/assess.h"
#include "operation/investigation/investigation.h"
#include "operation/step.h"
#include "pack/pack.h"

#include <string.h>

static const struct field assess_form_fields[] = {
    FIELD(struct assess_form, scope),
    FIELD(struct assess_form, severity),
    FIELD(struct assess_form, safety),
    FIELD(struct assess_form, complexity),
    FIELD(struct assess_form, impact),
    FIELD(struct assess_form, need, .help = "Whether something must be done at once: yes, no."),
    FIELD(struct assess_form, possible, .help = "Whether it can be done at once: yes, no."),
    FIELD(struct assess_form, validity),
    FIELD(struct assess_form, compensation_likely, .help = "yes, no"),
    FIELD(struct assess_form, reasons, .max = 5000, .lines = true),
    FIELD(struct assess_form, priority, .help = "As proposed by the rule, if it is left out."),
    FIELD(struct assess_form, override_why, .max = 5000, .lines = true,
          .help = "Why the priority differs from the proposed one."),
    FIELD(struct assess_form, measure, .max = 5000, .lines = true,
          .help = "The interim measure that is taken at once."),
    FIELD(struct assess_form, immediate_why, .max = 5000, .lines = true,
          .help = "Why nothing can be done at once."),
    FIELD(struct assess_form, immediate_escalated,
          .help = "Somebody higher is told that nothing can be done at once."),
    FIELD(struct assess_form, former_wrong,
          .help = "The assessment before was wrong; it is counted."),
    FIELD(struct assess_form, signals,
          .help = "What makes it significant, divided by blanks: safety, injury, media, regulator, "
                  "many, amount, senior_staff, law."),
};
const struct record assess_form_record = RECORD(struct assess_form, assess_form_fields);

struct assessment assess_answers(const struct assess_form *form)
{
    return (struct assessment){
        .severity = word_value(&severity_words, form->severity),
        .safety = word_value(&safety_words, form->safety),
        .complexity = word_value(&complexity_words, form->complexity),
        .impact = word_value(&impact_words, form->impact),
        .need = word_value(&yes_no_words, form->need),
        .possible = word_value(&yes_no_words, form->possible),
        .validity = word_value(&validity_words, form->validity),
    };
}

unsigned assess_signals(const char *codes)
{
    unsigned bits = 0;

    for (size_t n; codes && *codes; codes += n + (codes[n] == ' ')) {
        n = strcspn(codes, " ");
        for (int i = 0; i < SIGNALS; i++)
            if (strlen(signal_code(i)) == n && strncmp(codes, signal_code(i), n) == 0)
                bits |= 1u << i;
    }
    return bits;
}

/* One assessment under way: the answers laid over the facts, and the row they become. */
struct assessing {
    struct step s;
    struct case_facts f;
    struct assessment_row row;
    const struct depth_rule *depth;
};
static void assessing_drop(struct assessing *a)
{
    step_drop(&a->s);
}
#define AUTO_ASSESSING struct assessing CLEANUP(assessing_drop)

/* The rule proposes; who says nothing else agrees. */
static void priority_lay(struct assessing *a, const struct assess_form *form)
{
    const struct pack *pack = a->s.p->pack;
    const struct priority_rule *rule =
        assess_rule(pack->priority, pack->n_priority, &a->f.assessment);
    enum priority chosen = word_value(&priority_words, form->priority);

    a->f.proposed_priority = rule ? rule->priority : chosen;
    a->f.priority = chosen != PRIORITY_NONE ? chosen : a->f.proposed_priority;
    a->row.rule = rule ? rule->id : NULL;
}

static void form_lay(struct assessing *a, const struct assess_form *form)
{
    a->f = a->s.d.facts;
    if (step_given(form->scope))
        a->f.scope = word_value(&scope_words, form->scope);
    a->f.assessment = assess_answers(form);
    a->f.assessment_reasons = step_given(form->reasons);
    a->f.override_reason = step_given(form->override_why);
    a->f.interim_measures += step_given(form->measure);
    a->f.immediate_reason = step_given(form->immediate_why);
    a->f.immediate_escalated = form->immediate_escalated;
    if (form->signals)
        a->f.signals = assess_signals(form->signals);
    priority_lay(a, form);
}

static void row_fill(struct assessing *a, const struct assess_form *form)
{
    const struct assessment_row *before = dossier_assessment(&a->s.d);
    const char *rule = a->row.rule;

    a->row = (struct assessment_row){
        .complaint_id = a->s.d.c.id,
        .at = a->s.act->now,
        .by_id = a->s.who.user,
        .severity = form->severity,
        .safety = form->safety,
        .complexity = form->complexity,
        .impact = form->impact,
        .need = form->need,
        .possible = step_given(form->possible) ? form->possible : NULL,
        .validity = form->validity,
        .compensation_likely =
            step_given(form->compensation_likely) ? form->compensation_likely : NULL,
        .reasons = secret_text(form->reasons),
        .proposed_priority = word_code(&priority_words, a->f.proposed_priority),
        .rule = rule,
        .priority = word_code(&priority_words, a->f.priority),
        .override_why = secret_text(form->override_why),
        .immediate_why = secret_text(form->immediate_why),
        .immediate_escalated = form->immediate_escalated,
        .former_wrong = before && assess_was_wrong(word_value(&priority_words, before->priority),
                                                   a->f.priority, form->former_wrong),
    };
}

/* As deep as severity and frequency ask for. [7.6-b] */
static bool depth_find(struct assessing *a, struct err *err)
{
    const struct pack *pack = a->s.p->pack;
    int similar;

    if (!similar_cases(a->s.act, a->s.p, &a->s.d, pack->similar_months, &similar, err))
        return false;
    a->depth = investigation_depth(pack->depth, pack->n_depth, a->f.assessment.severity, similar);
    return true;
}

static bool measure_write(struct assessing *a, const char *text, struct err *err)
{
    struct measure_row row = { .complaint_id = a->s.d.c.id,
                               .at = a->s.act->now,
                               .by_id = a->s.who.user,
                               .text = secret_text(text) };

    return !step_given(text) || history_insert(&a->s.h, &measure_table, &row, err);
}

/* Top management is told now, of the danger and of what is significant; somebody higher,
 * when nothing can be done at once. [7.5-b] [5.4.1-b] */
static bool alerts(struct assessing *a, bool escalated, struct err *err)
{
    const struct significance *limits = &a->s.p->pack->significance;
    bool safety = assess_safety_alert_due(&a->f);
    bool before = instant_is_set(a->s.c.significant_alerted_at), rapid;
    struct significant_now now = { .signals = significant_signals(&a->f, limits),
                                   .alerting = limits->alerting,
                                   .f = &a->f,
                                   .class = a->s.c.class,
                                   .values = significance_values(a->s.act->a, &a->s.d),
                                   .n = a->s.d.own_field.n,
                                   .reportable = significance_reportable(&a->s.d) };

    if (safety)
        a->s.c.safety_alerted_at = a->s.act->now;
    if (!significance_review(&a->s.h, a->s.p, &a->s.d, &a->s.c, &now, err))
        return false;
    rapid = !before && instant_is_set(a->s.c.significant_alerted_at);
    return (!safety && !rapid && !escalated) || outbox_add(&a->s.h, "alert", 0, err);
}

/* What the case itself says of its assessment. A danger, or a law that may have been
 * broken, is followed up even when the complaint is withdrawn. */
static void case_fill(struct assessing *a)
{
    struct complaint_row *c = &a->s.c;
    unsigned signals = significant_signals(&a->f, &a->s.p->pack->significance);

    c->scope = word_code(&scope_words, a->f.scope);
    c->severity = a->row.severity;
    c->safety = a->row.safety;
    c->priority = a->row.priority;
    c->depth = a->depth ? word_code(&depth_words, a->depth->depth) : NULL;
    c->signals = a->f.signals;
    if (c->level == LEVEL_FRONT_LINE) /* what was assessed is the handlers' from now on */
        c->level = LEVEL_HANDLING;
    c->follow_up_open =
        c->follow_up_open || (signals & (SIGNAL_SAFETY | SIGNAL_INJURY | SIGNAL_LAW));
    if (a->f.stage == STAGE_ACKNOWLEDGED)
        c->stage = "assessed";
}

/* A route may ask for the severity that is known now. What is looked at again stays with whom it
 * is. */
static bool reroute(struct assessing *a, struct err *err)
{
    return a->s.d.c.level > LEVEL_HANDLING ||
           routing_case(&a->s.h, a->s.p, &a->s.d, &(struct routed){ ROUTED_ASSESSED, 0, false },
                        &a->s.c, err);
}

void assess_form_missing(const struct act *act, const struct procedure *p, const struct dossier *d,
                         const struct assess_form *form, struct missing *out)
{
    struct assessing a = { .s = { .act = act, .p = p, .d = *d, .c = d->c } };
    struct missing all = { 0 };

    form_lay(&a, form);
    assess_missing(&a.f, &all);
    for (size_t i = 0; i < all.n && i < MISSING_MAX; i++) {
        const char *field = all.item[i].field;
        bool follows = strcmp(field, "alert") == 0 ||
                       (strcmp(field, "priority") == 0 && !step_given(form->severity));
        if (!follows)
            out->item[out->n++] = all.item[i];
    }
}

bool assess_give(const struct act *act, const struct procedure *p, int64_t complaint,
                 int64_t version, const struct assess_form *form, struct err *err)
{
    AUTO_ASSESSING a = { 0 };
    bool again;

    if (!step_open(&a.s, act, p, complaint, version, err) ||
        !step_part(&a.s, a.s.who.user, PART_ASSESSOR, err))
        return false;
    form_lay(&a, form);
    again = dossier_assessment(&a.s.d) != NULL;
    if (!assess_allowed(&a.f, &a.s.who, err) || !depth_find(&a, err) ||
        !step_event(&a.s, again ? "reassessed" : "assessed", NULL, err))
        return false;
    row_fill(&a, form);
    case_fill(&a);
    return history_insert(&a.s.h, &assessment_table, &a.row, err) &&
           measure_write(&a, form->measure, err) && alerts(&a, form->immediate_escalated, err) &&
           report_open_stored(&a.s.h, a.s.p, &a.s.d, a.f.assessment.safety, a.s.c.class, err) &&
           case_involve(&a.s.h, &a.s.d, PART_ASSESSOR, err) && reroute(&a, err) &&
           step_clocks(&a.s, "assessed", err) && step_done(&a.s, err);
}
