/*
 * A complaint that is being taken down, kept on the server until it is saved: the whole form,
 * as it is sent. [N3] [N4]
 */
#include "desk/receive.h"

#include "desk/draft.h"

#include <string.h>

#define DRAFT "new" /* of complaint 0: one that does not exist yet */

/* What belongs to one sending and not to what was written. */
static bool passing(const char *name)
{
    static const char *const names[] = { "form_token", "repeats_seen", "do" };

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* As a browser writes a form. */
static const char *form_as_text(struct arena *a, const struct form *form)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < form->n; i++) {
        const struct form_field *f = &form->fields[i];
        if (passing(f->name) || f->n == 0)
            continue;
        if (b.n > 0)
            buf_char(&b, '&');
        buf_url(&b, f->name, strlen(f->name));
        buf_char(&b, '=');
        buf_url(&b, f->value, f->n);
    }
    return buf_text(&b);
}

bool receive_draft_read(struct reception *r)
{
    struct req *rq = r->rq;
    struct form *form = ARENA_NEW(rq->a, struct form);
    struct draft draft;

    if (!draft_read(edge_act(rq), 0, DRAFT, &draft, rq->err))
        return false;
    if (!draft.text)
        return true;
    r->draft_saved = draft.saved_at;
    r->draft = form;
    return form_urlencoded(rq->a, draft.text, strlen(draft.text), form, rq->err);
}

bool receive_draft_keep(struct reception *r)
{
    r->draft_saved = r->rq->now;
    return draft_keep(edge_act(r->rq), 0, DRAFT, form_as_text(r->rq->a, r->rq->form), r->rq->err);
}

bool receive_draft_drop(struct req *rq)
{
    return draft_keep(edge_act(rq), 0, DRAFT, NULL, rq->err);
}

/* The script sends the form as one text every few seconds; without a text it is dropped. */
static bool draft_post(struct req *rq)
{
    const char *text = form_text(rq->form, "text");

    if (!text || !*text)
        return receive_draft_drop(rq) && req_redirect(rq, "/desk/new");
    rq->status = 204;
    return draft_keep(edge_act(rq), 0, DRAFT, text, rq->err);
}

const struct route receive_draft_routes[] = {
    { POST, "/desk/new/draft", MAY_RECEIVE, draft_post, 0 },
    { 0 },
};
