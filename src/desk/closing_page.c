/* Forms of 7.9: the answer, the review, the outside, and the closing gate. */
#include "desk/act_page.h"
#include "operation/closing/closing.h"
#include "operation/closing/closing_flow.h"

#include <stdlib.h>
#include <string.h>

#define CASE "/desk/complaints/{reference}"

/* -- what the complainant said -- */

static bool answer_show(struct act_page *page)
{
    struct req *rq = page->rq;
    struct choice answers[] = {
        { .value = "accepted", .label = lang_text(rq->lang, N_("They accept the decision")) },
        { .value = "rejected", .label = lang_text(rq->lang, N_("They do not accept it")) },
        { .value = "withdrawn", .label = lang_text(rq->lang, N_("They take the complaint back")) },
    };
    struct act_answer view = { 0 };

    view.answer = answer_choices(rq->a, answers, COUNT(answers));
    act_fill(page, &act_answer_record, &view, NULL, NULL);
    view.by = view.said_on = NULL;
    return act_render(page, "desk/act/answer.html", &act_answer_record, &view);
}

static bool answer_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_REPLY, "answer", &page) && answer_show(&page);
}

static bool answer_write(struct act_page *page, const char *answer, const char *text)
{
    if (answer && strcmp(answer, "withdrawn") == 0)
        return withdraw_record(page->act, page->p, page->d.c.id, page->version, text, true,
                               page->rq->err);
    return answer_take(page->act, page->p, page->d.c.id, page->version, answer, text, true,
                       page->rq->err);
}

static bool answer_post(struct req *rq)
{
    struct act_page page;
    const char *answer;

    if (!act_open(rq, MAY_REPLY, "answer", &page))
        return false;
    answer = act_text(&page, "answer");
    if (!answer_write(&page, answer, act_text(&page, "text")))
        return act_again(&page) && answer_show(&page);
    return act_done(&page, answer);
}

/* -- the review -- */

static bool review_show(struct act_page *page)
{
    struct req *rq = page->rq;
    struct act_review view = { 0 };
    const struct staff_row *row;
    struct rows rows = { 0 };
    struct choice *list;

    if (!reviewers(page->act, &page->d, &rows, rq->err))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct choice, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        list[i] = (struct choice){ .value = arena_printf(rq->a, "%" PRId64, row[i].id),
                                   .label = row[i].name.text };
    view.outside_only = rows.n == 0;
    view.reviewer = answer_choices(rq->a, list, rows.n);
    return act_show(page, "desk/act/review.html", &act_review_record, &view, NULL, NULL);
}

static bool review_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_ASSIGN, "review", &page) && review_show(&page);
}

static bool review_post(struct req *rq)
{
    struct act_page page;
    const char *reviewer;

    if (!act_open(rq, MAY_ASSIGN, "review", &page))
        return false;
    reviewer = act_text(&page, "reviewer");
    if (!review_take(page.act, page.p, page.d.c.id, page.version,
                     reviewer ? strtoll(reviewer, NULL, 10) : 0, act_text(&page, "text"), rq->err))
        return act_again(&page) && review_show(&page);
    return act_done(&page, "review");
}

/* -- outside -- */

static bool outside_show(struct act_page *page)
{
    struct act_outside view = { 0 };

    view.what = act_words(page, &outside_way_words, NULL);
    act_fill(page, &act_outside_record, &view, NULL, NULL);
    view.body = view.since = view.ended_on = NULL;
    return act_render(page, "desk/act/outside.html", &act_outside_record, &view);
}

static bool outside_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_CLOSE, "outside", &page) && outside_show(&page);
}

static bool outside_post(struct req *rq)
{
    struct act_page page;

    if (!act_open(rq, MAY_CLOSE, "outside", &page))
        return false;
    if (!outside_record(page.act, page.p, page.d.c.id, page.version, act_text(&page, "what"),
                        act_text(&page, "outcome"), rq->err))
        return act_again(&page) && outside_show(&page);
    return act_done(&page, "outside");
}

/* -- the gate -- */

struct close_values {
    const char *reason, *why, *lessons, *survey, *set_aside, *duplicate;
};
static const struct field close_fields[] = {
    FIELD(struct close_values, reason),
    FIELD(struct close_values, why, .max = 5000, .lines = true),
    FIELD(struct close_values, lessons, .max = 10000, .lines = true),
    FIELD(struct close_values, survey),
    FIELD(struct close_values, set_aside),
    FIELD(struct close_values, duplicate),
};
static const struct record close_record = RECORD(struct close_values, close_fields);

static struct closing_form form_of(const struct close_values *v)
{
    return (struct closing_form){ .reason = v->reason,
                                  .why = v->why,
                                  .lessons = v->lessons,
                                  .ask_satisfaction = v->survey && *v->survey,
                                  .set_aside = v->set_aside,
                                  .duplicate = v->duplicate };
}

static bool close_show(struct act_page *page, const struct close_values *typed)
{
    static const char *const reasons[] = {
        "accepted", "resolved_outside",   "unresolved", "no_answer", "withdrawn",
        "answered", "directed_elsewhere", "duplicate",  "set_aside", NULL
    };
    struct req *rq = page->rq;
    enum closing_reason path = closing_path(&page->d.facts);
    struct close_values values = { .reason = word_code(&closing_reason_words, path),
                                   .lessons = page->d.c.lessons.text,
                                   .survey = "yes" };
    struct closing_form form = form_of(typed ? typed : &values);
    struct act_close view = { 0 };
    struct missing lacks = { 0 };

    closing_form_missing(page->p, rq->now, &page->d, &form, &lacks);
    act_missing(page, &lacks);
    view.reason = act_words(page, &closing_reason_words, reasons);
    view.set_aside = act_words(page, &aside_words, NULL);
    act_fill(page, &act_close_record, &view, &close_record, &values);
    view.prevented = NULL;
    if (instant_is_set(page->d.facts.assessed))
        view.set_aside = NULL;
    return act_render(page, "desk/act/close.html", &act_close_record, &view);
}

static bool close_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_CLOSE, "close", &page) && close_show(&page, NULL);
}

static bool close_post(struct req *rq)
{
    struct close_values values = { 0 };
    struct closing_form form;
    struct act_page page;
    bool read;

    if (!act_open(rq, MAY_CLOSE, "close", &page))
        return false;
    read = form_record(rq, &close_record, &values, &page.errors);
    form = form_of(&values);
    if (!read || !closing_close(page.act, page.p, page.d.c.id, page.version, &form, rq->err)) {
        if (rq->err->field && strcmp(rq->err->field, "ask_satisfaction") == 0)
            rq->err->field = "survey";
        return act_again(&page) && close_show(&page, &values);
    }
    return act_done(&page, "closed");
}

/* -- acts that want a reason and little else -- */

struct reason_act {
    const char *last; /* part of the address */
    enum may right;
    const char *title, *what, *submit, *choice, *done;
    bool (*run)(struct act_page *page, const char *choice, const char *reason);
};

static bool reopen_run(struct act_page *page, const char *choice, const char *reason)
{
    (void)choice;
    return closing_reopen(page->act, page->p, page->d.c.id, page->version, reason, page->rq->err);
}

static bool withdraw_run(struct act_page *page, const char *choice, const char *reason)
{
    (void)choice;
    return withdraw_record(page->act, page->p, page->d.c.id, page->version, reason, true,
                           page->rq->err);
}

static bool new_fact_run(struct act_page *page, const char *choice, const char *reason)
{
    (void)choice;
    return new_fact_record(page->act, page->p, page->d.c.id, page->version, reason, page->rq->err);
}

static bool elsewhere_run(struct act_page *page, const char *choice, const char *reason)
{
    return direct_elsewhere(page->act, page->p, page->d.c.id, page->version, choice, reason,
                            page->rq->err);
}

static const struct reason_act reason_acts[] = {
    { "reopen", MAY_REOPEN, N_("Open again"),
      N_("The complaint is assessed anew, with new dates. Who did not answer can still do so."),
      N_("Open it again"), NULL, "reopened", reopen_run },
    { "withdraw", MAY_REPLY, N_("Withdrawn by the complainant"),
      N_("A follow-up of safety, law or a common cause goes on. Write what they said."),
      N_("Record the withdrawal"), NULL, "withdrawn", withdraw_run },
    { "new-fact", MAY_ASSESS, N_("A significant new fact"),
      N_("The complaint goes back to the assessment. What was done stays on file."),
      N_("Assess again"), NULL, "new_fact", new_fact_run },
    { "elsewhere", MAY_SET_ASIDE, N_("Direct elsewhere"),
      N_("For matters that are not ours. Write to the complainant whom to turn to."),
      N_("Send this answer"), N_("Whose matter it is"), "elsewhere", elsewhere_run },
};

/* The act that the last part of the address names. */
static const struct reason_act *reason_act_of(const struct req *rq)
{
    const char *last = strrchr(rq->route->path, '/') + 1;
    size_t i = 0;

    while (strcmp(reason_acts[i].last, last) != 0)
        i++;
    return &reason_acts[i];
}

static bool reason_show(struct act_page *page, const struct reason_act *act)
{
    static const char *const elsewhere[] = { "employment", "outside_dispute", "other_body", NULL };
    const struct lang *lang = page->rq->lang;
    struct act_reason view = { .title = lang_text(lang, act->title),
                               .what = lang_text(lang, act->what),
                               .submit = lang_text(lang, act->submit) };

    if (act->choice) {
        view.choice_label = lang_text(lang, act->choice);
        view.choice = act_words(page, &scope_words, elsewhere);
    }
    act_fill(page, &act_reason_record, &view, NULL, NULL);
    if (!act->choice)
        view.choice = NULL;
    view.due_on = NULL;
    return act_render(page, "desk/act/reason.html", &act_reason_record, &view);
}

static bool reason_get(struct req *rq)
{
    const struct reason_act *act = reason_act_of(rq);
    struct act_page page;

    return act_open(rq, act->right, act->last, &page) && reason_show(&page, act);
}

static bool reason_post(struct req *rq)
{
    const struct reason_act *act = reason_act_of(rq);
    struct act_page page;

    if (!act_open(rq, act->right, act->last, &page))
        return false;
    if (!act->run(&page, act_text(&page, "choice"), act_text(&page, "reason"))) {
        /* The flow's own names of fields, as this form calls them. */
        if (rq->err->field)
            rq->err->field = strcmp(rq->err->field, "scope") == 0 ? "choice" : "reason";
        return act_again(&page) && reason_show(&page, act);
    }
    return act_done(&page, act->done);
}

const struct route closing_routes[] = {
    { GET, CASE "/answer", MAY_REPLY, answer_get, 0 },
    { POST, CASE "/answer", MAY_REPLY, answer_post, 0 },
    { GET, CASE "/review", MAY_ASSIGN, review_get, 0 },
    { POST, CASE "/review", MAY_ASSIGN, review_post, 0 },
    { GET, CASE "/outside", MAY_CLOSE, outside_get, 0 },
    { POST, CASE "/outside", MAY_CLOSE, outside_post, 0 },
    { GET, CASE "/close", MAY_CLOSE, close_get, 0 },
    { POST, CASE "/close", MAY_CLOSE, close_post, 0 },
    { GET, CASE "/reopen", MAY_REOPEN, reason_get, 0 },
    { POST, CASE "/reopen", MAY_REOPEN, reason_post, 0 },
    { GET, CASE "/withdraw", MAY_REPLY, reason_get, 0 },
    { POST, CASE "/withdraw", MAY_REPLY, reason_post, 0 },
    { GET, CASE "/new-fact", MAY_ASSESS, reason_get, 0 },
    { POST, CASE "/new-fact", MAY_ASSESS, reason_post, 0 },
    { GET, CASE "/elsewhere", MAY_SET_ASIDE, reason_get, 0 },
    { POST, CASE "/elsewhere", MAY_SET_ASIDE, reason_post, 0 },
    { 0 },
};
