/* Writing the response, and the second person's word on its sums. */
#include "operation/response/response_flow.h"

#include "base/buf.h"
#include "complaint/spend.h"
#include "operation/investigation/objectivity.h"
#include "operation/response/limits.h"
#include "operation/step.h"

#include <string.h>

static const char *answer_to(const struct response_form *f, int64_t allegation)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->answers[i].allegation == allegation)
            return f->answers[i].text;
    return NULL;
}

/* The case with the form laid into it, as the rules will read it. */
static bool form_lay(struct step *s, const struct response_form *f, struct dossier *next,
                     struct err *err)
{
    *next = s->d;
    next->allegation.row = ARENA_ARRAY(s->act->a, struct allegation_row, s->d.allegation.n);
    for (size_t i = 0; i < s->d.allegation.n; i++) {
        struct allegation_row *row = &next->allegation.row[i];
        const char *text;
        *row = s->d.allegation.row[i];
        text = answer_to(f, row->id);
        if (text)
            step_text(&row->response, text);
    }
    if (f->preventive)
        step_text(&s->c.preventive, f->preventive);
    if (f->preventive_none)
        step_text(&s->c.preventive_none, f->preventive_none);
    if (f->remedy_none)
        step_text(&s->c.remedy_none, f->remedy_none);
    next->c = s->c;
    return dossier_facts(s->act, s->p, next, err);
}

static const char *answers_joined(struct arena *a, const struct dossier *d)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < d->allegation.n; i++) {
        if (b.n > 0)
            buf_str(&b, "\n\n");
        buf_str(&b, d->allegation.row[i].response.text);
    }
    if (b.n == 0)
        buf_str(&b, d->c.remedy_none.text ? d->c.remedy_none.text : "-");
    return buf_text(&b);
}

/* The proposal of this level is made, or made anew. */
static bool propose(struct step *s, const struct response_form *f, const struct dossier *next,
                    struct err *err)
{
    const struct proposal_row *before = dossier_proposal(&s->d);
    struct proposal_row row = { .complaint_id = s->d.c.id, .level = s->d.c.level };

    if (before)
        row = *before;
    row.at = s->act->now;
    row.by_id = s->who.user;
    step_text(&row.text, step_given(f->text) ? f->text : answers_joined(s->act->a, next));
    step_text(&row.preventive, s->c.preventive.text);
    s->c.to_approve = false;
    for (size_t i = 0; i < s->d.remedy.n; i++)
        s->c.to_approve |= strcmp(s->d.remedy.row[i].state, "proposed") == 0;
    s->c.returned_at = (struct instant){ 0 };
    return before ? history_update(&s->h, &proposal_table, before, &row, err)
                  : history_insert(&s->h, &proposal_table, &row, err);
}

static bool allegations_write(struct step *s, struct dossier *next, struct err *err)
{
    for (size_t i = 0; i < next->allegation.n; i++)
        if (!history_update(&s->h, &allegation_table, &s->d.allegation.row[i],
                            &next->allegation.row[i], err))
            return false;
    return true;
}

bool response_write(const struct act *act, const struct procedure *p, int64_t complaint,
                    int64_t version, const struct response_form *form, bool *proposed,
                    struct err *err)
{
    struct err incomplete = { 0 };
    struct dossier next;
    AUTO_STEP s = { 0 };
    bool whole;

    if (!step_open(&s, act, p, complaint, version, err) ||
        !response_write_allowed(&s.d.facts, &s.who, err) || !form_lay(&s, form, &next, err))
        return false;
    whole = response_propose_allowed(&next.facts, &s.who, &incomplete);
    /* What was proposed stays whole. */
    if (!whole && dossier_proposal(&s.d)) {
        *err = incomplete;
        return false;
    }
    if (!step_event(&s, whole ? "response_proposed" : "response_written", NULL, err) ||
        !allegations_write(&s, &next, err) || (whole && !propose(&s, form, &next, err)) ||
        !case_involve(&s.h, &s.d, PART_PROPOSER, err))
        return false;
    if (proposed)
        *proposed = whole;
    return step_done(&s, err);
}

bool measure_add(const struct act *act, const struct procedure *p, int64_t complaint,
                 int64_t version, const char *text, struct err *err)
{
    struct measure_row row = { .complaint_id = complaint, .at = act->now };
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    if (!facts_open(&s.d.facts))
        return err_set(err, ERR_CONFLICT, N_("This complaint was closed before."));
    if (!step_given(text))
        return err_field(err, "measure", N_("Write what is done at once."));
    row.by_id = s.who.user;
    row.text = secret_text(text);
    return step_event(&s, "measure_taken", NULL, err) &&
           history_insert(&s.h, &measure_table, &row, err) && step_done(&s, err);
}

static bool approve_all(struct step *s, const struct limits *limits, int *n, struct err *err)
{
    for (size_t i = 0; i < s->d.remedy.n; i++) {
        struct remedy_row *before = &s->d.remedy.row[i], after = *before;
        if (strcmp(before->state, "proposed") != 0)
            continue;
        if (!response_approve_allowed(&s->d.facts, &s->d.facts.remedies[i], &s->who, limits, err))
            return false;
        after.state = "approved";
        after.approved_by = s->who.user;
        after.approved_at = s->act->now;
        if (!spend_update(&s->h, &s->d.c, before, &after, err))
            return false;
        (*n)++;
    }
    return true;
}

bool remedies_approve(const struct act *act, const struct procedure *p, int64_t complaint,
                      int64_t version, const char *reasons, struct err *err)
{
    struct limits limits;
    AUTO_STEP s = { 0 };
    int n = 0;

    if (!step_open(&s, act, p, complaint, version, err) ||
        !limits_of(act, p, &s.d, s.who.user, &limits, err) ||
        !step_event(&s, "remedies_approved", reasons, err) || !approve_all(&s, &limits, &n, err))
        return false;
    if (n == 0)
        return err_set(err, ERR_CONFLICT, N_("This remedy does not wait for approval."));
    s.c.to_approve = false;
    return case_involve(&s.h, &s.d, PART_APPROVER, err) && step_note(&s, reasons, err) &&
           step_done(&s, err);
}

/* Who refuses judges as much as who approves; only the limit does not matter. */
static bool refuse_allowed(const struct step *s, const char *reasons, struct err *err)
{
    for (size_t i = 0; i < s->d.facts.n_remedies; i++) {
        const struct case_remedy *r = &s->d.facts.remedies[i];
        if (r->state == REMEDY_PROPOSED && r->proposed_by == s->who.user)
            return err_set(err, ERR_REFUSED, N_("A second person has to approve this sum."));
    }
    if (!s->d.c.to_approve)
        return err_set(err, ERR_CONFLICT, N_("This remedy does not wait for approval."));
    if (!step_given(reasons))
        return err_field(err, "reasons", N_("Write why the proposal goes back."));
    return objectivity_allowed(&s->d.facts, s->who.user, PART_APPROVER, err);
}

bool remedies_refuse(const struct act *act, const struct procedure *p, int64_t complaint,
                     int64_t version, const char *reasons, struct err *err)
{
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err) || !refuse_allowed(&s, reasons, err) ||
        !step_event(&s, "approval_refused", reasons, err))
        return false;
    s.c.to_approve = false;
    s.c.returned_at = act->now;
    return step_note(&s, reasons, err) && case_involve(&s.h, &s.d, PART_APPROVER, err) &&
           step_done(&s, err);
}
