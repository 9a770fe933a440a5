/* The form of an update. 7.3 */
#include "operation/tracking/track_page.h"

#include "desk/act_sent.h"
#include "desk/snippet.h"
#include "operation/tracking/track_flow.h"

static const struct field values_fields[] = { FIELD(struct update_form, text) };
static const struct record values_record = RECORD(struct update_form, values_fields);

static bool update_show(struct act_page *page)
{
    static const char *const ways[] = { "web", "letter", "email", "telephone", "in_person", NULL };
    const struct person_row *person = dossier_writes_to(&page->d);
    struct update_form values = { .text = track_text(page->rq->a, page->p, &page->d) };
    struct act_update view = {
        .goes_to = person && person->name.text ? person->name.text : act_role(page, "complainant"),
        .language = page->d.c.language,
        .by = act_words(page, &channel_words, ways),
    };

    return act_show(page, "desk/act/update.html", &act_update_record, &view, &values_record,
                    &values);
}

static bool update_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_REPLY, "update", &page) && update_show(&page);
}

static bool update_send(struct act_page *page)
{
    struct update_form form = { .channel = sent_text(page, "by"), .text = sent_text(page, "text") };

    return sent_day(page, "next_on", &form.next_on) &&
           track_update(page->act, page->p, page->d.c.id, page->version, &form, page->rq->err);
}

static bool update_post(struct req *rq)
{
    static const char *const fields[] = { "channel", "by", NULL };
    struct act_page page;

    if (!act_open(rq, MAY_REPLY, "update", &page))
        return false;
    if (snippet_act(&page))
        return update_show(&page);
    if (update_send(&page))
        return act_done(&page, "updated");
    sent_field(&page, fields);
    return act_again(&page) && update_show(&page);
}

const struct route track_update_routes[] = {
    { GET, "/desk/complaints/{reference}/update", MAY_REPLY, update_get, 0 },
    { POST, "/desk/complaints/{reference}/update", MAY_REPLY, update_post, 0 },
    { 0 },
};
