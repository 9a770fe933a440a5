/* The six criteria, the priority they propose and what must happen at once. 7.5 */
#include "operation/assessment/assess.h"

#include "complaint/gate.h"
#include "operation/investigation/objectivity.h"

static bool fires(const struct priority_rule *r, const struct assessment *a)
{
    return a->severity >= r->severity && a->safety >= r->safety && a->complexity >= r->complexity &&
           a->impact >= r->impact && (r->need == YES_NO_OPEN || a->need == r->need);
}

const struct priority_rule *assess_rule(const struct priority_rule *rules, size_t n,
                                        const struct assessment *a)
{
    for (size_t i = 0; i < n; i++)
        if (fires(&rules[i], a))
            return &rules[i];
    return NULL;
}

static void criteria_missing(const struct assessment *a, struct missing *m)
{
    if (a->severity == SEVERITY_NONE)
        missing_add(m, "severity", N_("The severity."));
    if (a->safety == SAFETY_NONE)
        missing_add(m, "safety", N_("Whether anybody could be harmed."));
    if (a->complexity == COMPLEXITY_NONE)
        missing_add(m, "complexity", N_("The complexity."));
    if (a->impact == IMPACT_NONE)
        missing_add(m, "impact", N_("The impact."));
    if (a->need == YES_NO_OPEN)
        missing_add(m, "need", N_("Whether something must be done at once."));
    if (a->need == YES && a->possible == YES_NO_OPEN)
        missing_add(m, "possible", N_("Whether something can be done at once."));
}

/* Needed and possible: an interim measure. Needed and not possible: why, and
 * somebody higher knows. */
static void immediate_missing(const struct case_facts *f, struct missing *m)
{
    if (f->assessment.need != YES)
        return;
    if (f->assessment.possible == YES && f->interim_measures == 0)
        missing_add(m, "measure", N_("The interim measure that is taken at once."));
    if (f->assessment.possible != NO)
        return;
    if (!f->immediate_reason)
        missing_add(m, "immediate_why", N_("Why nothing can be done at once."));
    if (!f->immediate_escalated)
        missing_add(m, "immediate_escalated",
                    N_("Telling somebody higher that nothing can be "
                       "done at once."));
}

static void judgement_missing(const struct case_facts *f, struct missing *m)
{
    if (f->assessment.validity == VALIDITY_NONE)
        missing_add(m, "validity", N_("Whether it is about your product, service or handling."));
    if (!f->assessment_reasons)
        missing_add(m, "reasons", N_("The reasons for the assessment."));
    if (f->priority == PRIORITY_NONE)
        missing_add(m, "priority", N_("The priority."));
    else if (f->priority != f->proposed_priority && !f->override_reason)
        missing_add(m, "override_why", N_("Why the priority differs from the proposed one."));
}

static void content_missing(const struct case_facts *f, struct missing *m)
{
    criteria_missing(&f->assessment, m);
    immediate_missing(f, m);
    judgement_missing(f, m);
    gate_missing(f, GATE_ASSESSMENT, CLOSING_NONE, m);
}

void assess_missing(const struct case_facts *f, struct missing *m)
{
    if (f->scope == SCOPE_NONE)
        missing_add(m, "scope", N_("Whether it is for you to handle."));
    content_missing(f, m);
    if (assess_safety_alert_due(f))
        missing_add(m, "alert", N_("The safety alert to top management."));
}

static bool stage_assesses(const struct case_facts *f)
{
    return f->stage >= STAGE_ACKNOWLEDGED && f->stage <= STAGE_RESPONDING;
}

bool assess_allowed(const struct case_facts *f, const struct actor *who, struct err *err)
{
    struct missing m = { 0 };

    if (f->type != CONTACT_COMPLAINT)
        return err_set(err, ERR_REFUSED, N_("Only complaints are assessed."));
    if (f->stage == STAGE_RECEIVED)
        return err_set(err, ERR_REFUSED, N_("Acknowledge the complaint first."));
    if (!stage_assesses(f))
        return err_set(err, ERR_REFUSED,
                       N_("A new fact has to be recorded before it is assessed again."));
    if (f->scope == SCOPE_NONE)
        return err_field(err, "scope", N_("Say whether it is for us to handle."));
    if (f->scope != SCOPE_INSIDE)
        return err_set(err, ERR_REFUSED, N_("What is not for us to handle is directed elsewhere."));
    if (who->user == 0)
        return err_set(err, ERR_REFUSED, N_("An assessment needs a person who answers for it."));
    if (!objectivity_allowed(f, who->user, PART_ASSESSOR, err))
        return false;
    content_missing(f, &m);
    return missing_none(&m, err);
}

bool assess_was_wrong(enum priority before, enum priority after, bool assessor_says_so)
{
    return before != PRIORITY_NONE && after != before && assessor_says_so;
}

bool assess_safety_alert_due(const struct case_facts *f)
{
    return f->assessment.safety >= SAFETY_POSSIBLE && !instant_is_set(f->safety_alerted);
}
