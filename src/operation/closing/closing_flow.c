/*
 * The answer and what follows from it. The rule (escalation.h) makes of the facts what
 * they are afterwards; what is stored here is the difference.
 */
#include "operation/closing/closing_flow.h"

#include "complaint/letter_blocks.h"
#include "db/closing_sql.h"
#include "db/dossier_sql.h"
#include "operation/closing/escalation.h"
#include "operation/receipt/receipt.h"
#include "operation/step.h"

#include <string.h>

/* One act of Annex G under way. */
struct move {
    struct step s;
    struct case_facts facts; /* as they are afterwards */
};
static void move_drop(struct move *m)
{
    step_drop(&m->s);
}
#define AUTO_MOVE struct move CLEANUP(move_drop)

static bool move_open(struct move *m, const struct act *act, const struct procedure *p,
                      int64_t complaint, int64_t version, struct err *err)
{
    if (!step_open(&m->s, act, p, complaint, version, err))
        return false;
    m->facts = m->s.d.facts;
    return true;
}

static bool move_apply(struct move *m, struct escalation_step step, struct err *err)
{
    struct closing_policy policy = step_policy(m->s.p, m->s.act->now);

    if (step.who.user == 0)
        step.who = m->s.who;
    return escalation_apply(&m->facts, &step, &policy, err);
}

/* The columns of the case that follow from the facts. */
static void move_store(struct move *m)
{
    struct complaint_row *c = &m->s.c;
    const struct case_facts *f = &m->facts;

    c->stage = word_code(&stage_words, f->stage);
    c->level = f->level;
    c->answer = word_code(&answer_words, f->answer);
    c->outcome = word_code(&outcome_words, f->outcome);
    c->outside = word_code(&outside_words, f->outside);
    c->withdrawn_at = f->withdrawn;
    c->closed_at = f->closed;
    c->closing = word_code(&closing_reason_words, f->closing);
    c->reopened = f->reopened;
}

static const struct lang *lang_of(const struct move *m)
{
    return dossier_lang(&m->s.d, m->s.p->lang);
}

/* The level begins again: what was proposed and decided on it counts no longer, and
 * stays on file. */
static bool level_end(struct move *m, struct err *err)
{
    const struct decision_row *d = dossier_decision(&m->s.d);
    const struct proposal_row *p = dossier_proposal(&m->s.d);

    if (d) {
        struct decision_row after = *d;
        after.ended_at = m->s.act->now;
        if (!history_update(&m->s.h, &decision_table, d, &after, err))
            return false;
    }
    if (p) {
        struct proposal_row after = *p;
        after.ended_at = m->s.act->now;
        if (!history_update(&m->s.h, &proposal_table, p, &after, err))
            return false;
    }
    m->s.c.to_approve = false;
    m->s.c.investigated_at = (struct instant){ 0 };
    return true;
}

/* -- the answer -- */

static bool answer_store(struct move *m, enum answer_given answer, const char *text,
                         struct err *err)
{
    const struct decision_row *before = dossier_decision(&m->s.d);
    struct decision_row after;

    if (!before)
        return true;
    after = *before;
    after.answer = word_code(&answer_words, answer);
    after.answered_at = m->s.act->now;
    after.answer_taken_by = m->s.who.user;
    step_text(&after.answer_text, text);
    return history_update(&m->s.h, &decision_table, before, &after, err);
}

/* What came back so often may be significant by that. The other facts are those of before: what
 * the level begins anew without was found all the same. [5.4.1-b] */
static bool came_back(struct move *m, int refused, struct err *err)
{
    struct case_facts f = m->s.d.facts;

    f.refused += refused;
    f.reopened = m->facts.reopened;
    return step_significance(&m->s, &f, NULL, 0, false, err);
}

/* What the refusal leads to: told to the complainant in their language, with its clock. */
static bool rejected(struct move *m, struct err *err)
{
    enum recourse route = escalation_route(&m->facts);
    const char *message = escalation_message(route);

    m->s.c.returned_at = m->s.act->now;
    if (m->facts.level > m->s.d.facts.level)
        m->s.c.owner_id = 0;
    if (route == ROUTE_NONE)
        return level_end(m, err) && step_clocks(&m->s, "new_fact", err);
    return step_message(&m->s, "update", NULL, m->s.d.facts.reachable ? "update" : NULL,
                        lang_text(lang_of(m), message), NULL, err) &&
           step_clocks(&m->s, route == ROUTE_OUTSIDE ? "outside_told" : "rejected", err);
}

bool answer_take(const struct act *act, const struct procedure *p, int64_t complaint,
                 int64_t version, const char *answer, const char *text, bool taken_by_desk,
                 struct err *err)
{
    enum answer_given what = word_value(&answer_words, answer);
    bool yes = what == ANSWER_ACCEPTED;
    AUTO_MOVE m = { 0 };

    if (what == ANSWER_NONE)
        return err_field(err, "answer", N_("Choose whether the decision is accepted."));
    if (!move_open(&m, act, p, complaint, version, err) ||
        !move_apply(&m,
                    (struct escalation_step){ .act = yes ? ESCALATION_ACCEPT : ESCALATION_REJECT },
                    err) ||
        !step_event(&m.s, yes ? "answer_accepted" : "answer_rejected", NULL, err))
        return false;
    move_store(&m);
    m.s.c.waiting = NULL;
    return answer_store(&m, what, text, err) && step_said(&m.s, text, taken_by_desk, err) &&
           (yes ? step_clocks(&m.s, "accepted", err)
                : rejected(&m, err) && came_back(&m, 1, err)) &&
           step_done(&m.s, err);
}

/* Complainants need give no reason. Staff write what they were told: nobody takes a complaint back
 * for somebody else in silence. */
static bool said_to_us(const char *text, bool taken_by_desk, struct err *err)
{
    return !taken_by_desk || step_given(text) ||
           err_field(err, "text", N_("Write what they said, and how."));
}

bool withdraw_record(const struct act *act, const struct procedure *p, int64_t complaint,
                     int64_t version, const char *text, bool taken_by_desk, struct err *err)
{
    AUTO_MOVE m = { 0 };

    if (!move_open(&m, act, p, complaint, version, err) ||
        !move_apply(&m, (struct escalation_step){ .act = ESCALATION_WITHDRAW }, err) ||
        !said_to_us(text, taken_by_desk, err) || !step_event(&m.s, "withdrawn", NULL, err))
        return false;
    move_store(&m);
    m.s.c.waiting = NULL;
    m.s.c.returned_at = act->now;
    return step_said(&m.s, text, taken_by_desk, err) && step_done(&m.s, err);
}

/* -- the review -- */

bool reviewers(const struct act *act, const struct dossier *d, struct rows *out, struct err *err)
{
    return sql_reviewers_of(act->a, act->db, d->c.id, d->c.team_id, act->now, out, err) &&
           rows_open(act->a, act->keys, &staff_table, out, err);
}

/* The rule refuses who took part or is in conflict; here, who has no right to review. */
static bool reviewer_known(const struct move *m, int64_t reviewer, struct err *err)
{
    struct rows rows = { 0 };
    const struct staff_row *row;

    if (!sql_reviewers_of(m->s.act->a, m->s.act->db, m->s.d.c.id, m->s.d.c.team_id, m->s.act->now,
                          &rows, err))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (row[i].id == reviewer)
            return true;
    return err_field(err, "reviewer",
                     N_("Choose somebody of this team or a team above who had no part in it."));
}

bool review_take(const struct act *act, const struct procedure *p, int64_t complaint,
                 int64_t version, int64_t reviewer, const char *text, struct err *err)
{
    AUTO_MOVE m = { 0 };

    if (reviewer == 0)
        return err_field(err, "reviewer", N_("Choose who reviews the decision."));
    if (!move_open(&m, act, p, complaint, version, err) ||
        !move_apply(
            &m,
            (struct escalation_step){ .act = ESCALATION_TAKE_REVIEW, .who = { .user = reviewer } },
            err) ||
        !reviewer_known(&m, reviewer, err) || !step_event(&m.s, "review_begun", text, err))
        return false;
    move_store(&m);
    m.s.c.owner_id = reviewer;
    m.s.c.returned_at = (struct instant){ 0 };
    /* Somebody became free after the refusal: the level begins only now. */
    if (m.facts.level > m.s.d.facts.level && !step_clocks(&m.s, "rejected", err))
        return false;
    return step_note(&m.s, text, err) && step_done(&m.s, err);
}

/* -- outside -- */

static const struct way_outside {
    const char *event, *clock;
    enum escalation_act act;
} ways_outside[] = {
    [OUTSIDE_WAY_CHOSEN] = { "outside_chosen", NULL, ESCALATION_GO_OUTSIDE },
    [OUTSIDE_WAY_RESOLVED] = { "outside_resolved", "outside_settled", ESCALATION_OUTSIDE_END },
    [OUTSIDE_WAY_NOT_USED] = { "outside_not_used", "outside_settled", ESCALATION_NOT_OUTSIDE },
};

bool outside_record(const struct act *act, const struct procedure *p, int64_t complaint,
                    int64_t version, const char *what, const char *text, struct err *err)
{
    const struct way_outside *way = &ways_outside[word_value(&outside_way_words, what)];
    AUTO_MOVE m = { 0 };

    if (!way->event)
        return err_field(err, "what", N_("Choose what became of the outside options."));
    if (!step_given(text))
        return err_field(err, "outcome", N_("Write which body it is, or what was said."));
    if (!move_open(&m, act, p, complaint, version, err) ||
        !move_apply(&m, (struct escalation_step){ .act = way->act }, err) ||
        !step_event(&m.s, way->event, text, err))
        return false;
    move_store(&m);
    return step_note(&m.s, text, err) && (!way->clock || step_clocks(&m.s, way->clock, err)) &&
           step_done(&m.s, err);
}

/* -- back to the assessment -- */

bool new_fact_record(const struct act *act, const struct procedure *p, int64_t complaint,
                     int64_t version, const char *reason, struct err *err)
{
    AUTO_MOVE m = { 0 };

    if (!move_open(&m, act, p, complaint, version, err) ||
        !move_apply(
            &m,
            (struct escalation_step){ .act = ESCALATION_NEW_FACT, .reason = step_given(reason) },
            err) ||
        !step_event(&m.s, "new_fact", reason, err) || !level_end(&m, err))
        return false;
    move_store(&m);
    m.s.c.waiting = NULL;
    return step_note(&m.s, reason, err) && step_clocks(&m.s, "new_fact", err) &&
           step_done(&m.s, err);
}

/* -- closing -- */

static const struct field closing_form_fields[] = {
    FIELD(struct closing_form, reason, .required = true),
    FIELD(struct closing_form, why, .max = 5000, .lines = true),
    FIELD(struct closing_form, lessons, .max = 10000, .lines = true),
    FIELD(struct closing_form, ask_satisfaction),
    FIELD(struct closing_form, set_aside),
    FIELD(struct closing_form, duplicate),
};
const struct record closing_form_record = RECORD(struct closing_form, closing_form_fields);

static void form_lay(struct case_facts *f, const struct closing_form *form)
{
    f->closing_note |= step_given(form->why);
    f->lessons |= step_given(form->lessons);
    f->satisfaction_asked |= form->ask_satisfaction;
    if (step_given(form->duplicate) && f->linked_to == 0)
        f->linked_to = -1;
}

void closing_form_missing(const struct procedure *p, struct instant now, const struct dossier *d,
                          const struct closing_form *form, struct missing *out)
{
    struct closing_policy policy = step_policy(p, now);
    enum closing_reason reason = word_value(&closing_reason_words, form->reason);
    struct case_facts facts = d->facts;

    form_lay(&facts, form);
    closing_missing(&facts, reason ? reason : closing_path(&facts), &policy, out);
}

/* What the gate lacks and this form can give is a matter of the form, under the name it has there;
 * all else has to come about in the case. */
static bool form_asked(const struct case_facts *f, struct err *err)
{
    static const struct {
        const char *missing, *field;
    } given[] = {
        { "note", "why" },
        { "lessons", "lessons" },
        { "satisfaction", "ask_satisfaction" },
        { "linked_to", "duplicate" },
    };

    if (err->kind != ERR_REFUSED || !err->field)
        return false;
    if (f->linked_to != 0 && strcmp(err->field, "linked_to") == 0)
        return false; /* it is named, and does not fit */
    for (size_t i = 0; i < COUNT(given); i++) {
        if (strcmp(err->field, given[i].missing) == 0) {
            err->kind = ERR_INVALID;
            err->field = given[i].field;
            break;
        }
    }
    return false;
}

static bool duplicate_link(struct move *m, const struct closing_form *form, struct err *err)
{
    struct complaint_row *c = &m->s.c;
    struct err none = { 0 };

    if (!step_given(form->duplicate))
        return true;
    if (!sql_complaint_id_by_reference(m->s.act->a, m->s.act->db, form->duplicate, &c->linked_to_id,
                                       &none) ||
        c->linked_to_id == c->id)
        return err_field(err, "duplicate",
                         N_("There is no other complaint with this reference. Check it."));
    c->link_kind = word_code(&link_words, LINK_DUPLICATE);
    return true;
}

static bool aside_word(const struct closing_form *form, struct err *err)
{
    if (!form->reason || strcmp(form->reason, "set_aside") != 0)
        return true;
    if (form->set_aside && word_value(&aside_words, form->set_aside) != ASIDE_NONE)
        return true;
    return err_field(err, "set_aside", N_("Choose whether it is spam or abusive."));
}

/* What was put right on the spot has no decision letter: what the procedure asks of an early one
 * stands in the message of its closing. C8 */
static bool spot_asked(struct move *m, const struct lang *lang, const char **text, struct err *err)
{
    const struct pack_letter *asked;
    const char *blocks;

    if (m->s.d.facts.level != LEVEL_FRONT_LINE || !instant_is_set(m->s.d.facts.solved))
        return true;
    if (!letter_asked(m->s.act, m->s.p, &m->s.d, &asked, err))
        return false;
    blocks = letter_blocks(m->s.act->a, asked, lang, NULL);
    if (blocks)
        *text = arena_printf(m->s.act->a, "%s\n\n%s", *text, blocks);
    return true;
}

/* That it is closed, with the question how it was handled. [7.9-e] */
static bool closing_told(struct move *m, bool ask, struct err *err)
{
    const struct lang *lang = lang_of(m);
    const char *text =
        ask ? N_("Your complaint is closed. You can ask us to open it again. Please tell us how we "
                 "handled it, on the page where you follow your complaint.")
            : N_("Your complaint is closed. You can ask us to open it again.");

    text = lang_text(lang, text);
    if (m->facts.closing == CLOSING_SET_ASIDE)
        return true;
    return spot_asked(m, lang, &text, err) &&
           step_message(&m->s, "update", NULL, m->s.d.facts.reachable ? "update" : NULL, text, NULL,
                        err);
}

static void closing_fill(struct move *m, const struct closing_form *form)
{
    struct complaint_row *c = &m->s.c;

    step_text(&c->closing_why, form->why);
    if (form->lessons)
        step_text(&c->lessons, form->lessons);
    if (form->ask_satisfaction)
        c->satisfaction_asked_at = m->s.act->now;
    if (m->facts.closing == CLOSING_SET_ASIDE)
        c->set_aside = form->set_aside;
    c->waiting = NULL;
    c->to_approve = false;
    c->returned_at = (struct instant){ 0 };
}

bool closing_close(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t version, const struct closing_form *form, struct err *err)
{
    struct escalation_step step = { .act = ESCALATION_CLOSE };
    AUTO_MOVE m = { 0 };

    step.closing = word_value(&closing_reason_words, form->reason);
    if (!aside_word(form, err) || !move_open(&m, act, p, complaint, version, err))
        return false;
    form_lay(&m.facts, form);
    if (!move_apply(&m, step, err))
        return form_asked(&m.facts, err);
    if (!duplicate_link(&m, form, err) || !step_event(&m.s, "closed", form->why, err))
        return false;
    move_store(&m);
    closing_fill(&m, form);
    return closing_told(&m, form->ask_satisfaction, err) && step_clocks(&m.s, "closed", err) &&
           step_done(&m.s, err);
}

/* The silence is broken: the decision stands and an answer is awaited anew. */
static bool silence_end(struct move *m, struct err *err)
{
    const struct decision_row *before = dossier_decision(&m->s.d);
    struct decision_row after;

    m->s.c.waiting = "complainant";
    if (!before)
        return true;
    after = *before;
    after.reminders = 0;
    return history_update(&m->s.h, &decision_table, before, &after, err) &&
           step_clocks(&m->s, "reminded", err);
}

bool closing_reopen(const struct act *act, const struct procedure *p, int64_t complaint,
                    int64_t version, const char *reason, struct err *err)
{
    bool silent;
    AUTO_MOVE m = { 0 };

    if (!move_open(&m, act, p, complaint, version, err))
        return false;
    silent = m.facts.closing == CLOSING_NO_ANSWER;
    if (!move_apply(
            &m, (struct escalation_step){ .act = ESCALATION_REOPEN, .reason = step_given(reason) },
            err) ||
        !step_event(&m.s, "reopened", reason, err))
        return false;
    move_store(&m);
    m.s.c.returned_at = act->now;
    m.s.c.set_aside = NULL;
    return (silent ? silence_end(&m, err)
                   : level_end(&m, err) && step_clocks(&m.s, "reopened", err)) &&
           step_note(&m.s, reason, err) && came_back(&m, 0, err) && step_done(&m.s, err);
}

bool direct_elsewhere(const struct act *act, const struct procedure *p, int64_t complaint,
                      int64_t version, const char *scope, const char *text, struct err *err)
{
    enum scope where = word_value(&scope_words, scope);
    AUTO_MOVE m = { 0 };

    if (!move_open(&m, act, p, complaint, version, err) ||
        !receipt_direct_allowed(&m.facts, where, step_given(text), err) ||
        !step_words_new(&m.s, "text", NULL, text, err))
        return false;
    m.s.c.scope = scope;
    m.s.c.directed_at = act->now;
    return step_event(&m.s, "directed_elsewhere", NULL, err) &&
           step_message(&m.s, "reply", NULL, m.facts.reachable ? "reply" : NULL, text, NULL, err) &&
           step_done(&m.s, err);
}
