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

#define CASE "/desk/complaints/{reference}/"
const struct route ack_routes[] = {
    { GET, CASE "acknowledge", MAY_REPLY, ack_get, 0 },
    { POST, CASE "acknowledge", MAY_REPLY, ack_post, 0 },
    { 0 },
};
