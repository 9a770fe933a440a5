/* /login/new-password: choosing a password with a link. [S40] */
#include "people/pages.h"

#include "edge/edge.h"
#include "people/door_view.h"
#include "people/password_rules.h"
#include "people/reset_link.h"
#include "people/settings.h"

#include <string.h>

static const char *link_of(const struct req *rq)
{
    const char *link = form_text(rq->method == GET ? rq->query : rq->form, "link");

    return link ? link : "";
}

static bool show(struct req *rq)
{
    struct reset_page page = { .link = link_of(rq), .least = PASSWORD_LEAST };
    struct field_errors errors = { .n = 0 };

    if (rq->err->kind != ERR_NONE)
        field_errors_add(rq, &errors, rq->err);
    answers_fill(rq->a, &reset_page_record, &page, NULL, NULL, NULL, &errors);
    page.errors = (struct rows){ errors.e, errors.n };
    return req_render_status(rq, errors.n > 0 ? 422 : 200, "desk/reset.html", &reset_page_record,
                             &page);
}

static bool reset_get(struct req *rq)
{
    struct staff_row who = { 0 };

    return reset_link_read(edge_act(rq), link_of(rq), &who, rq->err) && show(rq);
}

static bool reset_post(struct req *rq)
{
    const char *next = settings_sent(rq, "new_password");
    const struct procedure *p;

    if (!req_throttle(rq, THROTTLE_LOGIN, NULL) || !edge_procedure(rq, &p))
        return false;
    if (strcmp(next, settings_sent(rq, "again")) != 0)
        err_field(rq->err, "again", N_("The two new passwords are not the same."));
    else if (reset_link_use(edge_act(rq), p, link_of(rq), next, rq->err))
        return req_redirect(rq, "/login?changed=1");
    return rq->err->kind == ERR_INVALID && show(rq);
}

const struct route reset_routes[] = {
    { GET, RESET_PATH, MAY_ANYBODY, reset_get, ROUTE_LANG },
    { POST, RESET_PATH, MAY_ANYBODY, reset_post, ROUTE_PUBLIC_FORM | ROUTE_LANG },
    { 0 },
};
