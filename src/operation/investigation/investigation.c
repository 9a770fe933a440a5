/* What an investigation needs before it begins and before it ends. 7.6 */
#include "operation/investigation/investigation.h"

#include "complaint/gate.h"
#include "operation/investigation/objectivity.h"

const struct depth_rule *investigation_depth(const struct depth_rule *rules, size_t n,
                                             enum severity severity, int similar)
{
    for (size_t i = 0; i < n; i++)
        if (severity >= rules[i].severity && similar >= rules[i].similar)
            return &rules[i];
    return NULL;
}

static void evidence_missing(const struct case_facts *f, const struct depth_needs *needs,
                             struct missing *m)
{
    int planned = f->evidence_planned - f->evidence_got - f->evidence_waived;

    if (needs->plan && f->questions == 0)
        missing_add(m, "plan", N_("The questions to be answered."));
    if (planned > 0)
        missing_add_int(m, "evidence", N_("Planned evidence, or why it is left out: {n} missing."),
                        "n", planned);
    else if (f->evidence < needs->evidence)
        missing_add_int(m, "evidence", N_("Evidence on file: {n} more."), "n",
                        needs->evidence - f->evidence);
}

/* Both sides are heard, or it is written why not. */
static void hearing_missing(const struct case_facts *f, const struct depth_needs *needs,
                            struct missing *m)
{
    int unheard = 0;

    if (needs->hear_complainant && !f->complainant_heard && !f->hearing_waived)
        missing_add(m, "hear_complainant",
                    N_("Hearing the complainant, or why that is not needed."));
    for (size_t i = 0; i < f->n_conflicts; i++) {
        const struct case_conflict *c = &f->conflicts[i];
        unheard += c->kind == CONFLICT_COMPLAINED_ABOUT && !instant_is_set(c->interviewed) &&
                   !c->hearing_waived;
    }
    if (needs->hear_staff && unheard > 0)
        missing_add_int(m, "hear_staff",
                        N_("Hearing the person complained about, or why not: {n} missing."), "n",
                        unheard);
}

static void findings_missing(const struct case_facts *f, struct missing *m)
{
    int open = 0, bare = 0;

    if (f->n_allegations == 0)
        missing_add(m, "allegations", N_("What the complainant alleges, point by point."));
    for (size_t i = 0; i < f->n_allegations; i++) {
        open += f->allegations[i].finding == FINDING_NONE;
        bare += f->allegations[i].finding != FINDING_NONE && !f->allegations[i].finding_reasons;
    }
    if (open > 0)
        missing_add_int(m, "findings", N_("A finding on each allegation: {n} missing."), "n", open);
    if (bare > 0)
        missing_add_int(m, "findings", N_("The reasons for a finding: {n} missing."), "n", bare);
}

void investigation_missing(const struct case_facts *f, const struct depth_needs *needs,
                           struct missing *m)
{
    if (f->owner == 0)
        missing_add(m, "owner", N_("Somebody who answers for the complaint."));
    evidence_missing(f, needs, m);
    hearing_missing(f, needs, m);
    findings_missing(f, m);
    gate_missing(f, GATE_INVESTIGATION, CLOSING_NONE, m);
    if (needs->cause && f->root_causes == 0 && !f->root_cause_none)
        missing_add(m, "cause", N_("The root cause, or why none was found."));
}

bool investigation_begin_allowed(const struct case_facts *f, const struct actor *who,
                                 struct err *err)
{
    if (f->type != CONTACT_COMPLAINT)
        return err_set(err, ERR_REFUSED, N_("Only complaints are investigated."));
    if (f->stage < STAGE_ASSESSED)
        return err_set(err, ERR_REFUSED, N_("Assess the complaint first."));
    if (f->stage != STAGE_ASSESSED)
        return err_set(err, ERR_CONFLICT, N_("The investigation was begun before."));
    if (f->owner == 0)
        return err_set(err, ERR_REFUSED, N_("Somebody has to answer for the complaint first."));
    return objectivity_allowed(f, who->user, PART_INVESTIGATOR, err);
}

bool investigation_work_allowed(const struct case_facts *f, const struct actor *who,
                                struct err *err)
{
    if (f->stage != STAGE_INVESTIGATING && f->stage != STAGE_RESPONDING &&
        f->stage != STAGE_REVIEWING)
        return err_set(err, ERR_REFUSED, N_("This complaint is not being investigated."));
    if (instant_is_set(f->decided))
        return err_set(err, ERR_REFUSED, N_("This complaint was decided before."));
    return objectivity_allowed(f, who->user, PART_INVESTIGATOR, err);
}

bool investigation_end_allowed(const struct case_facts *f, const struct actor *who,
                               const struct depth_needs *needs, struct err *err)
{
    struct missing m = { 0 };

    if (f->stage != STAGE_INVESTIGATING)
        return err_set(err, ERR_REFUSED, N_("This complaint is not being investigated."));
    if (!investigation_work_allowed(f, who, err))
        return false;
    investigation_missing(f, needs, &m);
    return missing_none(&m, err);
}

static bool investigates(const struct case_facts *f, int64_t user)
{
    for (size_t i = 0; i < f->n_parts; i++)
        if (f->parts[i].user == user && f->parts[i].part == PART_INVESTIGATOR)
            return true;
    return user != 0 && (user == f->owner || user == f->reviewer);
}

bool investigation_disclose_allowed(const struct case_facts *f, const struct actor *who,
                                    int64_t user, struct err *err)
{
    if (!investigates(f, who->user))
        return err_set(err, ERR_REFUSED, N_("The investigator releases the details."));
    if (!objectivity_allowed(f, who->user, PART_INVESTIGATOR, err))
        return false;
    for (size_t i = 0; i < f->n_conflicts; i++) {
        const struct case_conflict *c = &f->conflicts[i];
        if (c->user != user || c->kind != CONFLICT_COMPLAINED_ABOUT)
            continue;
        if (instant_is_set(c->disclosed))
            return err_set(err, ERR_CONFLICT, N_("This person was given the details before."));
        return true;
    }
    return err_set(err, ERR_NOT_FOUND,
                   N_("This person is not complained about in this complaint."));
}

bool investigation_own_allowed(const struct case_facts *f, int64_t user, struct err *err)
{
    if (user == 0)
        return err_field(err, "owner", N_("Somebody has to answer for the complaint."));
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint was closed before."));
    return objectivity_allowed(f, user, PART_OWNER, err);
}
