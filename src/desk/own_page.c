/*
 * The own fields of a case's procedure, stage by stage: one form, because whoever fills it in has
 * the paper in their hand and not the step. What a step needs of it is said on the bar of steps.
 */
#include "desk/act_page.h"
#include "edge/own.h"

static const char *stage_title(enum gate_step stage)
{
    static const char *const titles[GATE_STEPS] = {
        [GATE_RECEIPT] = N_("Receipt"),
        [GATE_ACKNOWLEDGEMENT] = N_("Acknowledge"),
        [GATE_ASSESSMENT] = N_("Assessment"),
        [GATE_INVESTIGATION] = N_("Investigation"),
        [GATE_RESPONSE] = N_("Response"),
        [GATE_DECISION] = N_("Decision"),
        [GATE_COMMUNICATION] = N_("Telling the decision"),
        [GATE_CLOSING] = N_("Closing"),
    };

    return titles[stage];
}

static bool own_show(struct act_page *page)
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

    for (int i = GATE_RECEIPT; i < GATE_STEPS; i++) {
        ask.stage = (enum gate_step)i;
        list[n].questions = own_questions(rq, page->d.pack, &ask);
        if (list[n].questions.n > 0)
            list[n++].title = lang_text(rq->lang, stage_title(ask.stage));
    }
    view.own_groups = (struct rows){ list, n };
    act_fill(page, &act_own_record, &view, NULL, NULL);
    return act_render(page, "desk/act/own.html", &act_own_record, &view);
}

static bool own_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_NOTE, "fields", &page) && own_show(&page);
}

static bool own_post(struct req *rq)
{
    struct own_value *typed = ARENA_ARRAY(rq->a, struct own_value, PACK_FIELDS);
    struct act_page page;
    size_t n = 0;

    if (!act_open(rq, MAY_NOTE, "fields", &page))
        return false;
    own_read_typed(rq, page.d.pack, page.d.c.class, typed, &n);
    if (!own_change_allowed(rq->a, &page.d, typed, n, rq->err) ||
        !own_save(page.act, page.p, page.d.c.id, page.version, typed, n, rq->err))
        return act_again(&page) && own_show(&page);
    return act_done(&page, "done");
}

const struct route own_routes[] = {
    { GET, "/desk/complaints/{reference}/fields", MAY_NOTE, own_get, 0 },
    { POST, "/desk/complaints/{reference}/fields", MAY_NOTE, own_post, 0 },
    { 0 },
};
