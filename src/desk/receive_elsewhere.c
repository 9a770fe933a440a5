/*
 * Whose matter it is instead, in words that the receiver can say or hand on, with everything
 * that was typed: nobody writes it twice when the answer was wrong. [1-a]
 */
#include "desk/receive.h"

#include "operation/receipt/receipt.h"
#include "operation/receipt/scope_flow.h"
#include "portal/portal_view.h"

#include <string.h>

static struct rows carried(struct req *rq)
{
    struct carried *list = ARENA_ARRAY(rq->a, struct carried, rq->form->n + 1);
    size_t n = 0;

    for (size_t i = 0; i < rq->form->n; i++)
        if (strcmp(rq->form->fields[i].name, "form_token") != 0)
            list[n++] = (struct carried){ rq->form->fields[i].name, rq->form->fields[i].value };
    return (struct rows){ list, n };
}

bool receive_elsewhere(struct reception *r)
{
    struct req *rq = r->rq;
    const struct lang *theirs = lang_by_tag(r->in.language ? r->in.language : rq->lang->tag);
    const char *whose = receipt_direction((enum scope)word_value(&scope_words, r->in.scope));
    struct desk_elsewhere v = {
        .action = "/desk/new",
        .carried = carried(rq),
        .whose = lang_text(theirs ? theirs : rq->lang, whose),
        .whose_lang = theirs ? theirs->tag : rq->lang->tag,
        .words = r->in.description,
        .words_lang = r->in.description_language,
    };

    if (theirs && theirs != rq->lang)
        v.means = lang_text(rq->lang, whose);
    return scope_direct(edge_act(rq), r->in.scope, rq->err) && receive_draft_drop(rq) &&
           req_render(rq, "desk/elsewhere.html", &desk_elsewhere_record, &v);
}
