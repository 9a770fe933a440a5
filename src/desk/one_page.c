/* What is sent from the one page: a row for each of its forms. [B-a] */
#include "desk/one_flow.h"

#include "complaint/pack_read.h"
#include "desk/act_page.h"
#include "edge/own.h"
#include "operation/receipt/own_flow.h"

#include <string.h>

#define ONE "/desk/complaints/{reference}/one"

/* The fields a pack asks for stand on this page, not on one of their own. */
static void own_errors(struct act_page *page)
{
    struct field_error *e = page->errors.e;

    for (size_t i = 0; i < page->errors.n; i++) {
        const struct pack_field *f = e[i].href ? pack_field(page->d.pack, e[i].field) : NULL;
        if (!f)
            continue;
        e[i].href = NULL;
        e[i].field = own_form_name(page->rq->a, f);
    }
}

static bool one_again(struct act_page *page)
{
    struct case_page view = { 0 };

    own_errors(page);
    view.errors = (struct rows){ page->errors.e, page->errors.n };
    view.collision = page->head.collision;
    return case_show(page->rq, &page->d, &view);
}

static bool one_write(struct act_page *page, enum one_step step)
{
    struct req *rq = page->rq;
    struct own_value *own = ARENA_ARRAY(rq->a, struct own_value, PACK_FIELDS);
    struct one_form form = { 0 };
    struct one_act one = { .act = page->act,
                           .p = page->p,
                           .templates = rq->app->templates,
                           .complaint = page->d.c.id,
                           .version = page->version,
                           .own = own,
                           .may_verify = may(rq->user, MAY_VERIFY, &page->object) };

    own_read_typed(rq, page->d.pack, page->d.c.class, own, &one.n_own);
    return form_record(rq, &one_form_record, &form, &page->errors) &&
           own_change_allowed(rq->a, &page->d, own, one.n_own, rq->err) &&
           one_take(&one, step, &form, rq->err);
}

/* The step that the last part of the address names. */
static enum one_step step_of(const struct req *rq)
{
    const char *last = strrchr(rq->route->path, '/') + 1;
    int step = 0;

    while (!one_ways[step].act || strcmp(one_ways[step].act, last) != 0)
        step++;
    return (enum one_step)step;
}

static bool one_post(struct req *rq)
{
    enum one_step step = step_of(rq);
    const struct one_way *way = &one_ways[step];
    struct act_page page;

    if (!act_open(rq, way->right, NULL, &page))
        return false;
    if (!one_screen(&page.d))
        return err_set(
            rq->err, ERR_REFUSED,
            N_("This complaint has no page of eight steps. Open it, and choose there what "
               "to do."));
    if (!one_write(&page, step))
        return act_again(&page) && one_again(&page);
    return act_done(&page, way->done ? way->done : form_text(rq->form, "answer"));
}

const struct route one_routes[] = {
    { POST, ONE "/acknowledge", MAY_REPLY, one_post, 0 },
    { POST, ONE "/assess", MAY_ASSESS, one_post, 0 },
    { POST, ONE "/find", MAY_INVESTIGATE, one_post, 0 },
    { POST, ONE "/intend", MAY_RESPOND, one_post, 0 },
    { POST, ONE "/tell", MAY_DECIDE, one_post, 0 },
    { POST, ONE "/answer", MAY_REPLY, one_post, 0 },
    { POST, ONE "/carry", MAY_RESPOND, one_post, 0 },
    { POST, ONE "/outside", MAY_CLOSE, one_post, 0 },
    { POST, ONE "/close", MAY_CLOSE, one_post, 0 },
    { 0 },
};
