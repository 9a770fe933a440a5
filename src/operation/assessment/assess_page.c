/* The form of the assessment: the answers, what the rule makes of them, the earlier ones. 7.5 */
#include "operation/assessment/assess_page.h"

#include "desk/act_sent.h"
#include "operation/assessment/assess.h"
#include "operation/assessment/assess_flow.h"
#include "operation/assessment/significant.h"
#include "pack/pack.h"

#include <string.h>

/* The former answers in the names of the form. */
struct former {
    const char *scope, *severity, *safety, *complexity, *impact, *need_now, *can_now, *validity,
        *compensation;
};
static const struct field former_fields[] = {
    FIELD(struct former, scope),        FIELD(struct former, severity),
    FIELD(struct former, safety),       FIELD(struct former, complexity),
    FIELD(struct former, impact),       FIELD(struct former, need_now),
    FIELD(struct former, can_now),      FIELD(struct former, validity),
    FIELD(struct former, compensation),
};
static const struct record former_record = RECORD(struct former, former_fields);

static struct former former_of(const struct act_page *page)
{
    const struct assessment_row *r = dossier_assessment(&page->d);
    struct former f = { .scope = page->d.c.scope ? page->d.c.scope : "inside" };

    if (r)
        f = (struct former){ f.scope, r->severity, r->safety,   r->complexity,         r->impact,
                             r->need, r->possible, r->validity, r->compensation_likely };
    return f;
}

static const struct answer *signal_choices(struct act_page *page)
{
    struct choice *list = ARENA_ARRAY(page->rq->a, struct choice, SIGNALS);
    size_t n = 0;

    /* Danger is a criterion of its own. */
    for (int i = 0; i < SIGNALS; i++)
        if ((1u << i) != SIGNAL_SAFETY && (1u << i) != SIGNAL_INJURY)
            list[n++] = (struct choice){ .value = signal_code(i),
                                         .label = lang_text(page->rq->lang, signal_label(i)),
                                         .chosen = page->d.c.signals & (1u << i) };
    return answer_choices(page->rq->a, list, n);
}

static const char *joined(struct arena *a, const struct form *form, const char *name)
{
    const char *all = "";

    for (size_t i = 0; i < form_count(form, name); i++)
        all = arena_printf(a, "%s%s%s", all, i ? " " : "", form_nth(form, name, i));
    return all;
}

static struct assess_form form_of(const struct act_page *page)
{
    bool impossible = sent_text(page, "can_now") && strcmp(sent_text(page, "can_now"), "no") == 0;
    const char *now = sent_text(page, "measure");

    return (struct assess_form){
        .scope = sent_text(page, "scope"),
        .severity = sent_text(page, "severity"),
        .safety = sent_text(page, "safety"),
        .complexity = sent_text(page, "complexity"),
        .impact = sent_text(page, "impact"),
        .need = sent_text(page, "need_now"),
        .possible = sent_text(page, "can_now"),
        .validity = sent_text(page, "validity"),
        .compensation_likely = sent_text(page, "compensation"),
        .reasons = sent_text(page, "reasons"),
        .priority = sent_text(page, "priority"),
        .override_why = sent_text(page, "override"),
        .measure = impossible ? NULL : now,
        .immediate_why = impossible ? now : NULL,
        .immediate_escalated = sent_tick(page, "escalate"),
        .former_wrong = sent_tick(page, "wrong"),
        .signals = joined(page->rq->a, page->rq->form, "signals"),
    };
}

static const char *in_words(const struct act_page *page, const struct pack_text *text)
{
    return text->in[page->rq->lang->index];
}

/* What the rule makes of the answers, with its words. */
static const char *proposal(struct act_page *page, const struct assessment *answers)
{
    const struct pack *pack = page->p->pack;
    const struct priority_rule *rule = assess_rule(pack->priority, pack->n_priority, answers);
    struct req *rq = page->rq;

    if (!rule || answers->severity == SEVERITY_NONE)
        return NULL;
    return lang_format(rq->a, rq->lang, N_("{priority}. {why}"), "priority",
                       lang_text(rq->lang, word_label(&priority_words, rule->priority)), "why",
                       in_words(page, &pack->priority_text[rule - pack->priority]), NULL);
}

static struct rows earlier(struct act_page *page)
{
    const struct dossier *d = &page->d;
    struct act_row *list = ARENA_ARRAY(page->rq->a, struct act_row, d->assessment.n + 1);

    for (size_t i = 0; i < d->assessment.n; i++) {
        const struct assessment_row *r = &d->assessment.row[d->assessment.n - 1 - i];
        const char *priority = desk_word(page->rq, &priority_words, r->priority);
        list[i] = (struct act_row){
            .text =
                arena_printf(page->rq->a, "%s · %s", priority, act_when_who(page, r->at, r->by_id)),
            .detail = r->reasons.text,
            .state =
                r->former_wrong ? lang_text(page->rq->lang, N_("The one before was wrong")) : NULL,
        };
    }
    return (struct rows){ list, d->assessment.n };
}

static bool assess_show(struct act_page *page)
{
    struct former former = former_of(page);
    bool typed = page->rq->method == POST;
    struct assess_form form = typed ? form_of(page)
                                    : (struct assess_form){ .severity = former.severity,
                                                            .safety = former.safety,
                                                            .complexity = former.complexity,
                                                            .impact = former.impact,
                                                            .need = former.need_now };
    struct assessment answers = assess_answers(&form);
    struct act_assess view = {
        .again = page->d.assessment.n > 0,
        /* What was directed elsewhere and opened again may be ours after all. */
        .ask_scope = !page->d.c.scope || strcmp(page->d.c.scope, "inside") != 0,
        .rule = proposal(page, &answers),
        .scope = act_words(page, &scope_words, NULL),
        .severity = act_codes(page, "severity"),
        .safety = act_codes(page, "safety"),
        .complexity = act_codes(page, "complexity"),
        .impact = act_codes(page, "impact"),
        .need_now = act_words(page, &yes_no_words, NULL),
        .can_now = act_words(page, &yes_no_words, NULL),
        .validity = act_words(page, &validity_words, NULL),
        .compensation = act_words(page, &yes_no_words, NULL),
        .signals = signal_choices(page),
        .priority = act_words(page, &priority_words, NULL),
        .before = earlier(page),
    };

    return act_depth(page, answers.severity, &view.depth) &&
           act_show(page, "desk/act/assess.html", &act_assess_record, &view, &former_record,
                    &former);
}

static bool assess_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_ASSESS, "assess", &page) && assess_show(&page);
}

/* Whoever left out several things reads of all at once. */
static void all_missing(struct act_page *page, const struct assess_form *form,
                        const char *const *fields)
{
    struct missing m = { 0 };

    assess_form_missing(page->act, page->p, &page->d, form, &m);
    for (size_t i = 0; i < m.n; i++)
        m.item[i].field = sent_name(m.item[i].field, fields);
    act_errors(page, &m);
}

static bool assess_post(struct req *rq)
{
    static const char *const fields[] = { "need",
                                          "need_now",
                                          "possible",
                                          "can_now",
                                          "immediate_why",
                                          "measure",
                                          "immediate_escalated",
                                          "escalate",
                                          "override_why",
                                          "override",
                                          NULL };
    const char *what = form_text(rq->form, "do");
    struct assess_form form;
    struct act_page page;

    if (!act_open(rq, MAY_ASSESS, "assess", &page))
        return false;
    if (what && strcmp(what, "propose") == 0)
        return assess_show(&page);
    form = form_of(&page);
    if (assess_give(page.act, page.p, page.d.c.id, page.version, &form, rq->err))
        return act_done(&page, "assessed");
    if (rq->err->field && (rq->err->kind == ERR_REFUSED || strcmp(rq->err->field, "scope") == 0))
        all_missing(&page, &form, fields);
    sent_field(&page, fields);
    return act_again(&page) && assess_show(&page);
}

#define CASE "/desk/complaints/{reference}/"
const struct route assess_routes[] = {
    { GET, CASE "assess", MAY_ASSESS, assess_get, 0 },
    { POST, CASE "assess", MAY_ASSESS, assess_post, 0 },
    { 0 },
};
