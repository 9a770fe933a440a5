/* The two boxes: who a reply goes to and how, who sees a note, and what was begun. */
#include "desk/case_show.h"

#include "desk/draft.h"
#include "desk/snippet.h"
#include "web/answer.h"

#include <string.h>

static const char *joined(struct req *rq, const char *one, const char *two)
{
    if (!one || !two)
        return one ? one : two;
    return lang_format(rq->a, rq->lang, N_("{one}, {two}"), "one", one, "two", two, NULL);
}

static void goes_to(const struct case_show *s, struct case_page *page)
{
    struct req *rq = s->rq;
    const struct person_row *p = dossier_writes_to(s->d);
    const struct lang *speaks;

    page->to_name = p && p->name.text ? p->name.text : lang_text(rq->lang, N_("the complainant"));
    page->to_by = p && p->channel ? desk_word(rq, &channel_words, p->channel)
                                  : lang_text(rq->lang, N_("read with reference and code"));
    page->to_lang = p && p->language ? p->language : s->d->c.language;
    speaks = lang_by_tag(page->to_lang ? page->to_lang : "");
    page->to_by = joined(rq, page->to_by, speaks ? speaks->name : NULL);
}

static const void *answer_of(struct req *rq, const char *name, const char *value)
{
    struct answer *a = ARENA_NEW(rq->a, struct answer);

    *a = (struct answer){ .name = name, .value = value };
    return a;
}

static const void *note_box(struct req *rq, const struct procedure *p)
{
    struct note_box *box = ARENA_NEW(rq->a, struct note_box);

    box->snippets = snippets(rq, p, rq->lang);
    return box;
}

bool case_writing(const struct case_show *s, struct case_page *page)
{
    struct req *rq = s->rq;
    const char *asked = form_text(rq->query, "write");
    struct draft reply = { 0 }, note = { 0 };

    page->may_write = case_may(s, MAY_NOTE) || case_may(s, MAY_REPLY);
    if (!page->may_write)
        return true;
    if (case_may(s, MAY_REPLY))
        goes_to(s, page);
    page->seen_by = lang_text(rq->lang, N_("those who work on this complaint, and auditors"));
    if (!draft_read(edge_act(rq), s->d->c.id, "reply", &reply, rq->err) ||
        !draft_read(edge_act(rq), s->d->c.id, "note", &note, rq->err))
        return false;
    if (!page->reply)
        page->reply = answer_of(rq, "reply", reply.text);
    if (!page->text)
        page->text = answer_of(rq, "text", note.text);
    page->reply_saved = reply.saved_at;
    page->note_saved = note.saved_at;
    page->note_first = page->note_first || !page->to_name ||
                       (asked ? strcmp(asked, "note") == 0 : note.text && !reply.text);
    page->snippets = snippets(rq, s->p, snippet_language(rq, s->d));
    page->how_to_say = script_lines(rq, s->p, "script_answer");
    page->note_box = note_box(rq, s->p);
    for (size_t i = 0; i < s->d->clock.n; i++)
        if (strcmp(s->d->clock.row[i].name, "update") == 0 &&
            strcmp(s->d->clock.row[i].state, "running") == 0)
            page->update_due = true;
    return true;
}
