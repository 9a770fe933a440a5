/* What is known so far is laid over the case; then the rules are asked, then it is written. */
#include "operation/investigation/investigation_flow.h"

#include "operation/investigation/investigation.h"
#include "operation/step.h"
#include "pack/pack.h"

#include <string.h>

/* An investigation without a depth is a thorough one. */
static const struct depth_needs *needs_of(const struct procedure *p, const struct dossier *d)
{
    enum depth depth = word_value(&depth_words, d->c.depth);

    return &p->pack->needs[depth == DEPTH_NONE ? DEPTH_FULL : depth];
}

void investigation_lacks(const struct procedure *p, const struct dossier *d, struct missing *out)
{
    investigation_missing(&d->facts, needs_of(p, d), out);
}

bool investigation_begin(const struct act *act, const struct procedure *p, int64_t complaint,
                         int64_t version, struct err *err)
{
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err) ||
        !step_part(&s, s.who.user, PART_INVESTIGATOR, err) ||
        !investigation_begin_allowed(&s.d.facts, &s.who, err) ||
        !step_event(&s, "investigation_begun", NULL, err))
        return false;
    s.c.stage = "investigating";
    s.c.investigation_begun_at = act->now;
    if (s.c.investigator_id == 0)
        s.c.investigator_id = s.who.user;
    return case_involve(&s.h, &s.d, PART_INVESTIGATOR, err) &&
           step_clocks(&s, "investigation_begun", err) && step_done(&s, err);
}

/* The dossier as it will be: rows of the case first, new ones behind them. */
struct writing {
    struct step s;
    struct dossier next;
};
static void writing_drop(struct writing *w)
{
    step_drop(&w->s);
}
#define AUTO_WRITING struct writing CLEANUP(writing_drop)

#define ROWS_COPY(w, t, more)                                                                      \
    do {                                                                                           \
        (w)->next.t.row = ARENA_ARRAY((w)->s.act->a, struct t##_row, (w)->s.d.t.n + (more));       \
        if ((w)->s.d.t.n > 0)                                                                      \
            memcpy((w)->next.t.row, (w)->s.d.t.row, (w)->s.d.t.n * sizeof *(w)->next.t.row);       \
    } while (0)

/* The row of that id, or a new one for 0; NULL when there is none. */
#define ROW_FOR(w, t, wanted)                                                                      \
    ({                                                                                             \
        struct t##_row *found_ = NULL;                                                             \
        for (size_t i_ = 0; (wanted) != 0 && i_ < (w)->s.d.t.n; i_++)                              \
            if ((w)->next.t.row[i_].id == (wanted))                                                \
                found_ = &(w)->next.t.row[i_];                                                     \
        if ((wanted) == 0) {                                                                       \
            found_ = &(w)->next.t.row[(w)->next.t.n++];                                            \
            found_->complaint_id = (w)->s.d.c.id;                                                  \
        }                                                                                          \
        found_;                                                                                    \
    })

static bool gone(struct err *err, const char *field)
{
    err_set(err, ERR_NOT_FOUND, N_("What you wrote about is no longer in this complaint."));
    err->field = field;
    return false;
}

static bool plan_kind(const char *kind)
{
    return kind && (strcmp(kind, "question") == 0 || strcmp(kind, "evidence") == 0 ||
                    strcmp(kind, "interview") == 0);
}

static bool plan_lay(struct writing *w, const struct plan_form *f, struct err *err)
{
    struct plan_item_row *row;

    if (f->id == 0 && (!plan_kind(f->kind) || !step_given(f->text)))
        return err_field(err, "plan", N_("Write what is to be found out, got or asked."));
    row = ROW_FOR(w, plan_item, f->id);
    if (!row)
        return gone(err, "plan");
    if (f->id == 0)
        row->kind = f->kind;
    if (step_given(f->text))
        step_text(&row->text, f->text);
    if (f->party != 0)
        row->party_id = f->party;
    if (date_is_set(f->due_on))
        row->due_on = f->due_on;
    if (f->done && !instant_is_set(row->done_at))
        row->done_at = w->s.act->now;
    if (f->waived_why)
        step_text(&row->waived_why, f->waived_why);
    return true;
}

static bool allegation_lay(struct writing *w, const struct allegation_form *f, struct err *err)
{
    struct allegation_row *row;

    if (f->id == 0 && !step_given(f->text))
        return err_field(err, "allegations", N_("Write what the complainant alleges."));
    row = ROW_FOR(w, allegation, f->id);
    if (!row)
        return gone(err, "allegations");
    if (f->id == 0)
        row->position = (int64_t)w->next.allegation.n;
    if (step_given(f->text))
        step_text(&row->text, f->text);
    if (f->finding_why)
        step_text(&row->finding_why, f->finding_why);
    if (!f->finding ||
        word_value(&finding_words, f->finding) == word_value(&finding_words, row->finding))
        return true;
    row->finding = word_code(&finding_words, word_value(&finding_words, f->finding));
    row->found_by = row->finding ? w->s.who.user : 0;
    return true;
}

static bool cause_lay(struct writing *w, const struct cause_form *f, struct err *err)
{
    struct cause_row *row;

    if (f->code && !procedure_code(w->s.p, "cause", f->code))
        return err_field(err, "root_cause", N_("Choose a root cause of the list."));
    if (f->id == 0 && !f->code)
        return err_field(err, "root_cause", N_("Choose a root cause of the list."));
    row = ROW_FOR(w, cause, f->id);
    if (!row)
        return gone(err, "root_cause");
    if (f->code)
        row->code = f->code;
    if (f->analysis)
        step_text(&row->analysis, f->analysis);
    if (f->ended && !instant_is_set(row->ended_at))
        row->ended_at = w->s.act->now;
    return true;
}

static bool lists_lay(struct writing *w, const struct investigation_form *f, struct err *err)
{
    ROWS_COPY(w, plan_item, f->n_plan);
    ROWS_COPY(w, allegation, f->n_allegations);
    ROWS_COPY(w, cause, f->n_causes);
    for (size_t i = 0; i < f->n_plan; i++)
        if (!plan_lay(w, &f->plan[i], err))
            return false;
    for (size_t i = 0; i < f->n_allegations; i++)
        if (!allegation_lay(w, &f->allegations[i], err))
            return false;
    for (size_t i = 0; i < f->n_causes; i++)
        if (!cause_lay(w, &f->causes[i], err))
            return false;
    return true;
}

static bool form_lay(struct writing *w, const struct investigation_form *f, struct err *err)
{
    struct step *s = &w->s;

    w->next = s->d;
    if (!lists_lay(w, f, err))
        return false;
    if (f->cause_none)
        step_text(&s->c.root_cause_none, f->cause_none);
    if (f->hearing_waived)
        step_text(&s->c.hearing_waived, f->hearing_waived);
    if (f->investigator != 0)
        s->c.investigator_id = f->investigator;
    w->next.c = s->c;
    return dossier_facts(s->act, s->p, &w->next, err);
}

/* What was there is changed where it differs; what is new is added. */
#define ROWS_WRITE(w, t, err)                                                                      \
    for (size_t i = 0; i < (w)->next.t.n; i++)                                                     \
        if (!(i < (w)->s.d.t.n ? history_update(&(w)->s.h, &t##_table, &(w)->s.d.t.row[i],         \
                                                &(w)->next.t.row[i], err)                          \
                               : history_insert(&(w)->s.h, &t##_table, &(w)->next.t.row[i], err))) \
            return false;

static bool lists_write(struct writing *w, struct err *err)
{
    ROWS_WRITE(w, plan_item, err)
    ROWS_WRITE(w, allegation, err)
    ROWS_WRITE(w, cause, err)
    return true;
}

/* Nobody complained about and nobody in conflict is named. [4.7-a] */
static bool named_allowed(struct writing *w, int64_t investigator, struct err *err)
{
    return investigator == 0 || investigator == w->s.d.c.investigator_id ||
           step_part(&w->s, investigator, PART_INVESTIGATOR, err);
}

bool investigation_write(const struct act *act, const struct procedure *p, int64_t complaint,
                         int64_t version, const struct investigation_form *form, bool end,
                         struct err *err)
{
    AUTO_WRITING w = { 0 };

    if (!step_open(&w.s, act, p, complaint, version, err) ||
        !step_part(&w.s, w.s.who.user, PART_INVESTIGATOR, err) ||
        !investigation_work_allowed(&w.s.d.facts, &w.s.who, err) ||
        !named_allowed(&w, form->investigator, err) || !form_lay(&w, form, err))
        return false;
    if (end && !investigation_end_allowed(&w.next.facts, &w.s.who, needs_of(p, &w.next), err))
        return false;
    if (!step_event(&w.s, end ? "investigated" : "investigation_written", NULL, err) ||
        !lists_write(&w, err) || !case_involve(&w.s.h, &w.s.d, PART_INVESTIGATOR, err))
        return false;
    if (end) {
        w.s.c.stage = "responding";
        w.s.c.investigated_at = act->now;
    }
    return (!end || step_clocks(&w.s, "investigated", err)) && step_done(&w.s, err);
}
