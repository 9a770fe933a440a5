/* What everybody at the desk does for themselves: password and sessions. [S45] */
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

    if (!edge_procedure(rq, &p))
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

/* -- sessions -- */

#define SESSIONS "/desk/sessions"

static struct bytes present_mac(struct req *rq)
{
    struct session_found s = { 0 };

    return people_session(rq, &s) ? s.mac : (struct bytes){ NULL, 0 };
}

static bool same_bytes(struct bytes a, struct bytes b)
{
    return a.n == b.n && a.n > 0 && memcmp(a.s, b.s, a.n) == 0;
}

static bool sessions_get(struct req *rq)
{
    const struct lang *l = rq->lang;
    struct bytes present = present_mac(rq);
    struct bytes here = login_source(edge_act(rq), source_network(rq->a, rq->source));
    struct settings_page page = { .title = lang_text(l, N_("Where I am logged in")),
                                  .path = SESSIONS,
                                  .a = lang_text(l, N_("Logged in")),
                                  .b = lang_text(l, N_("Last used")),
                                  .c = lang_text(l, N_("From")),
                                  .done = settings_done(rq) };
    struct settings_line *lines;
    struct rows list = { 0 };

    if (!sessions_list(edge_act(rq), rq->user->id, &list, rq->err))
        return false;
    lines = ARENA_ARRAY(rq->a, struct settings_line, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct session_row *s = &((const struct session_row *)list.row)[i];
        bool this_one = same_bytes(s->mac, present);
        lines[i] = (struct settings_line){
            .a = settings_instant(rq, s->made_at),
            .b = settings_instant(rq, s->seen_at),
            .c = this_one                      ? lang_text(l, N_("this browser"))
                 : same_bytes(s->source, here) ? lang_text(l, N_("the same network"))
                                               : lang_text(l, N_("another network")),
            .href = this_one
                        ? NULL
                        : arena_printf(rq->a, SESSIONS "/%s", hex_text(rq->a, s->mac.s, s->mac.n)),
        };
    }
    page.rows = (struct rows){ lines, list.n };
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

/* One of mine, by the hash that stands in its link. */
static bool session_of_mine(struct req *rq, struct bytes *out)
{
    struct rows list = { 0 };
    const struct session_row *s;

    if (!sessions_list(edge_act(rq), rq->user->id, &list, rq->err))
        return false;
    s = list.row;
    for (size_t i = 0; i < list.n; i++)
        if (strcmp(hex_text(rq->a, s[i].mac.s, s[i].mac.n), req_param(rq, "session")) == 0) {
            *out = s[i].mac;
            return true;
        }
    return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

static bool session_get(struct req *rq)
{
    struct settings s = settings_form(rq, N_("End a session"), N_("End it"));
    struct bytes mac;

    if (!session_of_mine(rq, &mac))
        return false;
    s.intro =
        lang_text(rq->lang, N_("Whoever uses it has to log in again. If it was not you, change "
                               "your password too."));
    s.action = arena_printf(rq->a, SESSIONS "/%s", req_param(rq, "session"));
    s.back = SESSIONS;
    return settings_show(&s);
}

static bool session_post(struct req *rq)
{
    struct bytes mac;

    return session_of_mine(rq, &mac) && session_end_of(edge_act(rq), rq->user->id, mac, rq->err) &&
           settings_saved(rq, SESSIONS);
}

const struct route account_routes[] = {
    { GET, "/desk/password", MAY_PASSWORD, password_get, 0 },
    { POST, "/desk/password", MAY_PASSWORD, password_post, 0 },
    { POST, "/desk/told", MAY_DESK, told_post, 0 },
    { GET, SESSIONS, MAY_DESK, sessions_get, 0 },
    { GET, SESSIONS "/{session}", MAY_DESK, session_get, 0 },
    { POST, SESSIONS "/{session}", MAY_DESK, session_post, 0 },
    { 0 },
};
