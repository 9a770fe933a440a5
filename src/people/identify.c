#include "people/identify.h"

#include "complaint/guard.h"
#include "edge/refusal.h"
#include "people/api_key.h"
#include "people/device.h"
#include "people/factor.h"
#include "people/login.h"
#include "people/staff.h"
#include "web/log.h"
#include "web/source.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

static bool session_load(struct req *rq, struct session_found *out, struct err *err)
{
    const char *id = req_cookie(rq, SESSION_COOKIE);
    const struct procedure *p;
    struct session_limits limits;

    if (!id || !*id)
        return err_set(err, ERR_NOT_FOUND, N_("Please log in."));
    if (!edge_procedure(rq, &p)) {
        *err = *rq->err;
        return false;
    }
    limits = session_limits(p);
    return session_find(edge_act(rq), id, &limits, out, err);
}

bool people_session(struct req *rq, struct session_found *out)
{
    struct err none = { 0 };

    return session_load(rq, out, &none);
}

static bool person_find(struct req *rq)
{
    struct session_found s = { 0 };
    struct user *user = ARENA_NEW(rq->a, struct user);
    struct err none = { 0 };
    const struct procedure *p;

    if (!session_load(rq, &s, &none)) {
        if (none.kind == ERR_UNAUTHORISED)
            log_event("error", "session", 0, "refused", none.detail);
        if (none.kind == ERR_NOT_FOUND || none.kind == ERR_UNAUTHORISED)
            return true;
        *rq->err = none;
        return false;
    }
    db_known(rq->db, s.staff_id);
    *user = (struct user){ .kind = USER_STAFF,
                           .id = s.staff_id,
                           .name = s.name.text,
                           .login = s.login.text,
                           .language = s.language,
                           .must_change = s.must_change,
                           .shortcuts_off = s.shortcuts_off };
    if (!edge_procedure(rq, &p) || !roles_now(edge_act(rq), s.staff_id, user, rq->err))
        return false;
    if (user->roles_refused > 0)
        log_event("error", "roles", (int)user->roles_refused, "refused",
                  "altered or added beside the program: redress verify names them");
    user->must_prove = s.factors > 0 && !s.factor;
    user->must_enrol = s.factors == 0 && factor_required(p, user);
    user->told = s.told > 0;
    user->since = s.made_at;
    user->fresh = rq->now.us - s.confirmed_at.us < factor_fresh_for(p);
    rq->user = user;
    rq->form_token = session_form_token(rq->a, rq->app->vault, req_cookie(rq, SESSION_COOKIE));
    if (s.language && lang_by_tag(s.language))
        rq->lang = lang_by_tag(s.language);
    return true;
}

/* A look of its own: what a page asks is only asked ahead once it is known who asks. */
static bool identify_person(struct req *rq)
{
    static const char person;
    bool look = db_look(rq->db, &person);
    bool ok = person_find(rq);

    if (look)
        db_look_end(rq->db);
    return ok;
}

static bool identify_key(struct req *rq, const char *key)
{
    struct api_key_row row = { 0 };
    struct user *user = ARENA_NEW(rq->a, struct user);

    if (!api_key_find(edge_act(rq), key, &row, rq->err))
        return false;
    *user = (struct user){ .kind = USER_KEY,
                           .id = row.id,
                           .name = row.name,
                           .can_read = row.can_read,
                           .can_write = row.can_write,
                           .key_team = row.team_id,
                           .key_role = (enum role)word_value(&role_words, row.role) };
    rq->user = user;
    return true;
}

const char *people_door(const struct user *user)
{
    return user->must_prove    ? LOGIN_CODE
           : user->must_change ? "/desk/password"
           : user->must_enrol  ? SECOND_FACTOR "/new"
                               : NULL;
}

/* For the API a session counts from when its person is at the desk. */
static const struct user *all_the_way_in(const struct user *user)
{
    return user && people_door(user) ? NULL : user;
}

bool people_identify(struct req *rq)
{
    const char *authorization = req_header(rq, "Authorization");
    bool api = rq->route && (rq->route->flags & ROUTE_API);

    if (!api)
        return (rq->route && rq->route->right == MAY_ANYBODY) || identify_person(rq);
    if (!authorization)
        return identify_person(rq) && (rq->user = all_the_way_in(rq->user), true);
    if (strncasecmp(authorization, "Bearer ", 7) != 0)
        return true;
    return identify_key(rq, authorization + 7 + strspn(authorization + 7, " "));
}

/* Sends on to the one page that is open. */
static bool first(struct req *rq, const char *door, const char *why)
{
    rq->door = door;
    return err_set(rq->err, ERR_UNAUTHORISED, why);
}

/* Where to come back to from there. */
static const char *confirm_door(struct req *rq)
{
    struct buf b = buf_new(rq->a);

    buf_str(&b, CONFIRM "?back=");
    buf_url(&b, rq->path, strlen(rq->path));
    return buf_text(&b);
}

bool people_allowed(struct req *rq, int right)
{
    const struct user *user = rq->user;
    bool asked = may(user, (enum may)right, NULL);

    if (!asked && user->must_prove)
        return first(rq, people_door(user), N_("Please give the code of your second factor."));
    if (!asked && user->must_change)
        return first(rq, people_door(user), N_("Please choose your own password first."));
    if (!asked && user->must_enrol)
        return first(rq, people_door(user), N_("Please set up your second factor first."));
    if (asked && (rq->route->flags & ROUTE_FRESH) && user->kind == USER_STAFF && !user->fresh)
        return first(rq, confirm_door(rq), N_("Please show first that it is you."));
    if (!asked)
        refusal_note(rq, (enum may)right, COMPLAINT_NONE);
    return asked;
}

const char *people_way_back(const char *back)
{
    if (!back || strncmp(back, "/desk", 5) != 0 || strpbrk(back, "\\\r\n\t") || strstr(back, "//"))
        return "/desk";
    return back;
}

bool people_session_renew(struct req *rq, bool factor)
{
    const struct act *act = edge_act(rq);
    struct session_new in = { .staff = rq->user->id,
                              .source = login_source(act, source_network(rq->a, rq->source)),
                              .device = device_name(req_header(rq, "User-Agent")),
                              .factor = factor };
    struct session_limits limits;
    const struct procedure *p;
    char id[SESSION_ID];

    if (!edge_procedure(rq, &p))
        return false;
    limits = session_limits(p);
    if (!session_open(act, &in, &limits, id, rq->err))
        return false;
    req_set_cookie(rq, SESSION_COOKIE, id);
    rq->form_token = session_form_token(rq->a, rq->app->vault, id);
    return true;
}

bool people_form_token_valid(struct req *rq)
{
    const char *sent = form_text(rq->form, "form_token");

    if (!sent)
        sent = req_header(rq, "Form-Token");
    return sent && rq->form_token && strlen(sent) == strlen(rq->form_token) &&
           sodium_memcmp(sent, rq->form_token, strlen(sent)) == 0;
}

bool people_sweep(struct app *app, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct act act = act_system(a, app->db, app->vault);
    struct session_limits longest = session_limits(&(struct procedure){ 0 });

    return sessions_sweep(&act, &longest, err) && login_sweep(&act, err);
}

bool people_guard(struct app *app, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct act act = act_system(a, app->db, app->vault);
    struct guard_seen seen;

    if (!guard_look(&act, &seen, err))
        return false;
    if (seen.altered > 0)
        log_event("error", "guard", (int)seen.altered, "rows altered beside the program",
                  arena_printf(a, "the first is %s %" PRId64 "; redress verify names them",
                               seen.table, seen.row));
    return true;
}
