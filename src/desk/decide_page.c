/* Forms of 7.8: the decision with its letter, and telling it. */
#include "desk/act_page.h"
#include "desk/snippet.h"
#include "operation/decision/decision.h"
#include "operation/decision/decision_flow.h"
#include "operation/decision/letter.h"
#include "operation/response/response.h"

#include <string.h>

#define LONG .max = 10000, .lines = true
struct decide_values {
    const char *outcome, *reasons;
    const char *letter_remedy, *letter_not_satisfied, *letter_inside, *letter_outside;
};
static const struct field decide_fields[] = {
    FIELD(struct decide_values, outcome),
    FIELD(struct decide_values, reasons, LONG),
    FIELD(struct decide_values, letter_remedy, LONG),
    FIELD(struct decide_values, letter_not_satisfied, LONG),
    FIELD(struct decide_values, letter_inside, LONG),
    FIELD(struct decide_values, letter_outside, LONG),
};
static const struct record decide_record = RECORD(struct decide_values, decide_fields);

/* What stands on each allegation, to decide by. */
static struct rows points(struct act_page *page)
{
    struct dossier *d = &page->d;
    struct act_row *out = ARENA_ARRAY(page->rq->a, struct act_row, d->allegation.n + 1);

    for (size_t i = 0; i < d->allegation.n; i++) {
        const struct allegation_row *row = &d->allegation.row[i];
        const char *finding = desk_word(page->rq, &finding_words, row->finding);
        out[i].text = row->text.text;
        out[i].detail = finding && row->response.text
                            ? arena_printf(page->rq->a, "%s – %s", finding, row->response.text)
                            : finding;
    }
    return (struct rows){ out, d->allegation.n };
}

/* The letter as it was decided, or its usual words. */
static bool letter_values(struct act_page *page, struct decide_values *v)
{
    const struct decision_row *r = dossier_decision(&page->d);
    struct letter_form letter = { 0 };

    if (r) {
        v->outcome = r->outcome;
        v->reasons = r->reasons.text;
        letter = (struct letter_form){ r->letter_remedy.text, r->letter_not_satisfied.text,
                                       r->letter_inside.text, r->letter_outside.text };
    } else if (!letter_defaults(page->act, page->p, &page->d, &letter, page->rq->err)) {
        return false;
    }
    v->letter_remedy = letter.letter_remedy;
    v->letter_not_satisfied = letter.letter_not_satisfied;
    v->letter_inside = letter.letter_inside;
    v->letter_outside = letter.letter_outside;
    return true;
}

static bool decide_show(struct act_page *page)
{
    bool decided = dossier_decision(&page->d) != NULL;
    struct act_decide view = { .allegations = points(page),
                               .letter_lang = letter_lang(page->p, &page->d)->tag,
                               .decided = decided };
    struct decide_values values = { 0 };
    struct missing lacks = { 0 };

    if (!letter_values(page, &values))
        return false;
    view.outcome = act_words(page, &outcome_words, NULL);
    response_missing(&page->d.facts, &lacks);
    if (!decided)
        act_missing(page, &lacks);
    act_fill(page, &act_decide_record, &view, &decide_record, &values);
    if (decided)
        view.outcome = view.reasons = NULL;
    return act_render(page, "desk/act/decide.html", &act_decide_record, &view);
}

static bool decide_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_DECIDE, "decide", &page) && decide_show(&page);
}

static bool decide_write(struct act_page *page, const struct decide_values *v)
{
    struct decision_form form = {
        .outcome = word_value(&outcome_words, v->outcome) ? v->outcome : NULL,
        .reasons = v->reasons,
        .letter = { v->letter_remedy, v->letter_not_satisfied, v->letter_inside, v->letter_outside }
    };

    if (dossier_decision(&page->d))
        return decision_letter(page->act, page->p, page->d.c.id, page->version, &form.letter,
                               page->rq->err);
    return decision_take(page->act, page->p, page->d.c.id, page->version, &form, page->rq->err);
}

static bool decide_post(struct req *rq)
{
    struct decide_values values = { 0 };
    struct act_page page;

    if (!act_open(rq, MAY_DECIDE, "decide", &page))
        return false;
    if (!form_record(rq, &decide_record, &values, &page.errors) || !decide_write(&page, &values))
        return act_again(&page) && decide_show(&page);
    return req_redirect(rq, "%s/communicate", page.head.path);
}

/* -- telling -- */

struct tell_values {
    const char *letter, *by, *staff_told;
};
static const struct field tell_fields[] = {
    FIELD(struct tell_values, letter, .max = 50000, .lines = true),
    FIELD(struct tell_values, by),
    FIELD(struct tell_values, staff_told),
};
static const struct record tell_record = RECORD(struct tell_values, tell_fields);

static struct rows must_hold(struct act_page *page)
{
    static const struct {
        unsigned part;
        const char *words;
    } parts[] = {
        { LETTER_OUTCOME, N_("The outcome") },
        { LETTER_REASONS, N_("The reasons") },
        { LETTER_REMEDY, N_("What will be put right") },
        { LETTER_NOT_SATISFIED, N_("What to do if not satisfied") },
        { LETTER_INSIDE, N_("The options inside") },
        { LETTER_OUTSIDE, N_("The options outside") },
        { LETTER_TIME_LIMIT, N_("The time limit") },
    };
    struct req *rq = page->rq;
    struct act_row *out = ARENA_ARRAY(rq->a, struct act_row, COUNT(parts));

    for (size_t i = 0; i < COUNT(parts); i++) {
        bool done = page->d.facts.letter & parts[i].part;
        out[i] =
            (struct act_row){ .text = lang_text(rq->lang, parts[i].words),
                              .done = done,
                              .state = lang_text(rq->lang, done ? N_("There") : N_("Missing")) };
    }
    return (struct rows){ out, COUNT(parts) };
}

static bool tell_show(struct act_page *page)
{
    static const char *const ways[] = { "web", "letter", "email", "telephone", "in_person", NULL };
    const struct person_row *person = dossier_person(&page->d, "complainant");
    struct tell_values values = { .by = "web" };
    struct act_communicate view = {
        .goes_to = person ? person->name.text : NULL,
        .language = letter_lang(page->p, &page->d)->tag,
        .must_hold = must_hold(page),
        .alter = arena_printf(page->rq->a, "%s/decide", page->head.path),
    };

    view.by = act_words(page, &channel_words, ways);
    if (dossier_decision(&page->d) && !letter_write(page->act, page->p, page->rq->app->templates,
                                                    &page->d, &values.letter, page->rq->err))
        return false;
    act_fill(page, &act_communicate_record, &view, &tell_record, &values);
    view.review_days = NULL;
    return act_render(page, "desk/act/communicate.html", &act_communicate_record, &view);
}

static bool tell_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_DECIDE, "communicate", &page) && tell_show(&page);
}

static bool tell_post(struct req *rq)
{
    struct tell_values v = { 0 };
    struct tell_form form;
    struct act_page page;
    bool read;

    if (!act_open(rq, MAY_DECIDE, "communicate", &page))
        return false;
    if (snippet_act(&page))
        return tell_show(&page);
    read = form_record(rq, &tell_record, &v, &page.errors);
    form = (struct tell_form){ .channel = v.by,
                               .text = v.letter,
                               .staff_told = v.staff_told && *v.staff_told };
    if (!read || !decision_tell(page.act, page.p, page.d.c.id, page.version, &form, rq->err))
        return act_again(&page) && tell_show(&page);
    return act_done(&page, "told");
}

/* -- the staff concerned -- */

static bool staff_show(struct act_page *page)
{
    const struct lang *l = page->rq->lang;
    struct act_reason view = {
        .title = lang_text(l, N_("The staff concerned were told")),
        .what = lang_text(l, N_("Everybody of us whom the decision concerns knows it now, those "
                                "complained about first of all.")),
        .submit = lang_text(l, N_("Record it")),
    };

    act_fill(page, &act_reason_record, &view, NULL, NULL);
    view.choice = view.due_on = view.reason = NULL;
    return act_render(page, "desk/act/reason.html", &act_reason_record, &view);
}

static bool staff_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_DECIDE, "staff-told", &page) && staff_show(&page);
}

static bool staff_post(struct req *rq)
{
    struct act_page page;

    if (!act_open(rq, MAY_DECIDE, "staff-told", &page))
        return false;
    if (decision_tell_staff(page.act, page.p, page.d.c.id, page.version, rq->err))
        return act_done(&page, "staff_told");
    return act_again(&page) && staff_show(&page);
}

const struct route decide_routes[] = {
    { GET, "/desk/complaints/{reference}/decide", MAY_DECIDE, decide_get, 0 },
    { POST, "/desk/complaints/{reference}/decide", MAY_DECIDE, decide_post, 0 },
    { GET, "/desk/complaints/{reference}/staff-told", MAY_DECIDE, staff_get, 0 },
    { POST, "/desk/complaints/{reference}/staff-told", MAY_DECIDE, staff_post, 0 },
    { GET, "/desk/complaints/{reference}/communicate", MAY_DECIDE, tell_get, 0 },
    { POST, "/desk/complaints/{reference}/communicate", MAY_DECIDE, tell_post, 0 },
    { 0 },
};
