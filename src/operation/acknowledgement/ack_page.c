/* The form of the acknowledgement, and of the one that came back. 7.4 */
#include "operation/acknowledgement/ack_page.h"

#include "desk/act_sent.h"
#include "desk/snippet.h"
#include "operation/acknowledgement/ack.h"
#include "operation/acknowledgement/ack_flow.h"

static bool ack_show(struct act_page *page)
{
    static const char *const ways[] = { "telephone", "in_person",  "letter",
                                        "email",     "impossible", NULL };
    struct act_acknowledge view = {
        .letter = ack_letter(page->rq->a, page->p, &page->d),
        .letter_lang = page->d.c.language,
        .by = act_words(page, &ack_way_words, ways),
    };

    return act_show(page, "desk/act/acknowledge.html", &act_acknowledge_record, &view, NULL, NULL);
}

static bool ack_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_REPLY, "acknowledge", &page) && ack_show(&page);
}

static bool ack_send(struct act_page *page)
{
    struct ack_form form = { .way = sent_text(page, "by"),
                             .with = sent_text(page, "with"),
                             .text = sent_text(page, "text"),
                             .reason = sent_text(page, "impossible") };

    return sent_moment(page, "at", &form.at) &&
           ack_give(page->act, page->p, page->d.c.id, page->version, &form, page->rq->err);
}

static bool ack_post(struct req *rq)
{
    static const char *const fields[] = { "way", "by", "reason", "impossible", NULL };
    struct act_page page;

    if (!act_open(rq, MAY_REPLY, "acknowledge", &page))
        return false;
    if (snippet_act(&page))
        return ack_show(&page);
    if (ack_send(&page))
        return act_done(&page, "acknowledged");
    sent_field(&page, fields);
    return act_again(&page) && ack_show(&page);
}

static bool returned_show(struct act_page *page)
{
    const struct lang *l = page->rq->lang;
    struct act_reason view = {
        .title = lang_text(l, N_("The acknowledgement came back")),
        .what = lang_text(l, N_("It is to be acknowledged again, in another way.")),
        .submit = lang_text(l, N_("Save")),
    };

    act_fill(page, &act_reason_record, &view, NULL, NULL);
    view.choice = view.due_on = NULL;
    return act_render(page, "desk/act/reason.html", &act_reason_record, &view);
}

static bool returned_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_REPLY, "acknowledge/returned", &page) &&
           ack_failed_allowed(&page.d.facts, rq->err) && returned_show(&page);
}

static bool returned_post(struct req *rq)
{
    struct act_page page;

    if (!act_open(rq, MAY_REPLY, "acknowledge/returned", &page))
        return false;
    if (ack_returned(page.act, page.p, page.d.c.id, sent_text(&page, "reason"), rq->err))
        return act_done(&page, "done");
    return act_again(&page) && returned_show(&page);
}

#define CASE "/desk/complaints/{reference}/"
const struct route ack_routes[] = {
    { GET, CASE "acknowledge", MAY_REPLY, ack_get, 0 },
    { POST, CASE "acknowledge", MAY_REPLY, ack_post, 0 },
    { GET, CASE "acknowledge/returned", MAY_REPLY, returned_get, 0 },
    { POST, CASE "acknowledge/returned", MAY_REPLY, returned_post, 0 },
    { 0 },
};
