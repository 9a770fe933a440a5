/* What is known of the problem beside the statement, as a form. 7.2 */
#include "operation/receipt/matter_page.h"

#include "complaint/words.h"
#include "desk/act_sent.h"
#include "operation/receipt/matter_flow.h"

#include <string.h>

/* As it is shown, in the names of the form. */
struct values {
    const char *product, *product_reference, *happened_text, *place, *recurrent, *segment;
    const char *referred_by, *immediate_action, *problem_detail;
    struct date happened_on, happened_until;
};
static const struct field values_fields[] = {
    FIELD(struct values, product),        FIELD(struct values, product_reference),
    FIELD(struct values, happened_on),    FIELD(struct values, happened_until),
    FIELD(struct values, happened_text),  FIELD(struct values, place),
    FIELD(struct values, recurrent),      FIELD(struct values, segment),
    FIELD(struct values, referred_by),    FIELD(struct values, immediate_action),
    FIELD(struct values, problem_detail),
};
static const struct record values_record = RECORD(struct values, values_fields);

/* The texts as they are sent; no longer than over the other doors. */
static const struct field texts_fields[] = {
    FIELD(struct values, product, .max = 300),
    FIELD(struct values, product_reference, .max = 200),
    FIELD(struct values, happened_text, .max = 200),
    FIELD(struct values, place, .max = 300),
    FIELD(struct values, segment, .max = 100),
    FIELD(struct values, referred_by, .max = 200),
    FIELD(struct values, immediate_action, .max = 5000, .lines = true),
    FIELD(struct values, problem_detail, .max = 1000),
};
static const struct record texts_record = RECORD(struct values, texts_fields);

static struct values values_of(const struct dossier *d)
{
    const struct complaint_row *c = &d->c;

    return (struct values){ .product = c->product.text,
                            .product_reference = c->product_reference.text,
                            .happened_on = c->happened_on,
                            .happened_until = c->happened_until,
                            .happened_text = c->happened_text.text,
                            .place = c->place.text,
                            .recurrent = c->recurrent,
                            .segment = c->segment,
                            .referred_by = c->referred_by.text,
                            .immediate_action = c->immediate_action.text,
                            .problem_detail = matter_detail(d) };
}

static const struct answer *problem_choices(struct act_page *page)
{
    const struct answer *all = act_codes(page, "problem");
    struct choice *list = (struct choice *)(uintptr_t)all->choices.row;

    for (size_t i = 0; i < all->choices.n; i++)
        for (size_t j = 0; j < page->d.complaint_code.n; j++) {
            const struct complaint_code_row *code = &page->d.complaint_code.row[j];
            list[i].chosen |= strcmp(code->list, "problem") == 0 &&
                              !instant_is_set(code->ended_at) &&
                              strcmp(code->code, list[i].value) == 0;
        }
    return all;
}

/* What the complainant wrote is not asked: it stays, and stands on the case's page. */
static void told_hide(const struct rows *told, struct act_matter *v)
{
    const struct {
        const char *field;
        const void **answer;
    } list[] = {
        { "product", &v->product },
        { "product_reference", &v->product_reference },
        { "happened_on", &v->happened_on },
        { "happened_until", &v->happened_until },
        { "happened_text", &v->happened_text },
        { "place", &v->place },
        { "recurrent", &v->recurrent },
    };

    for (size_t i = 0; i < COUNT(list); i++)
        if (matter_stays(told, list[i].field))
            *list[i].answer = NULL;
}

static bool matter_show(struct act_page *page)
{
    struct values values = values_of(&page->d);
    struct act_matter view = { .recurrent = act_words(page, &yes_no_words, NULL),
                               .problem = problem_choices(page) };
    struct rows told;

    if (!matter_told(page->act, &page->d.c, &told, page->rq->err))
        return false;
    act_fill(page, &act_matter_record, &view, &values_record, &values);
    told_hide(&told, &view);
    return act_render(page, "desk/act/matter.html", &act_matter_record, &view);
}

/* What stays as it was shown is not written again: behind what is redacted for this reader stands
 * what they do not see. */
static const char *changed(const struct act_page *page, const char *name, const char *shown)
{
    const char *text = act_text(page, name);

    return text && strcmp(text, shown ? shown : "") != 0 ? text : NULL;
}

static void codes_read(const struct act_page *page, struct matter *m)
{
    const struct form *f = page->rq->form;

    m->codes = true;
    for (size_t i = 0; i < form_count(f, "problem"); i++)
        filing_problem(m->problems, &m->n_problems, form_nth(f, "problem", i));
}

static bool matter_read(struct act_page *page, struct matter *m)
{
    struct values shown = values_of(&page->d), sent = { 0 };
    bool days = form_record(page->rq, &texts_record, &sent, &page->errors);

    *m = (struct matter){
        .product = changed(page, "product", shown.product),
        .product_reference = changed(page, "product_reference", shown.product_reference),
        .happened_text = changed(page, "happened_text", shown.happened_text),
        .place = changed(page, "place", shown.place),
        .recurrent = changed(page, "recurrent", shown.recurrent),
        .segment = changed(page, "segment", shown.segment),
        .referred_by = changed(page, "referred_by", shown.referred_by),
        .immediate_action = changed(page, "immediate_action", shown.immediate_action),
        .problem_detail = changed(page, "problem_detail", shown.problem_detail),
    };
    days = sent_day(page, "happened_on", &m->happened_on) && days;
    days = sent_day(page, "happened_until", &m->happened_until) && days;
    m->no_day = act_text(page, "happened_on") && date_is_set(shown.happened_on);
    m->no_last_day = act_text(page, "happened_until") && date_is_set(shown.happened_until);
    codes_read(page, m);
    return days;
}

static bool matter_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_ASSESS, "matter", &page) && matter_show(&page);
}

static bool matter_post(struct req *rq)
{
    struct act_page page;
    struct matter m;

    if (!act_open(rq, MAY_ASSESS, "matter", &page))
        return false;
    if (!matter_read(&page, &m) ||
        !matter_change(page.act, page.p, page.d.c.id, page.version, &m, rq->err))
        return act_again(&page) && matter_show(&page);
    return act_done(&page, "done");
}

#define CASE "/desk/complaints/{reference}/"
const struct route matter_routes[] = {
    { GET, CASE "matter", MAY_ASSESS, matter_get, 0 },
    { POST, CASE "matter", MAY_ASSESS, matter_post, 0 },
    { 0 },
};
