/* Forms of 7.7: the response, its remedies, the second person's word. */
#include "desk/act_page.h"
#include "desk/budget.h"
#include "operation/response/limits.h"
#include "operation/response/remedy_flow.h"
#include "operation/response/response_flow.h"
#include "operation/step.h"

#include <string.h>

/* -- the response -- */

struct respond_values {
    const char *preventive, *none_needed, *remedy_none, *measure;
};
static const struct field respond_fields[] = {
    FIELD(struct respond_values, preventive, .max = 10000, .lines = true),
    FIELD(struct respond_values, none_needed, .max = 5000, .lines = true),
    FIELD(struct respond_values, remedy_none, .max = 5000, .lines = true),
    FIELD(struct respond_values, measure, .max = 5000, .lines = true),
};
static const struct record respond_record = RECORD(struct respond_values, respond_fields);

static const char *answer_name(struct act_page *page, const struct allegation_row *row)
{
    return arena_printf(page->rq->a, "answer_%" PRId64, row->id);
}

static struct rows allegation_rows(struct act_page *page)
{
    struct dossier *d = &page->d;
    struct act_row *out = ARENA_ARRAY(page->rq->a, struct act_row, d->allegation.n + 1);

    for (size_t i = 0; i < d->allegation.n; i++) {
        const struct allegation_row *row = &d->allegation.row[i];
        out[i] = (struct act_row){
            .id = row->id,
            .text = row->text.text,
            .detail = desk_word(page->rq, &finding_words, row->finding),
            .answer = act_answer_row(page, answer_name(page, row), row->response.text,
                                     (struct rows){ 0 }),
        };
    }
    return (struct rows){ out, d->allegation.n };
}

static const char *remedy_title(struct act_page *page, const struct remedy_row *r)
{
    struct req *rq = page->rq;
    const char *kind = procedure_label(page->p, "remedy_kind", r->kind, rq->lang);
    const char *sum = r->amount ? lang_money(rq->a, rq->lang, r->amount, r->currency) : NULL;

    return arena_printf(rq->a, "%s%s%s%s%s", kind, sum ? " " : "", sum ? sum : "",
                        r->text.text ? " – " : "", r->text.text ? r->text.text : "");
}

static bool remedy_rows(struct act_page *page, bool links, struct rows *rows)
{
    struct req *rq = page->rq;
    struct act_row *out = ARENA_ARRAY(rq->a, struct act_row, page->d.remedy.n + 1);

    for (size_t i = 0; i < page->d.remedy.n; i++) {
        const struct remedy_row *r = &page->d.remedy.row[i];
        const char *more;
        enum remedy_state state = word_value(&remedy_state_words, r->state);
        out[i] =
            (struct act_row){ .id = r->id,
                              .text = remedy_title(page, r),
                              .detail = lang_date(rq->a, rq->lang, r->due_on, DATE_DAY, rq->today),
                              .state = desk_word(rq, &remedy_state_words, r->state),
                              .done = state != REMEDY_PROPOSED };
        if (!remedy_detail(rq, page->p, r, &more))
            return false;
        if (more)
            out[i].detail = arena_printf(rq->a, "%s · %s", out[i].detail, more);
        if (links && state != REMEDY_VERIFIED && state != REMEDY_DROPPED)
            out[i].href = arena_printf(rq->a, "%s/remedies/%" PRId64, page->head.path, r->id);
    }
    *rows = (struct rows){ out, page->d.remedy.n };
    return true;
}

static struct rows measure_rows(struct act_page *page)
{
    struct act_row *out = ARENA_ARRAY(page->rq->a, struct act_row, page->d.measure.n + 1);

    for (size_t i = 0; i < page->d.measure.n; i++)
        out[i].text = page->d.measure.row[i].text.text;
    return (struct rows){ out, page->d.measure.n };
}

/* What the reader may promise alone, in words. */
bool respond_limit(struct act_page *page, const char **out)
{
    struct req *rq = page->rq;
    struct limits limits = { 0 };
    const struct amount_limit *best = NULL;

    if (!limits_of(page->act, page->p, &page->d, rq->user->id, &limits, rq->err))
        return false;
    for (size_t i = 0; i < limits.n; i++)
        if (limits.limit[i].amount != INT64_MAX && (!best || limits.limit[i].amount > best->amount))
            best = &limits.limit[i];
    if (best)
        *out = lang_format(
            rq->a, rq->lang,
            N_("On one complaint you may promise up to {sum} in all. What goes beyond that, a "
               "second person approves."),
            "sum", lang_money(rq->a, rq->lang, best->amount, best->currency), NULL);
    return true;
}

static bool respond_show(struct act_page *page)
{
    const struct complaint_row *c = &page->d.c;
    struct respond_values values = { .preventive = c->preventive.text,
                                     .none_needed = c->preventive_none.text,
                                     .remedy_none = c->remedy_none.text };
    struct act_respond view = { .allegations = allegation_rows(page),
                                .carried_out = measure_rows(page) };
    struct missing lacks = { 0 };

    if (!respond_limit(page, &view.limit) || !remedy_rows(page, true, &view.remedies))
        return false;
    response_missing(&page->d.facts, &lacks);
    act_missing(page, &lacks);
    return act_show(page, "desk/act/respond.html", &act_respond_record, &view, &respond_record,
                    &values);
}

static bool respond_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_RESPOND, "respond", &page) && respond_show(&page);
}

/* A measure goes in first, so that nothing is written twice when the rest is refused. */
static bool respond_write(struct act_page *page, const struct respond_values *values,
                          bool *proposed)
{
    struct req *rq = page->rq;
    size_t n = page->d.allegation.n;
    struct response_answer *answers = ARENA_ARRAY(rq->a, struct response_answer, n + 1);
    struct response_form form = { .answers = answers,
                                  .n = n,
                                  .preventive = values->preventive ? values->preventive : "",
                                  .preventive_none = values->none_needed ? values->none_needed : "",
                                  .remedy_none = values->remedy_none ? values->remedy_none : "" };
    int64_t version = page->version;

    for (size_t i = 0; i < n; i++)
        answers[i] =
            (struct response_answer){ page->d.allegation.row[i].id,
                                      act_text(page,
                                               answer_name(page, &page->d.allegation.row[i])) };
    if (!response_write(page->act, page->p, page->d.c.id, version, &form, proposed, rq->err))
        return false;
    return !step_given(values->measure) ||
           measure_add(page->act, page->p, page->d.c.id, 0, values->measure, rq->err);
}

static bool respond_post(struct req *rq)
{
    struct respond_values values = { 0 };
    struct act_page page;
    bool proposed = false;

    if (!act_open(rq, MAY_RESPOND, "respond", &page))
        return false;
    if (!form_record(rq, &respond_record, &values, &page.errors) ||
        !respond_write(&page, &values, &proposed))
        return act_again(&page) && respond_show(&page);
    return act_done(&page, proposed ? "proposed" : "response");
}

/* -- approval -- */

struct approve_values {
    const char *verdict, *reasons;
};
static const struct field approve_fields[] = {
    FIELD(struct approve_values, verdict),
    FIELD(struct approve_values, reasons, .max = 5000, .lines = true),
};
static const struct record approve_record = RECORD(struct approve_values, approve_fields);

static const char *person_name(struct act_page *page, int64_t id)
{
    struct staff_row row = { 0 };
    struct err none = { 0 };

    if (id == 0 || !staff_by_id(page->rq->a, page->rq->db, id, &row, &none) ||
        !row_open(page->rq->a, page->act->keys, &staff_table, &row, &none))
        return NULL;
    return row.name.text;
}

static bool approve_show(struct act_page *page)
{
    struct req *rq = page->rq;
    const struct proposal_row *p = dossier_proposal(&page->d);
    struct choice verdicts[] = {
        { .value = "approve", .label = lang_text(rq->lang, N_("Approve")) },
        { .value = "back", .label = lang_text(rq->lang, N_("Give it back to the handler")) },
    };
    struct act_approve view = { .proposal = p ? p->text.text : NULL,
                                .proposed_by = person_name(page, p ? p->by_id : 0) };

    if (!remedy_rows(page, false, &view.remedies))
        return false;
    view.verdict = answer_choices(rq->a, verdicts, COUNT(verdicts));
    return act_show(page, "desk/act/approve.html", &act_approve_record, &view, NULL, NULL);
}

static bool approve_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_APPROVE, "approve", &page) && approve_show(&page);
}

static bool approve_write(struct act_page *page, const struct approve_values *v)
{
    struct err *err = page->rq->err;

    if (v->verdict && strcmp(v->verdict, "approve") == 0)
        return remedies_approve(page->act, page->p, page->d.c.id, page->version, v->reasons, err);
    if (v->verdict && strcmp(v->verdict, "back") == 0)
        return remedies_refuse(page->act, page->p, page->d.c.id, page->version, v->reasons, err);
    return err_field(err, "verdict", N_("Choose whether you approve it."));
}

static bool approve_post(struct req *rq)
{
    struct approve_values values = { 0 };
    struct act_page page;

    if (!act_open(rq, MAY_APPROVE, "approve", &page))
        return false;
    if (!form_record(rq, &approve_record, &values, &page.errors) || !approve_write(&page, &values))
        return act_again(&page) && approve_show(&page);
    return act_done(&page, strcmp(values.verdict, "approve") == 0 ? "approved" : "given_back");
}

const struct route respond_routes[] = {
    { GET, "/desk/complaints/{reference}/respond", MAY_RESPOND, respond_get, 0 },
    { POST, "/desk/complaints/{reference}/respond", MAY_RESPOND, respond_post, 0 },
    { GET, "/desk/complaints/{reference}/approve", MAY_APPROVE, approve_get, 0 },
    { POST, "/desk/complaints/{reference}/approve", MAY_APPROVE, approve_post, 0 },
    { 0 },
};
