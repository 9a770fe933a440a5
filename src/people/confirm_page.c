/* /desk/confirm: whoever is about to do what is hard to undo shows once more who they are. [S46] */
#include "people/pages.h"

#include "edge/edge.h"
#include "people/door_view.h"
#include "people/identify.h"
#include "people/login.h"
#include "people/settings.h"
#include "web/source.h"

static bool show(struct req *rq)
{
    const char *back = form_text(rq->method == GET ? rq->query : rq->form, "back");
    struct confirm_page page = { .back = people_way_back(back) };
    struct field_errors errors = { .n = 0 };

    if (rq->err->kind != ERR_NONE)
        field_errors_add(rq, &errors, rq->err);
    answers_fill(rq->a, &confirm_page_record, &page, NULL, NULL, NULL, &errors);
    page.errors = (struct rows){ errors.e, errors.n };
    return req_render_status(rq, errors.n > 0 ? 422 : 200, "desk/confirm.html",
                             &confirm_page_record, &page);
}

static bool confirm_post(struct req *rq)
{
    const struct act *act = edge_act(rq);
    struct session_found s = { 0 };

    if (!req_throttle(rq, THROTTLE_LOGIN, NULL))
        return false;
    if (!people_session(rq, &s))
        return err_set(rq->err, ERR_UNAUTHORISED, N_("Please log in."));
    if (login_confirm(act, rq->user->id, settings_sent(rq, "password"),
                      source_network(rq->a, rq->source), rq->err))
        return session_confirm(act, &s, rq->err) &&
               req_redirect(rq, "%s", people_way_back(form_text(rq->form, "back")));
    if (rq->err->kind != ERR_UNAUTHORISED)
        return false;
    err_clear(rq->err);
    err_field(rq->err, "password", N_("This is not your present password."));
    return show(rq);
}

const struct route confirm_routes[] = {
    { GET, CONFIRM, MAY_ENROL, show, ROUTE_LANG },
    { POST, CONFIRM, MAY_ENROL, confirm_post, 0 },
    { 0 },
};
