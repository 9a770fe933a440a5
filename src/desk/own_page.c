/*
 * The own fields of a case's procedure, stage by stage: one form, because whoever fills it in has
 * the paper in their hand and not the step. What a step needs of it is said on the bar of steps.
 */
#include "complaint/words.h"
#include "desk/act_page.h"
#include "edge/own.h"
#include "edge/uploads.h"
#include "operation/receipt/correct_flow.h"

#include <string.h>

/* -- it was first received on another day -- */

static struct date receipt_day(const struct act_page *page)
{
    return zone_date(page->p->zone, page->d.c.received_at, NULL);
}

static const struct answer *receipt_choices(struct req *rq, bool keep)
{
    struct choice list[] = {
        { "take", lang_text(rq->lang, N_("Yes: the time limits count from it")), NULL, false },
        { "keep", lang_text(rq->lang, N_("No: the day of receipt stays")), NULL, keep },
    };
    struct choice *copy = ARENA_ARRAY(rq->a, struct choice, COUNT(list));

    memcpy(copy, list, sizeof list);
    return answer_choices(rq->a, copy, COUNT(list));
}

static const char *receipt_words(struct act_page *page, struct date first)
{
    struct req *rq = page->rq;

    return lang_format(
        rq->a, rq->lang,
        N_("It was first received on {first}, and the day of receipt here is {received}."), "first",
        lang_date(rq->a, rq->lang, first, DATE_LONG, rq->today), "received",
        lang_date(rq->a, rq->lang, receipt_day(page), DATE_LONG, rq->today), NULL);
}

/* The reason is what the field says, until somebody writes another one. */
static void receipt_show(struct act_page *page, struct act_own *view, struct date first)
{
    const struct pack_field *f = pack_received(page->d.pack, page->d.c.class);
    struct answer *reason = (struct answer *)(uintptr_t)view->receipt_reason;
    struct req *rq = page->rq;

    if (!f || !date_is_set(first)) {
        view->receipt = view->receipt_reason = NULL;
        return;
    }
    view->receipt_words = receipt_words(page, first);
    if (!act_text(page, "receipt_reason"))
        reason->value =
            lang_format(rq->a, rq->lang, N_("{kind}: {text}"), "kind", f->text.in[rq->lang->index],
                        "text", lang_date(rq->a, rq->lang, first, DATE_LONG, rq->today), NULL);
}

static bool own_show(struct act_page *page, const char *owner, struct date first)
{
    struct req *rq = page->rq;
    struct own_group *list = ARENA_ARRAY(rq->a, struct own_group, GATE_STEPS);
    struct act_own view = { .title = page->d.pack ? page->d.pack->title.in[rq->lang->index] : NULL,
                            .version = page->d.pack ? (int)page->d.pack->version : 0 };
    struct own_asking ask = { .class = page->d.c.class,
                              .form = rq->method == POST ? rq->form : NULL,
                              .d = &page->d,
                              .errors = &page->errors };
    size_t n = 0;

    if (owner && !staged_list(page->act, owner, &ask.staged, rq->err))
        return false;
    view.staged = ask.staged.n > 0 ? owner : NULL;
    for (int i = GATE_RECEIPT; i < GATE_STEPS; i++) {
        ask.stage = (enum gate_step)i;
        list[n].questions = own_questions(rq, page->d.pack, &ask);
        if (list[n].questions.n > 0)
            list[n++].title = lang_text(rq->lang, word_label(&gate_step_words, (int)ask.stage));
    }
    view.own_groups = (struct rows){ list, n };
    view.receipt = receipt_choices(rq, rq->method != POST);
    act_fill(page, &act_own_record, &view, NULL, NULL);
    receipt_show(page, &view, first);
    return act_render(page, "desk/act/own.html", &act_own_record, &view);
}

static bool own_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_NOTE, "fields", &page) &&
           own_show(&page, NULL, receipt_first(page.p, &page.d, NULL, 0));
}

/* Each field of files has its own input for a new one; what could not be taken is said there. */
static bool files_take(struct act_page *page, const char *owner)
{
    const struct pack_version *v = page->d.pack;
    struct req *rq = page->rq;
    bool large;

    for (size_t i = 0; v && i < v->n_fields; i++)
        if (v->field[i].kind == OWN_FILE &&
            !uploads_adopt(rq, arena_printf(rq->a, "%s-new", own_form_name(rq->a, &v->field[i])),
                           owner, &large, &page->errors))
            return false;
    return true;
}

/* A form that was sent as it was shown is no act. */
static bool saved_say(struct act_page *page)
{
    struct complaint_row now = { 0 };

    if (!complaint_by_id(page->rq->a, page->rq->db, page->d.c.id, &now, page->rq->err))
        return false;
    return act_done(page, now.version == page->d.c.version ? "unchanged" : "done");
}

/* Whether that day is the day of receipt is asked where it is another one. */
static bool receipt_answered(struct act_page *page, struct date first)
{
    struct err err = { 0 };

    if (!date_is_set(first) || act_text(page, "receipt"))
        return true;
    err_field(&err, "receipt", N_("Choose whether this is the day of receipt."));
    field_errors_add(page->rq, &page->errors, &err);
    return false;
}

/* Both or neither: the fields, and the day of receipt that is taken from them. */
static bool save(struct act_page *page, const struct own_value *typed, size_t n, const char *owner,
                 struct date first)
{
    const char *receipt = act_text(page, "receipt");
    struct receipt_correction form = { first, act_text(page, "receipt_reason") };
    struct err *err = page->rq->err;
    int64_t id = page->d.c.id;
    AUTO_TX tx = { 0 };

    if (!date_is_set(first) || strcmp(receipt, "take") != 0)
        return own_save(page->act, page->p, id, page->version, typed, n, owner, err);
    if (tx_begin(&tx, page->act->db, err) &&
        own_save(page->act, page->p, id, page->version, typed, n, owner, err) &&
        receipt_correct(page->act, page->p, id, 0, &form, err) && tx_commit(&tx, err))
        return true;
    if (err->field && strcmp(err->field, "reason") == 0)
        err->field = "receipt_reason";
    return false;
}

static bool own_post(struct req *rq)
{
    struct own_value *typed = ARENA_ARRAY(rq->a, struct own_value, PACK_FIELDS);
    struct act_page page;
    struct date first;
    const char *owner;
    size_t n = 0;

    if (!act_open(rq, MAY_NOTE, "fields", &page))
        return false;
    owner = act_staged(&page);
    if (!files_take(&page, owner))
        return false;
    own_read_typed(rq, page.d.pack, page.d.c.class, typed, &n);
    first = receipt_first(page.p, &page.d, typed, n);
    if (own_more(rq))
        return own_show(&page, owner, first);
    if (page.errors.n > 0 || !receipt_answered(&page, first) ||
        !own_change_allowed(rq->a, &page.d, typed, n, rq->err) ||
        !save(&page, typed, n, owner, first))
        return act_again(&page) && own_show(&page, owner, first);
    return saved_say(&page);
}

const struct route own_routes[] = {
    { GET, "/desk/complaints/{reference}/fields", MAY_NOTE, own_get, 0 },
    { POST, "/desk/complaints/{reference}/fields", MAY_NOTE, own_post, ROUTE_UPLOAD },
    { 0 },
};
