/* /desk/settings/staff/ID: one person: name, password, sessions, leaving. */
#include "people/pages.h"

#include "people/password_rules.h"
#include "people/session.h"
#include "people/staff_page.h"
#include "people/team.h"

static bool person_rows(struct req *rq, const struct staff_row *who, struct rows *out)
{
    struct rows roles = { 0 }, teams = { 0 }, sessions = { 0 };
    const struct act *act = edge_act(rq);
    const struct lang *l = rq->lang;
    struct settings_line *lines;
    size_t n = 0;

    if (!roles_of(act, who->id, &roles, rq->err) || !team_list(act, &teams, rq->err) ||
        !sessions_list(act, who->id, &sessions, rq->err))
        return false;
    lines = ARENA_ARRAY(rq->a, struct settings_line, roles.n + 4);
    lines[n++] = (struct settings_line){ .a = lang_text(l, N_("Name and login name")),
                                         .b = who->name.text,
                                         .c = who->login.text,
                                         .href = staff_path(rq, who->id, "/edit") };
    for (size_t i = 0; i < roles.n; i++) {
        const struct staff_role_row *r = &((const struct staff_role_row *)roles.row)[i];
        lines[n++] = (struct settings_line){
            .a = staff_role_label(rq, r->role),
            .b = staff_team_label(&teams, r->team_id),
            .c = settings_instant(rq, r->from_at),
            .d = settings_instant(rq, r->until_at),
            .href = arena_printf(rq->a, "/desk/settings/roles/%" PRId64, r->id),
        };
    }
    lines[n++] = (struct settings_line){ .a = lang_text(l, N_("Password")),
                                         .b = lang_text(l, N_("Give a new one for one login")),
                                         .href = staff_path(rq, who->id, "/password") };
    lines[n++] = (struct settings_line){
        .a = lang_text(l, N_("Sessions")),
        .b = lang_plural(rq->a, l, N_PLURAL("1 open session", "{n} open sessions"),
                         (int64_t)sessions.n),
        .href = sessions.n ? staff_path(rq, who->id, "/sessions") : NULL,
    };
    lines[n++] = (struct settings_line){ .a = lang_text(l, N_("Leaves")),
                                         .b = lang_text(l, N_("End password, roles and sessions")),
                                         .href = staff_path(rq, who->id, "/end") };
    *out = (struct rows){ lines, n };
    return true;
}

static bool person_get(struct req *rq)
{
    const struct lang *l = rq->lang;
    struct staff_row who = { 0 };
    struct settings_page page = { .a = lang_text(l, N_("What")),
                                  .b = "",
                                  .c = lang_text(l, N_("From")),
                                  .d = lang_text(l, N_("Until")),
                                  .done = settings_done(rq) };

    if (!staff_of_path(rq, &who) || !person_rows(rq, &who, &page.rows))
        return false;
    page.title = who.name.text;
    page.path = staff_path(rq, who.id, "");
    if (instant_is_set(who.ended_at)) {
        page.intro = lang_text(l, N_("This person has left."));
        page.rows.n = 0;
    } else {
        page.add = lang_text(l, N_("Give a role"));
        page.add_href = staff_path(rq, who.id, "/roles");
    }
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

static bool edit_show(struct req *rq, const struct staff_row *who)
{
    struct settings s = settings_form(rq, N_("Name and login name"), N_("Save"));

    s.action = staff_path(rq, who->id, "/edit");
    s.back = staff_path(rq, who->id, "");
    settings_text(&s, "name", N_("Name"), NULL, who->name.text);
    settings_text(&s, "login", N_("Login name"), NULL, who->login.text);
    staff_language_input(&s, who->language);
    return settings_show(&s);
}

static bool edit_get(struct req *rq)
{
    struct staff_row who = { 0 };

    return staff_of_path(rq, &who) && edit_show(rq, &who);
}

static bool edit_post(struct req *rq)
{
    struct staff_row who = { 0 };

    if (!staff_of_path(rq, &who))
        return false;
    if (staff_change(edge_act(rq), who.id, settings_sent(rq, "login"), settings_sent(rq, "name"),
                     staff_language_sent(rq), rq->err))
        return settings_saved(rq, staff_path(rq, who.id, ""));
    return edit_show(rq, &who);
}

/* -- acts that only want a yes -- */

static bool ask(struct req *rq, const struct staff_row *who, const char *rest, const char *title,
                const char *intro, const char *submit)
{
    struct settings s = settings_form(rq, title, submit);

    s.intro = lang_format(rq->a, rq->lang, intro, "name", who->name.text, NULL);
    s.action = staff_path(rq, who->id, rest);
    s.back = staff_path(rq, who->id, "");
    return settings_show(&s);
}

static bool password_ask(struct req *rq, const struct staff_row *who)
{
    return ask(rq, who, "/password", N_("New password"),
               N_("{name} gets a password for one login and then chooses a new one. Their open "
                  "sessions end."),
               N_("Make a new password"));
}

static bool password_get(struct req *rq)
{
    struct staff_row who = { 0 };

    return staff_of_path(rq, &who) && password_ask(rq, &who);
}

static bool password_post(struct req *rq)
{
    const char *password = password_one_time(rq->a);
    struct staff_row who = { 0 };
    const struct procedure *p;

    if (!staff_of_path(rq, &who) || !edge_procedure(rq, &p))
        return false;
    if (instant_is_set(who.ended_at))
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    if (staff_password(edge_act(rq), p, who.id, password, true, rq->err))
        return staff_show(rq, 200, password);
    return password_ask(rq, &who);
}

static bool sessions_ask(struct req *rq, const struct staff_row *who)
{
    return ask(rq, who, "/sessions", N_("End sessions"),
               N_("{name} is logged out everywhere and has to log in again."), N_("End sessions"));
}

static bool sessions_get(struct req *rq)
{
    struct staff_row who = { 0 };

    return staff_of_path(rq, &who) && sessions_ask(rq, &who);
}

static bool sessions_post(struct req *rq)
{
    struct staff_row who = { 0 };

    return staff_of_path(rq, &who) && staff_log_out(edge_act(rq), who.id, rq->err) &&
           settings_saved(rq, staff_path(rq, who.id, ""));
}

static bool end_ask(struct req *rq, const struct staff_row *who)
{
    return ask(rq, who, "/end", N_("Leaves"),
               N_("{name} cannot log in any more and has no role. What they did stays in the "
                  "history. Hand their complaints over first."),
               N_("End access"));
}

static bool end_get(struct req *rq)
{
    struct staff_row who = { 0 };

    return staff_of_path(rq, &who) && end_ask(rq, &who);
}

static bool end_post(struct req *rq)
{
    struct staff_row who = { 0 };

    if (!staff_of_path(rq, &who))
        return false;
    if (staff_end(edge_act(rq), who.id, rq->err))
        return settings_saved(rq, STAFF);
    return end_ask(rq, &who);
}

const struct route person_routes[] = {
    { GET, STAFF "/{id}", MAY_ADMINISTER, person_get, 0 },
    { GET, STAFF "/{id}/edit", MAY_ADMINISTER, edit_get, 0 },
    { POST, STAFF "/{id}/edit", MAY_ADMINISTER, edit_post, 0 },
    { GET, STAFF "/{id}/password", MAY_ADMINISTER, password_get, 0 },
    { POST, STAFF "/{id}/password", MAY_ADMINISTER, password_post, 0 },
    { GET, STAFF "/{id}/sessions", MAY_ADMINISTER, sessions_get, 0 },
    { POST, STAFF "/{id}/sessions", MAY_ADMINISTER, sessions_post, 0 },
    { GET, STAFF "/{id}/end", MAY_ADMINISTER, end_get, 0 },
    { POST, STAFF "/{id}/end", MAY_ADMINISTER, end_post, 0 },
    { 0 },
};
