/* The way in and the way out: /login and /logout. */
#include "people/pages.h"

#include "desk/desk_view.h"
#include "edge/edge.h"
#include "people/device.h"
#include "people/identify.h"
#include "people/login.h"
#include "web/answer.h"
#include "web/source.h"

#include <string.h>
#include <strings.h>

/* Browsers keep a Secure cookie from plain http only when the page is of this very machine. */
static bool cookie_comes_back(const struct req *rq)
{
    const char *host = req_header(rq, "Host");

    return rq->secure ||
           (host && (strncasecmp(host, "localhost", 9) == 0 || strncmp(host, "127.", 4) == 0 ||
                     strncmp(host, "[::1]", 5) == 0));
}

static bool show(struct req *rq, int status, bool refused)
{
    const char *back = form_text(status == 200 ? rq->query : rq->form, "back");
    struct answer login = { .name = "login", .value = form_text(rq->form, "login") };
    struct answer password = { .name = "password" }; /* what was typed is not shown again */
    struct login_page page = { .refused = refused,
                               .plain_http = !cookie_comes_back(rq),
                               .changed = form_text(rq->query, "changed") != NULL,
                               .back = back ? people_way_back(back) : NULL,
                               .login = &login,
                               .password = &password };

    return req_render_status(rq, status, "desk/login.html", &login_page_record, &page);
}

/* What comes after the password. What the role needs is asked for by the desk's own door. */
static const char *next_step(struct req *rq, bool must_prove, bool must_change)
{
    struct user who = { .must_prove = must_prove, .must_change = must_change };
    const char *back = people_way_back(form_text(rq->method == GET ? rq->query : rq->form, "back"));
    const char *door = people_door(&who);
    struct buf b = buf_new(rq->a);

    if (!must_prove)
        return door ? door : back;
    buf_str(&b, LOGIN_CODE "?back=");
    buf_url(&b, back, strlen(back));
    return buf_text(&b);
}

static bool login_get(struct req *rq)
{
    struct session_found s = { 0 };

    if (people_session(rq, &s))
        return req_redirect(rq, "%s", next_step(rq, s.factors > 0 && !s.factor, s.must_change));
    return show(rq, 200, false);
}

/* A session of before ends: ids are never used for two logins. [S42] */
static bool session_replace(struct req *rq, const struct login_done *done)
{
    const char *before = req_cookie(rq, SESSION_COOKIE);

    if (before && *before && !session_end(edge_act(rq), before, rq->err))
        return false;
    req_set_cookie(rq, SESSION_COOKIE, done->session);
    return req_redirect(rq, "%s", next_step(rq, done->must_prove, done->must_change));
}

static bool login_post(struct req *rq)
{
    const char *login = form_text(rq->form, "login"), *password = form_text(rq->form, "password");
    struct login_given given = { .login = login ? login : "",
                                 .password = password ? password : "",
                                 .source = source_network(rq->a, rq->source),
                                 .device = device_name(req_header(rq, "User-Agent")) };
    const struct procedure *p;
    struct login_done done;

    if (!req_throttle(rq, THROTTLE_LOGIN, NULL) || !edge_procedure(rq, &p))
        return false;
    if (login_try(edge_act(rq), p, &given, &done, rq->err))
        return session_replace(rq, &done);
    if (rq->err->kind != ERR_UNAUTHORISED)
        return false;
    err_clear(rq->err);
    return show(rq, 401, true);
}

static bool logout_post(struct req *rq)
{
    const char *id = req_cookie(rq, SESSION_COOKIE);

    if (id && !login_end(edge_act(rq), id, rq->err))
        return false;
    req_set_cookie(rq, SESSION_COOKIE, "");
    req_add_header(rq, "Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
    return req_redirect(rq, "/login");
}

const struct route login_routes[] = {
    { GET, "/login", MAY_ANYBODY, login_get, ROUTE_LANG },
    { POST, "/login", MAY_ANYBODY, login_post, ROUTE_PUBLIC_FORM | ROUTE_LANG },
    { POST, "/logout", MAY_PROVE, logout_post, 0 },
    { 0 },
};
