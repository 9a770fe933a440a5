/* /desk/second-factor: the authenticator app and the recovery codes of whoever is logged in. */
#include "people/pages.h"

#include "edge/edge.h"
#include "people/door_view.h"
#include "people/factor.h"
#include "people/identify.h"
#include "people/login.h"
#include "people/settings.h"
#include "people/totp.h"
#include "portal/receipt.h"
#include "web/source.h"

enum { FEW_CODES = 3 };

static const char *organisation(const struct procedure *p)
{
    return procedure_text(p, "organisation_name", "Redress");
}

static bool factor_get(struct req *rq)
{
    struct factor_page page = { .done = settings_done(rq) };
    const struct procedure *p;
    struct second_factor_row has;
    size_t left;

    if (!edge_procedure(rq, &p) || !factor_of(edge_act(rq), rq->user->id, &has, rq->err) ||
        !factor_codes_left(edge_act(rq), rq->user->id, &left, rq->err))
        return false;
    page.has = has.id != 0;
    page.needed = factor_required(p, rq->user);
    page.codes = (int64_t)left;
    page.few = left < FEW_CODES;
    return req_render(rq, "desk/second_factor.html", &factor_page_record, &page);
}

static bool new_show(struct req *rq)
{
    const char *secret = factor_secret(edge_act(rq), req_cookie(rq, SESSION_COOKIE));
    struct factor_new_page page = { .first = rq->user->must_enrol,
                                    .secret = totp_secret_spaced(rq->a, secret),
                                    .login = rq->user->login };
    struct field_errors errors = { .n = 0 };
    struct second_factor_row has;
    const struct procedure *p;

    if (rq->err->kind != ERR_NONE)
        field_errors_add(rq, &errors, rq->err);
    if (!edge_procedure(rq, &p) || !factor_of(edge_act(rq), rq->user->id, &has, rq->err))
        return false;
    page.replaces = has.id != 0;
    page.qr = qr_svg(rq->a, totp_address(rq->a, organisation(p), rq->user->login, secret));
    answers_fill(rq->a, &factor_new_page_record, &page, NULL, NULL, NULL, &errors);
    page.errors = (struct rows){ errors.e, errors.n };
    return req_render_status(rq, errors.n > 0 ? 422 : 200, "desk/second_factor_new.html",
                             &factor_new_page_record, &page);
}

static bool codes_show(struct req *rq, const char *const codes[RECOVERY_CODES])
{
    struct code_line *lines = ARENA_ARRAY(rq->a, struct code_line, RECOVERY_CODES);
    struct codes_page page = { .codes = { lines, RECOVERY_CODES }, .login = rq->user->login };
    const struct procedure *p;

    if (!edge_procedure(rq, &p))
        return false;
    page.organisation = organisation(p);
    for (size_t i = 0; i < RECOVERY_CODES; i++)
        lines[i].code = codes[i];
    return req_render_status(rq, 201, "desk/recovery_codes.html", &codes_page_record, &page);
}

static bool new_post(struct req *rq)
{
    const struct act *act = edge_act(rq);
    const char *codes[RECOVERY_CODES];
    const char *secret = factor_secret(act, req_cookie(rq, SESSION_COOKIE));

    if (factor_add(act, rq->user->id, secret, settings_sent(rq, "code"), codes, rq->err))
        return people_session_renew(rq, true) && codes_show(rq, codes);
    return rq->err->kind == ERR_INVALID && new_show(rq);
}

static bool codes_post(struct req *rq)
{
    const char *codes[RECOVERY_CODES];

    return factor_codes_make(edge_act(rq), rq->user->id, codes, rq->err) && codes_show(rq, codes);
}

/* Whose role needs a factor may have another one, but not none. */
static bool end_post(struct req *rq)
{
    struct second_factor_row has;
    const struct procedure *p;

    if (!edge_procedure(rq, &p) || !factor_of(edge_act(rq), rq->user->id, &has, rq->err))
        return false;
    if (has.id == 0)
        return req_redirect(rq, SECOND_FACTOR);
    if (factor_required(p, rq->user))
        return err_set(rq->err, ERR_REFUSED,
                       N_("Your role needs a second factor. You can set up another app instead."));
    return factor_end(edge_act(rq), rq->user->id, rq->err) && people_session_renew(rq, false) &&
           settings_saved(rq, SECOND_FACTOR);
}

const struct route factor_routes[] = {
    { GET, SECOND_FACTOR, MAY_ENROL, factor_get, ROUTE_LANG },
    { GET, SECOND_FACTOR "/new", MAY_ENROL, new_show, ROUTE_FRESH | ROUTE_LANG },
    { POST, SECOND_FACTOR "/new", MAY_ENROL, new_post, ROUTE_FRESH },
    { POST, SECOND_FACTOR "/codes", MAY_ENROL, codes_post, ROUTE_FRESH },
    { POST, SECOND_FACTOR "/end", MAY_ENROL, end_post, ROUTE_FRESH },
    { 0 },
};
