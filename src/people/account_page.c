/* One's own password, and what one is told of one's own login. [S40] */
#include "people/pages.h"

#include "desk/desk_view.h"
#include "edge/edge.h"
#include "people/identify.h"
#include "people/login.h"
#include "people/password_rules.h"
#include "people/settings.h"
#include "people/staff.h"
#include "people/told.h"
#include "web/answer.h"
#include "web/source.h"

#include <string.h>

static const char *field(const struct req *rq, const char *name)
{
    const char *value = form_text(rq->form, name);

    return value ? value : "";
}

static bool password_show(struct req *rq, const struct field_errors *errors)
{
    struct password_page page = { .first = rq->user->must_change, .least = PASSWORD_LEAST };

    answers_fill(rq->a, &password_page_record, &page, NULL, NULL, NULL, errors);
    page.errors = (struct rows){ errors->e, errors->n };
    return req_render_status(rq, errors->n > 0 ? 422 : 200, "desk/password.html",
                             &password_page_record, &page);
}

static bool password_get(struct req *rq)
{
    struct field_errors none = { .n = 0 };

    return password_show(rq, &none);
}

static bool session_has_factor(struct req *rq)
{
    struct session_found s = { 0 };

    return people_session(rq, &s) && s.factor;
}

static bool password_set(struct req *rq, const struct procedure *p)
{
    const char *now = field(rq, "current_password"), *next = field(rq, "new_password");

    if (!login_confirm(edge_act(rq), rq->user->id, now, source_network(rq->a, rq->source),
                       rq->err)) {
        if (rq->err->kind == ERR_UNAUTHORISED) {
            err_clear(rq->err);
            err_field(rq->err, "current_password", N_("This is not your present password."));
        }
        return false;
    }
    if (strcmp(next, field(rq, "again")) != 0)
        return err_field(rq->err, "again", N_("The two new passwords are not the same."));
    if (strcmp(next, now) == 0)
        return err_field(rq->err, "new_password",
                         N_("Choose another password than the present one."));
    return staff_password(edge_act(rq), p, rq->user->id, next, false, rq->err);
}

static bool password_post(struct req *rq)
{
    struct field_errors errors = { .n = 0 };
    bool factor = session_has_factor(rq); /* a new password changes nothing about it */
    const struct procedure *p;

    if (!req_throttle(rq, THROTTLE_LOGIN, NULL) || !edge_procedure(rq, &p))
        return false;
    if (password_set(rq, p))
        return people_session_renew(rq, factor) && req_redirect(rq, "/desk");
    if (rq->err->kind != ERR_INVALID)
        return false;
    field_errors_add(rq, &errors, rq->err);
    return password_show(rq, &errors);
}

/* -- what was told -- */

static bool told_post(struct req *rq)
{
    int64_t until;

    return settings_number(rq, "until", 0, INT64_MAX, &until) &&
           told_seen(edge_act(rq), rq->user->id, (struct instant){ until }, rq->err) &&
           req_redirect(rq, "/desk");
}

const struct route account_routes[] = {
    { GET, "/desk/password", MAY_PASSWORD, password_get, ROUTE_LANG },
    { POST, "/desk/password", MAY_PASSWORD, password_post, 0 },
    { POST, "/desk/told", MAY_DESK, told_post, 0 },
    { 0 },
};
