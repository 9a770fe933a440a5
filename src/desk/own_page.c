/*
 * The own fields of a case's procedure, stage by stage: one form, because whoever fills it in has
 * the paper in their hand and not the step. What a step needs of it is said on the bar of steps.
 */
#include "complaint/words.h"
#include "desk/act_page.h"
#include "edge/own.h"
#include "edge/uploads.h"

static bool own_show(struct act_page *page, const char *owner)
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
    act_fill(page, &act_own_record, &view, NULL, NULL);
    return act_render(page, "desk/act/own.html", &act_own_record, &view);
}

static bool own_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_NOTE, "fields", &page) && own_show(&page, NULL);
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

static bool own_post(struct req *rq)
{
    struct own_value *typed = ARENA_ARRAY(rq->a, struct own_value, PACK_FIELDS);
    struct act_page page;
    const char *owner;
    size_t n = 0;

    if (!act_open(rq, MAY_NOTE, "fields", &page))
        return false;
    owner = act_staged(&page);
    if (!files_take(&page, owner))
        return false;
    if (own_more(rq))
        return own_show(&page, owner);
    own_read_typed(rq, page.d.pack, page.d.c.class, typed, &n);
    if (page.errors.n > 0 || !own_change_allowed(rq->a, &page.d, typed, n, rq->err) ||
        !own_save(page.act, page.p, page.d.c.id, page.version, typed, n, owner, rq->err))
        return act_again(&page) && own_show(&page, owner);
    return saved_say(&page);
}

const struct route own_routes[] = {
    { GET, "/desk/complaints/{reference}/fields", MAY_NOTE, own_get, 0 },
    { POST, "/desk/complaints/{reference}/fields", MAY_NOTE, own_post, ROUTE_UPLOAD },
    { 0 },
};
