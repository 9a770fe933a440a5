/*
 * A letter or a message came back: which one, and what it says. An acknowledgement and a
 * decision open their step again; everything that came back stands in its queue. [7.4-c]
 */
#include "desk/act_sent.h"
#include "operation/acknowledgement/ack_flow.h"
#include "operation/decision/decision_flow.h"
#include "operation/tracking/message_flow.h"

#include <string.h>

static bool is_ack(const struct dossier *d, int64_t entry)
{
    return d->acknowledgement.n > 0 &&
           d->acknowledgement.row[d->acknowledgement.n - 1].entry_id == entry;
}

static bool is_decision(const struct dossier *d, int64_t entry)
{
    const struct decision_row *r = dossier_decision(d);

    return r && r->letter_id == entry;
}

static const char *message_words(struct act_page *page, const struct entry_row *e)
{
    if (is_ack(&page->d, e->id))
        return lang_text(page->rq->lang, N_("Acknowledgement"));
    if (is_decision(&page->d, e->id))
        return lang_text(page->rq->lang, N_("Decision"));
    if (strcmp(e->kind, "update") == 0)
        return lang_text(page->rq->lang, N_("Update to the complainant"));
    return lang_text(page->rq->lang, N_("Reply to the complainant"));
}

/* The newest first: that is what comes back. */
static const struct answer *messages(struct act_page *page)
{
    struct req *rq = page->rq;
    const struct dossier *d = &page->d;
    const char *asked = form_text(rq->query, "message");
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, d->entry.n + 1);
    size_t n = 0;

    for (size_t i = d->entry.n; i-- > 0;) {
        const struct entry_row *e = &d->entry.row[i];
        if (!message_may_return(e))
            continue;
        list[n] = (struct choice){
            .value = arena_printf(rq->a, "%" PRId64, e->id),
            .label = arena_printf(rq->a, "%s · %s", message_words(page, e),
                                  lang_date(rq->a, rq->lang, zone_date(rq->app->zone, e->at, NULL),
                                            DATE_SHORT, rq->today)),
            .hint = desk_excerpt(rq->a, e->text.text, 90),
        };
        list[n].chosen = asked && strcmp(asked, list[n].value) == 0;
        n++;
    }
    return answer_choices(rq->a, list, n);
}

static bool returned_show(struct act_page *page)
{
    struct act_returned view = { .message = messages(page) };

    act_fill(page, &act_returned_record, &view, NULL, NULL);
    return act_render(page, "desk/act/returned.html", &act_returned_record, &view);
}

static bool returned_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_REPLY, "returned", &page) && returned_show(&page);
}

static bool returned_write(struct act_page *page)
{
    const char *why = sent_text(page, "reason");
    int64_t entry = sent_id(page, "message"), id = page->d.c.id;
    struct err *err = page->rq->err;

    if (why && is_ack(&page->d, entry))
        return ack_returned(page->act, page->p, id, why, err);
    if (why && is_decision(&page->d, entry))
        return decision_returned(page->act, page->p, id, why, err);
    return message_returned(page->act, page->p, id, page->version, entry, why, err);
}

static bool returned_post(struct req *rq)
{
    struct act_page page;

    if (!act_open(rq, MAY_REPLY, "returned", &page))
        return false;
    if (returned_write(&page))
        return act_done(&page, "returned");
    return act_again(&page) && returned_show(&page);
}

#define CASE "/desk/complaints/{reference}/"
const struct route returned_routes[] = {
    { GET, CASE "returned", MAY_REPLY, returned_get, 0 },
    { POST, CASE "returned", MAY_REPLY, returned_post, 0 },
    { 0 },
};
