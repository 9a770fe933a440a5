/* Proposing a response, approving its sums, carrying it out. 7.7 */
#include "operation/response/response.h"

#include "complaint/gate.h"
#include "operation/investigation/objectivity.h"

#include <string.h>

static void answers_missing(const struct case_facts *f, struct missing *m)
{
    int open = 0;

    for (size_t i = 0; i < f->n_allegations; i++)
        open += !f->allegations[i].answered;
    if (open > 0)
        missing_add_int(m, "answers", N_("An answer to each allegation: {n} missing."), "n", open);
}

static bool live(const struct case_remedy *r)
{
    return r->state != REMEDY_DROPPED;
}

static void remedies_missing(const struct case_facts *f, struct missing *m)
{
    struct err err = { 0 };
    int any = 0, incomplete = 0;

    for (size_t i = 0; i < f->n_remedies; i++) {
        const struct case_remedy *r = &f->remedies[i];
        if (!live(r))
            continue;
        any++;
        incomplete += !response_remedy_allowed(f, r, &err);
        err_clear(&err);
    }
    if (any == 0 && !f->remedy_none)
        missing_add(m, "remedies", N_("The remedies, or why none is due."));
    if (incomplete > 0)
        missing_add_int(m, "remedies", N_("Remedies that are not complete: {n}."), "n", incomplete);
}

static void content_missing(const struct case_facts *f, struct missing *m)
{
    answers_missing(f, m);
    remedies_missing(f, m);
    if (f->preventive_actions == 0 && !f->preventive_none)
        missing_add(m, "preventive",
                    N_("What keeps it from happening again, or why nothing is needed."));
    gate_missing(f, GATE_RESPONSE, CLOSING_NONE, m);
}

void response_missing(const struct case_facts *f, struct missing *m)
{
    int waiting = 0;

    content_missing(f, m);
    if (!instant_is_set(f->proposed))
        missing_add(m, "propose", N_("The proposed response."));
    for (size_t i = 0; i < f->n_remedies; i++)
        waiting += f->remedies[i].state == REMEDY_PROPOSED;
    if (waiting > 0)
        missing_add_int(m, "approve", N_("Approval by a second person: {n} remedies."), "n",
                        waiting);
}

bool response_write_allowed(const struct case_facts *f, const struct actor *who, struct err *err)
{
    if (f->stage != STAGE_RESPONDING && f->stage != STAGE_REVIEWING)
        return err_set(err, ERR_REFUSED, N_("A response is proposed after the investigation."));
    if (instant_is_set(f->decided))
        return err_set(err, ERR_REFUSED, N_("This complaint was decided before."));
    return objectivity_allowed(f, who->user, PART_PROPOSER, err);
}

bool response_propose_allowed(const struct case_facts *f, const struct actor *who, struct err *err)
{
    struct missing m = { 0 };

    if (!response_write_allowed(f, who, err))
        return false;
    content_missing(f, &m);
    return missing_none(&m, err);
}

/* What is promised on a case in one currency, minor units. */
struct promised {
    const char *currency;
    int64_t amount, cost;
};

static bool same_currency(const struct case_remedy *r, const char *currency)
{
    return r->currency && currency && strcmp(r->currency, currency) == 0;
}

/* Together with `r`, those that count beside it: no second person answers for them, but for who
 * approves, themselves, and they approve all that waits. Sums are below SUM_MAX, so that those of a
 * case do not overflow. */
static struct promised promised(const struct case_facts *f, const struct case_remedy *r,
                                bool waiting, int64_t approver)
{
    struct promised p = { r->currency, r->amount, r->cost };

    for (size_t i = 0; i < f->n_remedies; i++) {
        const struct case_remedy *other = &f->remedies[i];
        bool counts = other->state == REMEDY_PROPOSED
                          ? waiting
                          : other->approved_by == 0 || other->approved_by == approver;
        if (other->id == r->id || !live(other) || !counts || !same_currency(other, r->currency))
            continue;
        p.amount += other->amount;
        p.cost += other->cost;
    }
    return p;
}

static bool covers(const struct limits *l, struct promised p)
{
    for (size_t i = 0; i < l->n; i++)
        if (p.currency && strcmp(l->limit[i].currency, p.currency) == 0 &&
            l->limit[i].amount >= p.amount && l->limit[i].amount >= p.cost)
            return true;
    return false;
}

static bool has_sum(const struct case_remedy *r)
{
    return r->amount > 0 || r->cost > 0;
}

bool response_needs_second(const struct case_facts *f, const struct case_remedy *r,
                           const struct limits *mine)
{
    return has_sum(r) && !covers(mine, promised(f, r, false, r->proposed_by));
}

bool response_approve_allowed(const struct case_facts *f, const struct case_remedy *r,
                              const struct actor *who, const struct limits *mine, struct err *err)
{
    if (r->state != REMEDY_PROPOSED)
        return err_set(err, ERR_CONFLICT, N_("This remedy does not wait for approval."));
    if (who->user == 0 || who->user == r->proposed_by)
        return err_set(err, ERR_REFUSED, N_("A second person has to approve this sum."));
    if (!objectivity_allowed(f, who->user, PART_APPROVER, err))
        return false;
    if (has_sum(r) && !covers(mine, promised(f, r, true, who->user)))
        return err_set(err, ERR_REFUSED,
                       N_("What is promised on this complaint is above your limit."));
    return true;
}

bool response_done_allowed(const struct case_facts *f, const struct case_remedy *r, struct err *err)
{
    if (r->state == REMEDY_PROPOSED)
        return err_set(err, ERR_REFUSED, N_("This remedy has to be approved first."));
    if (r->state != REMEDY_APPROVED)
        return err_set(err, ERR_CONFLICT, N_("This remedy was carried out or dropped before."));
    if (!instant_is_set(f->communicated) && !instant_is_set(f->solved))
        return err_set(err, ERR_REFUSED, N_("Tell the complainant the decision first."));
    return response_data_allowed(response_needs(r->kind)->done, r->data, err);
}

bool response_verify_allowed(const struct case_remedy *r, const struct actor *who, struct err *err)
{
    if (r->state == REMEDY_VERIFIED)
        return err_set(err, ERR_CONFLICT, N_("This remedy was verified before."));
    if (r->state != REMEDY_CARRIED_OUT)
        return err_set(err, ERR_REFUSED, N_("Only what was carried out can be verified."));
    if (who->user == 0)
        return err_set(err, ERR_REFUSED, N_("Verifying needs a person who answers for it."));
    return true;
}

bool response_drop_allowed(const struct case_remedy *r, struct err *err)
{
    if (r->state == REMEDY_CARRIED_OUT || r->state == REMEDY_VERIFIED || !live(r))
        return err_set(err, ERR_CONFLICT, N_("This remedy was carried out or dropped before."));
    if (!r->drop_reason)
        return err_field(err, "dropped_why", N_("Write why this remedy is dropped."));
    return true;
}
