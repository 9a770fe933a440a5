/* /login/code: the second step of a login. */
#include "people/pages.h"

#include "edge/edge.h"
#include "people/device.h"
#include "people/door_view.h"
#include "people/identify.h"
#include "people/login.h"
#include "people/settings.h"
#include "web/source.h"

static bool show(struct req *rq, int status)
{
    const char *back = form_text(rq->method == GET ? rq->query : rq->form, "back");
    struct code_page page = { .back = people_way_back(back) };
    struct field_errors errors = { .n = 0 };

    if (rq->err->kind != ERR_NONE)
        field_errors_add(rq, &errors, rq->err);
    answers_fill(rq->a, &code_page_record, &page, NULL, NULL, NULL, &errors);
    page.errors = (struct rows){ errors.e, errors.n };
    return req_render_status(rq, status, "desk/login_code.html", &code_page_record, &page);
}

/* Who has given it, or has none to give, is in already. */
static bool code_get(struct req *rq)
{
    return rq->user->must_prove ? show(rq, 200) : req_redirect(rq, "/desk");
}

static bool code_post(struct req *rq)
{
    struct login_code_given given = { .session = req_cookie(rq, SESSION_COOKIE),
                                      .code = settings_sent(rq, "code"),
                                      .source = source_network(rq->a, rq->source),
                                      .device = device_name(req_header(rq, "User-Agent")) };
    const struct procedure *p;
    struct login_done done;

    if (!rq->user->must_prove)
        return req_redirect(rq, "/desk");
    if (!edge_procedure(rq, &p))
        return false;
    if (login_code(edge_act(rq), p, &given, &done, rq->err)) {
        req_set_cookie(rq, SESSION_COOKIE, done.session);
        return req_redirect(rq, "%s",
                            done.must_change ? "/desk/password"
                                             : people_way_back(form_text(rq->form, "back")));
    }
    if (rq->err->kind != ERR_UNAUTHORISED)
        return false;
    rq->err->kind = ERR_INVALID;
    rq->err->field = "code";
    return show(rq, 401);
}

const struct route login_code_routes[] = {
    { GET, LOGIN_CODE, MAY_PROVE, code_get, ROUTE_LANG },
    { POST, LOGIN_CODE, MAY_PROVE, code_post, 0 },
    { 0 },
};
