/*
 * The follow-up call: somebody asks a complainant by telephone how their complaint was handled,
 * and writes down what they said. Whom to call is the list of closed complaints, filtered. [8.3-a]
 */
#include "desk/act_page.h"
#include "edge/own.h"
#include "edge/survey.h"
#include "operation/tracking/satisfaction.h"

#include <stdlib.h>
#include <string.h>

#define CASE "/desk/complaints/{reference}"

static const struct answer *choices(struct req *rq, const struct satisfaction_answer *from)
{
    struct choice *list;
    size_t n = 0;

    while (from[n].value)
        n++;
    list = ARENA_ARRAY(rq->a, struct choice, n);
    for (size_t i = 0; i < n; i++)
        list[i] =
            (struct choice){ .value = from[i].value, .label = lang_text(rq->lang, from[i].label) };
    return answer_choices(rq->a, list, n);
}

static const char *phone(const struct act_page *page)
{
    const struct person_row *person = dossier_person(&page->d, "complainant");

    return person && may(page->rq->user, MAY_READ_IDENTITY, &page->object) ? person->phone.text
                                                                           : NULL;
}

static bool call_show(struct act_page *page)
{
    const struct pack_version *v = page->d.pack;
    struct act_call view = { .phone = phone(page),
                             .call = act_words(page, &call_words, NULL),
                             .satisfaction = choices(page->rq, satisfaction_handling),
                             .fair = choices(page->rq, satisfaction_fair),
                             .without_fair = v && v->without_fair,
                             .outcome = choices(page->rq, satisfaction_outcome),
                             .without_outcome = v && v->without_outcome,
                             .questions =
                                 own_survey_questions(page->rq, &page->d, true, &page->errors) };

    act_fill(page, &act_call_record, &view, NULL, NULL);
    return act_render(page, "desk/act/call.html", &act_call_record, &view);
}

static bool call_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_REPLY, "call", &page) && call_show(&page);
}

/* What is none of the numbers offered is none at all. */
static int number(const char *text)
{
    return text ? (int)strtol(text, NULL, 10) : 0;
}

static bool call_post(struct req *rq)
{
    struct own_value typed[PACK_QUESTIONS];
    struct satisfaction given;
    struct act_page page;

    if (!act_open(rq, MAY_REPLY, "call", &page))
        return false;
    given = (struct satisfaction){ .handling = number(act_text(&page, "satisfaction")),
                                   .fair = act_text(&page, "fair"),
                                   .outcome = number(act_text(&page, "outcome")),
                                   .text = act_text(&page, "comment"),
                                   .answers = typed,
                                   .n_answers = own_survey_typed(rq, &page.d, typed) };
    if (survey_call(page.act, page.p, page.d.c.id, page.version, act_text(&page, "call"), &given,
                    act_text(&page, "again") != NULL, rq->err))
        return act_done(&page, "called");
    return act_again(&page) && call_show(&page);
}

const struct route call_routes[] = {
    { GET, CASE "/call", MAY_REPLY, call_get, 0 },
    { POST, CASE "/call", MAY_REPLY, call_post, 0 },
    { 0 },
};
