/*
 * The routes of the form. Each page posts to its own address: what came from it is checked,
 * and the answer is the next page, or the same with what is wrong.
 */
#include "portal/complain.h"
#include "portal/portal.h"

#include <string.h>

static bool is(const char *value, const char *word)
{
    return value && strcmp(value, word) == 0;
}

static bool page_get(struct req *rq, const struct form_page *page)
{
    struct complain c;

    return complain_open(rq, &c) &&
           complain_show(&c, c.for_other && !page ? form_page_of("for_other")
                             : page               ? page
                                                  : form_page_of("what"));
}

static bool complain_get(struct req *rq)
{
    return page_get(rq, NULL);
}

static bool all_get(struct req *rq)
{
    return page_get(rq, form_page_of("all"));
}

/* Buttons that only show something: nothing is checked, nothing is sent. */
static bool shows_only(const struct req *rq)
{
    return form_text(rq->form, "to_language") || form_text(rq->form, "remove") ||
           form_text(rq->form, "to_page");
}

static bool all_post(struct req *rq)
{
    const struct form_page *page = form_page_of("all");
    struct complain c;

    if (!complain_open(rq, &c))
        return false;
    if (shows_only(rq))
        return complain_show(&c, page);
    complain_read(&c, page);
    if (c.errors.n > 0)
        return complain_show(&c, page);
    return c.in.scope && !is(c.in.scope, "inside") ? complain_elsewhere(&c, page)
                                                   : complain_send(&c, page);
}

/* A page that was reloaded by its address, or a bookmark: there is nothing to show yet. */
static bool step_get(struct req *rq)
{
    return req_redirect(rq, "%s/complain", rq->base);
}

/* Where the pressed button leads from here, when it is not onwards. */
static const struct form_page *aside(const struct complain *c, const struct form_page *page,
                                     const char *go)
{
    const struct form_page *to = form_page_of(go);

    if (is(go, "back"))
        to = c->from_check ? form_page_of("check") : form_page_beside(c, page, -1);
    return to;
}

/* Onwards: the answers of this page are checked first. */
static bool forward(struct complain *c, const struct form_page *page)
{
    complain_read(c, page);
    if (c->errors.n > 0)
        return complain_show(c, page);
    if (c->in.scope && !is(c->in.scope, "inside"))
        return complain_elsewhere(c, page);
    if (!c->from_check)
        return complain_show(c, form_page_beside(c, page, 1));
    /* Another class may ask something else. */
    if (is(page->name, "about") && !form_page_skipped(c, form_page_of("own")))
        return complain_show(c, form_page_of("own"));
    c->from_check = false;
    return complain_show(c, form_page_of("check"));
}

/* The first page with an error is shown, so that it can be mended there. */
static bool send_checked(struct complain *c)
{
    complain_read(c, NULL);
    for (const struct form_page *page = form_pages; page->counted; page++)
        for (size_t i = 0; i < c->errors.n; i++)
            for (const char *const *f = page->fields; *f; f++)
                if (is(c->errors.e[i].field, *f) ||
                    (is(*f, "own") && own_form_field(c->errors.e[i].field))) {
                    c->from_check = true;
                    return complain_show(c, page);
                }
    if (c->errors.n > 0)
        return complain_show(c, form_page_of("check"));
    return complain_send(c, form_page_of("check"));
}

static bool step_post(struct req *rq)
{
    const struct form_page *page = form_page_of(req_param(rq, "page")), *to;
    const char *go = form_text(rq->form, "go");
    struct complain c;

    if (!page)
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    if (!complain_open(rq, &c))
        return false;
    if (c.errors.n > 0 || shows_only(rq))
        return complain_show(&c, page);
    if (is(go, "send"))
        return send_checked(&c);
    to = aside(&c, page, go);
    if (to) {
        c.from_check = is(page->name, "check") && to->counted;
        return complain_show(&c, to);
    }
    return forward(&c, page);
}

enum { PUBLIC_UPLOAD = ROUTE_LANG | ROUTE_PUBLIC_FORM | ROUTE_UPLOAD | ROUTE_LARGE };

const struct route complain_routes[] = {
    { GET, "/complain", 0, complain_get, ROUTE_LANG },
    { GET, "/complain/all", 0, all_get, ROUTE_LANG },
    { POST, "/complain/all", 0, all_post, PUBLIC_UPLOAD | ROUTE_TAKES },
    { GET, "/complain/{page}", 0, step_get, ROUTE_LANG },
    { POST, "/complain/{page}", 0, step_post, PUBLIC_UPLOAD | ROUTE_TAKES },
    { 0 },
};
