/* Forms of one remedy: promised, altered, dropped, carried out, verified. [3.3] */
#include "complaint/pack_version.h"
#include "desk/act_page.h"
#include "desk/budget.h"
#include "desk/choices.h"
#include "operation/response/remedy_flow.h"
#include "operation/response/response.h"
#include "operation/response/response_flow.h"

#include <stdlib.h>
#include <string.h>

/* As it is typed: sums in major units. */
struct remedy_values {
    const char *kind, *action_code, *text, *amount, *currency, *owner, *interim;
    const char *method, *item, *work_order, *to_whom, *consent, *terms, *head_of_loss;
    const char *calculation, *form, *by_whom, *no_admission, *difference;
    struct date due_on;
    const char *batch, *reach, *topic, *attendees, *cost, *fund, *over_why;
    struct date valid_until;
    int64_t points, percent;
};
#define LONG .max = 5000, .lines = true
static const struct field remedy_fields[] = {
    FIELD(struct remedy_values, kind),
    FIELD(struct remedy_values, action_code),
    FIELD(struct remedy_values, text, LONG),
    FIELD(struct remedy_values, amount),
    FIELD(struct remedy_values, currency, .max = 3),
    FIELD(struct remedy_values, owner),
    FIELD(struct remedy_values, interim),
    FIELD(struct remedy_values, method),
    FIELD(struct remedy_values, item),
    FIELD(struct remedy_values, work_order),
    FIELD(struct remedy_values, to_whom),
    FIELD(struct remedy_values, consent),
    FIELD(struct remedy_values, terms, LONG),
    FIELD(struct remedy_values, head_of_loss),
    FIELD(struct remedy_values, calculation, LONG),
    FIELD(struct remedy_values, form),
    FIELD(struct remedy_values, by_whom),
    FIELD(struct remedy_values, no_admission),
    FIELD(struct remedy_values, difference),
    FIELD(struct remedy_values, due_on),
    FIELD(struct remedy_values, batch),
    FIELD(struct remedy_values, reach, LONG),
    FIELD(struct remedy_values, topic),
    FIELD(struct remedy_values, attendees),
    FIELD(struct remedy_values, cost),
    FIELD(struct remedy_values, fund),
    FIELD(struct remedy_values, over_why, LONG),
    FIELD(struct remedy_values, valid_until),
    FIELD(struct remedy_values, points),
    FIELD(struct remedy_values, percent),
};
static const struct record remedy_record = RECORD(struct remedy_values, remedy_fields);

static const struct remedy_row *remedy_here(const struct act_page *page)
{
    int64_t id = act_id(page, "id");

    for (size_t i = 0; i < page->d.remedy.n; i++)
        if (page->d.remedy.row[i].id == id)
            return &page->d.remedy.row[i];
    return NULL;
}

static bool remedy_open(struct req *rq, enum may right, const char *last, struct act_page *page,
                        const struct remedy_row **out)
{
    if (!act_open(rq, right, NULL, page))
        return false;
    *out = remedy_here(page);
    if (!*out)
        return err_set(rq->err, ERR_NOT_FOUND,
                       N_("This page does not exist, or it is not for you."));
    page->head.action =
        arena_printf(rq->a, "%s/remedies/%" PRId64 "%s", page->head.path, (*out)->id, last);
    return true;
}

static const char *on(bool yes)
{
    return yes ? "yes" : NULL;
}

static struct remedy_values values_of(struct arena *a, const struct remedy_row *r)
{
    struct remedy_values v = { .consent = on(r->consent) };

    record_take(&remedy_record, &v, &remedy_row_record, r);
    if (r->owner_id)
        v.owner = arena_printf(a, "%" PRId64, r->owner_id);
    if (r->amount)
        v.amount = lang_money_text(a, r->amount, r->currency);
    if (r->has_cost)
        v.cost = lang_money_text(a, r->cost, r->currency);
    if (r->has_difference)
        v.difference = lang_money_text(a, r->difference, r->currency);
    return v;
}

/* Fields that the chosen kind does not need are not asked. */
static void kind_only(struct act_remedy *view, enum remedy_kind kind)
{
    unsigned needed = response_needs(kind)->proposed | response_needs(kind)->may;
    const struct {
        unsigned bit;
        const void **answer;
    } all[] = {
        { DATA_METHOD, &view->method },
        { DATA_ITEM, &view->item },
        { DATA_ORDER, &view->work_order },
        { DATA_TO_WHOM, &view->to_whom },
        { DATA_CONSENT, &view->consent },
        { DATA_TERMS, &view->terms },
        { DATA_HEAD_OF_LOSS, &view->head_of_loss },
        { DATA_CALCULATION, &view->calculation },
        { DATA_FORM, &view->form },
        { DATA_BY_WHOM, &view->by_whom },
        { DATA_NO_ADMISSION, &view->no_admission },
        { DATA_DIFFERENCE, &view->difference },
        { DATA_VALID_UNTIL, &view->valid_until },
        { DATA_REWARD, &view->points },
        { DATA_REWARD, &view->percent },
        { DATA_BATCH, &view->batch },
        { DATA_REACH, &view->reach },
        { DATA_TOPIC, &view->topic },
        { DATA_ATTENDEES, &view->attendees },
    };

    for (size_t i = 0; i < COUNT(all); i++)
        if (!(needed & all[i].bit))
            *all[i].answer = NULL;
}

static const struct answer *kinds(struct act_page *page)
{
    struct req *rq = page->rq;
    struct choice *out = ARENA_ARRAY(rq->a, struct choice, REMEDY_KINDS);

    size_t n = 0;

    for (int i = 0; i < REMEDY_KINDS; i++) {
        const char *code = word_code(&remedy_kind_words, i + 1);
        if (pack_remedy_allowed(page->d.pack, page->d.c.class, code))
            out[n++] =
                (struct choice){ .value = code,
                                 .label = procedure_label(page->p, "remedy_kind", code, rq->lang) };
    }
    return answer_choices(rq->a, out, n);
}

/* A reason is asked once a budget wants it, and shown where one was given. */
static bool over_asked(const struct act_page *page, const struct remedy_row *row)
{
    const char *typed = act_text(page, "over_why");

    for (size_t i = 0; i < page->errors.n; i++)
        if (page->errors.e[i].field && strcmp(page->errors.e[i].field, "over_why") == 0)
            return true;
    return (typed && *typed) || (row && row->over_why.text);
}

/* Sources in use, and the one it has. */
static const struct answer *funds(struct act_page *page, const struct remedy_row *row)
{
    const struct answer *in_use = choices_codes(page->rq, page->p, "funding_source");
    struct choice *list = ARENA_ARRAY(page->rq->a, struct choice, in_use->choices.n + 1);
    size_t n = in_use->choices.n;

    if (n > 0)
        memcpy(list, in_use->choices.row, n * sizeof *list);
    for (size_t i = 0; row && row->fund && i < n; i++)
        if (strcmp(list[i].value, row->fund) == 0)
            return answer_choices(page->rq->a, list, n);
    if (row && row->fund)
        list[n++] = (struct choice){ .value = row->fund,
                                     .label = procedure_label(page->p, "funding_source", row->fund,
                                                              page->rq->lang) };
    return answer_choices(page->rq->a, list, n);
}

static bool remedy_show(struct act_page *page, const struct remedy_row *row)
{
    struct req *rq = page->rq;
    struct remedy_values values = row ? values_of(rq->a, row) : (struct remedy_values){ 0 };
    const char *asked = form_text(rq->query, "kind"), *kind;
    struct act_remedy view = { .kind = kinds(page), .currency = choices_currencies(rq, page->p) };
    const struct answer *people;

    if (!row)
        values.kind = asked;
    if (!act_people(page, &people))
        return false;
    view.owner = people;
    view.no_admission = act_words(page, &yes_no_words, NULL);
    view.fund = funds(page, row);
    if (!respond_limit(page, &view.limit) || !budget_warnings(page, &view.budgets))
        return false;
    if (row)
        view.drop = arena_printf(rq->a, "%s/remedies/%" PRId64 "/drop", page->head.path, row->id);
    act_fill(page, &act_remedy_record, &view, &remedy_record, &values);
    kind = rq->method == POST ? act_text(page, "kind") : values.kind;
    kind_only(&view, word_value(&remedy_kind_words, kind));
    view.measure = word_value(&remedy_kind_words, kind) >= REMEDY_MEASURES;
    if (row)
        view.interim = NULL;
    if (!over_asked(page, row))
        view.over_why = NULL;
    return act_render(page, "desk/act/remedy.html", &act_remedy_record, &view);
}

static bool sum_read(struct act_page *page, const char *field, const char *text,
                     const char *currency, int64_t *out)
{
    if (!text || !*text)
        return true;
    return lang_money_read(text, currency, out) ||
           err_field(page->rq->err, field, N_("Write a sum in digits, 12.50 for instance."));
}

static bool remedy_read(struct act_page *page, struct remedy_form *f, bool *interim)
{
    struct remedy_values v = { 0 };

    if (!form_record(page->rq, &remedy_record, &v, &page->errors))
        return false;
    *f = (struct remedy_form){
        .kind = word_value(&remedy_kind_words, v.kind) ? v.kind : NULL,
        .action_code = v.action_code,
        .currency = v.currency && *v.currency ? v.currency : NULL,
        .text = v.text,
        .method = v.method,
        .item = v.item,
        .work_order = v.work_order,
        .to_whom = v.to_whom,
        .terms = v.terms,
        .head_of_loss = v.head_of_loss,
        .calculation = v.calculation,
        .form = v.form,
        .by_whom = v.by_whom,
        .no_admission = word_value(&yes_no_words, v.no_admission) ? v.no_admission : NULL,
        .consent = v.consent && *v.consent,
        .has_difference = v.difference && *v.difference,
        .due_on = v.due_on,
        .valid_until = v.valid_until,
        .points = v.points,
        .percent = v.percent,
        .batch = v.batch,
        .reach = v.reach,
        .topic = v.topic,
        .attendees = v.attendees,
        .fund = v.fund,
        .over_why = v.over_why,
        .has_cost = v.cost && *v.cost,
    };
    f->owner = v.owner ? strtoll(v.owner, NULL, 10) : 0;
    *interim = v.interim && *v.interim;
    if (!f->kind)
        return err_field(page->rq->err, "kind", N_("Choose the kind of remedy."));
    return sum_read(page, "amount", v.amount, f->currency, &f->amount) &&
           sum_read(page, "cost", v.cost, f->currency, &f->cost) &&
           sum_read(page, "difference", v.difference, f->currency, &f->difference);
}

static bool add_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_RESPOND, "remedy", &page) && remedy_show(&page, NULL);
}

static bool add_post(struct req *rq)
{
    struct remedy_form form;
    struct act_page page;
    bool interim = false;

    if (!act_open(rq, MAY_RESPOND, "remedy", &page))
        return false;
    if (!remedy_read(&page, &form, &interim) ||
        !remedy_add(page.act, page.p, page.d.c.id, page.version, &form, NULL, rq->err))
        return act_again(&page) && remedy_show(&page, NULL);
    if (interim && !measure_add(page.act, page.p, page.d.c.id, 0, form.text, rq->err))
        return false;
    return req_redirect(rq, "%s/respond", page.head.path);
}

/* -- one remedy, by what it needs next -- */

struct proof_values {
    struct date done_on;
    const char *proof, *returned, *result, *customer_ok, *verified, *number;
};
static const struct field proof_fields[] = {
    FIELD(struct proof_values, done_on),        FIELD(struct proof_values, proof, LONG),
    FIELD(struct proof_values, returned, LONG), FIELD(struct proof_values, result, LONG),
    FIELD(struct proof_values, customer_ok),    FIELD(struct proof_values, verified),
    FIELD(struct proof_values, number),
};
static const struct record proof_record = RECORD(struct proof_values, proof_fields);

static bool proof_show(struct act_page *page, const struct remedy_row *row, bool verify)
{
    struct req *rq = page->rq;
    const struct remedy_needs *needs = response_needs(word_value(&remedy_kind_words, row->kind));
    unsigned needed = needs->done | needs->may;
    struct choice verdicts[] = {
        { .value = "yes", .label = lang_text(rq->lang, N_("Yes, as promised")) },
        { .value = "no", .label = lang_text(rq->lang, N_("No, it is to be done again")) },
    };
    struct act_carry_out view = {
        .remedy = procedure_label(page->p, "remedy_kind", row->kind, rq->lang),
        .due = row->due_on,
        .verify = verify,
    };

    view.verified = answer_choices(rq->a, verdicts, COUNT(verdicts));
    if (!verify)
        view.drop = arena_printf(rq->a, "%s/remedies/%" PRId64 "/drop", page->head.path, row->id);
    act_fill(page, &act_carry_out_record, &view, NULL, NULL);
    if (verify || !(needed & DATA_RETURNED))
        view.returned = NULL;
    if (verify || !(needed & DATA_RESULT))
        view.result = NULL;
    if (verify || !(needed & DATA_CUSTOMER_OK))
        view.customer_ok = NULL;
    if (verify || !(needed & DATA_NUMBER))
        view.number = NULL;
    return act_render(page, "desk/act/carry_out.html", &act_carry_out_record, &view);
}

/* Where it is altered, carried out or verified: the form that comes next. */
static bool remedy_get(struct req *rq)
{
    const struct remedy_row *row;
    struct act_page page;
    const char *next = NULL;

    if (!remedy_open(rq, MAY_READ, "", &page, &row))
        return false;
    if (strcmp(row->state, "carried_out") == 0)
        next = "verify";
    else if (strcmp(row->state, "approved") == 0 && instant_is_set(page.d.facts.communicated))
        next = "carry-out";
    else if (!instant_is_set(page.d.facts.decided))
        next = "alter";
    return next ? req_redirect(rq, "%s/%s", page.head.action, next)
                : req_redirect(rq, "%s", page.head.path);
}

static bool alter_get(struct req *rq)
{
    const struct remedy_row *row;
    struct act_page page;

    return remedy_open(rq, MAY_RESPOND, "/alter", &page, &row) && remedy_show(&page, row);
}

static bool alter_post(struct req *rq)
{
    const struct remedy_row *row;
    struct remedy_form form;
    struct act_page page;
    bool interim;

    if (!remedy_open(rq, MAY_RESPOND, "/alter", &page, &row))
        return false;
    if (!remedy_read(&page, &form, &interim) ||
        !remedy_alter(page.act, page.p, page.d.c.id, page.version, row->id, &form, rq->err))
        return act_again(&page) && remedy_show(&page, row);
    return req_redirect(rq, "%s/respond", page.head.path);
}

static bool drop_show(struct act_page *page)
{
    struct req *rq = page->rq;
    struct act_reason view = {
        .title = lang_text(rq->lang, N_("Drop a remedy")),
        .what = lang_text(rq->lang, N_("It stays on file, with the reason.")),
        .submit = lang_text(rq->lang, N_("Drop it")),
    };

    act_fill(page, &act_reason_record, &view, NULL, NULL);
    view.choice = view.due_on = NULL;
    return act_render(page, "desk/act/reason.html", &act_reason_record, &view);
}

static bool drop_get(struct req *rq)
{
    const struct remedy_row *row;
    struct act_page page;

    return remedy_open(rq, MAY_RESPOND, "/drop", &page, &row) && drop_show(&page);
}

static bool drop_post(struct req *rq)
{
    const struct remedy_row *row;
    struct act_page page;

    if (!remedy_open(rq, MAY_RESPOND, "/drop", &page, &row))
        return false;
    if (!remedy_drop(page.act, page.p, page.d.c.id, page.version, row->id,
                     act_text(&page, "reason"), rq->err)) {
        if (rq->err->field)
            rq->err->field = "reason";
        return act_again(&page) && drop_show(&page);
    }
    return act_done(&page, "remedy_dropped");
}

static bool carry_out_get(struct req *rq)
{
    const struct remedy_row *row;
    struct act_page page;

    return remedy_open(rq, MAY_RESPOND, "/carry-out", &page, &row) && proof_show(&page, row, false);
}

static bool carry_out_post(struct req *rq)
{
    const struct remedy_row *row;
    struct proof_values v = { 0 };
    struct remedy_proof proof;
    struct act_page page;
    bool read;

    if (!remedy_open(rq, MAY_RESPOND, "/carry-out", &page, &row))
        return false;
    read = form_record(rq, &proof_record, &v, &page.errors);
    proof = (struct remedy_proof){ .done_on = v.done_on,
                                   .proof = v.proof,
                                   .returned = v.returned,
                                   .result = v.result,
                                   .customer_ok = v.customer_ok && *v.customer_ok,
                                   .number = v.number };
    if (!read ||
        !remedy_carry_out(page.act, page.p, page.d.c.id, page.version, row->id, &proof, rq->err))
        return act_again(&page) && proof_show(&page, row, false);
    return act_done(&page, "carried_out");
}

static bool verify_get(struct req *rq)
{
    const struct remedy_row *row;
    struct act_page page;

    return remedy_open(rq, MAY_VERIFY, "/verify", &page, &row) && proof_show(&page, row, true);
}

static bool verify_write(struct act_page *page, const struct remedy_row *row,
                         const struct proof_values *v)
{
    if (!v->verified || !*v->verified)
        return err_field(page->rq->err, "verified", N_("Say whether it was done as promised."));
    return remedy_verify(page->act, page->p, page->d.c.id, page->version, row->id,
                         strcmp(v->verified, "yes") == 0, v->proof, page->rq->err);
}

static bool verify_post(struct req *rq)
{
    const struct remedy_row *row;
    struct proof_values v = { 0 };
    struct act_page page;

    if (!remedy_open(rq, MAY_VERIFY, "/verify", &page, &row))
        return false;
    if (!form_record(rq, &proof_record, &v, &page.errors) || !verify_write(&page, row, &v))
        return act_again(&page) && proof_show(&page, row, true);
    return act_done(&page, strcmp(v.verified, "yes") == 0 ? "verified" : "not_as_promised");
}

#define REMEDY "/desk/complaints/{reference}/remedies/{id}"
const struct route remedy_routes[] = {
    { GET, "/desk/complaints/{reference}/remedy", MAY_RESPOND, add_get, 0 },
    { POST, "/desk/complaints/{reference}/remedy", MAY_RESPOND, add_post, 0 },
    { GET, REMEDY, MAY_READ, remedy_get, 0 },
    { GET, REMEDY "/alter", MAY_RESPOND, alter_get, 0 },
    { POST, REMEDY "/alter", MAY_RESPOND, alter_post, 0 },
    { GET, REMEDY "/drop", MAY_RESPOND, drop_get, 0 },
    { POST, REMEDY "/drop", MAY_RESPOND, drop_post, 0 },
    { GET, REMEDY "/carry-out", MAY_RESPOND, carry_out_get, 0 },
    { POST, REMEDY "/carry-out", MAY_RESPOND, carry_out_post, 0 },
    { GET, REMEDY "/verify", MAY_VERIFY, verify_get, 0 },
    { POST, REMEDY "/verify", MAY_VERIFY, verify_post, 0 },
    { 0 },
};
