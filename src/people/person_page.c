/* /desk/settings/staff/ID: one person: name, password, second factor, leaving. */
#include "people/pages.h"

#include "people/factor.h"
#include "people/password_rules.h"
#include "people/reset_link.h"
#include "people/session.h"
#include "people/staff_page.h"
#include "people/team.h"

static bool person_rows(struct req *rq, const struct staff_row *who, struct rows *out)
{
    struct rows roles = { 0 }, teams = { 0 }, sessions = { 0 };
    const struct act *act = edge_act(rq);
    const struct lang *l = rq->lang;
    struct second_factor_row factor;
    struct settings_line *lines;
    size_t n = 0;

    if (!roles_of(act, who->id, &roles, rq->err) || !team_list(act, &teams, rq->err) ||
        !sessions_list(act, who->id, &sessions, rq->err) ||
        !factor_of(act, who->id, &factor, rq->err))
        return false;
    lines = ARENA_ARRAY(rq->a, struct settings_line, roles.n + 6);
    lines[n++] = (struct settings_line){ .a = lang_text(l, N_("Name and login name")),
                                         .b = arena_printf(rq->a, "%s (%s)", who->name.text,
                                                           who->login.text),
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
    lines[n++] = (struct settings_line){ .a = lang_text(l, N_("By link")),
                                         .b = lang_text(l, N_("To choose a new password with")),
                                         .href = staff_path(rq, who->id, "/link") };
    lines[n++] = (struct settings_line){
        .a = lang_text(l, N_("Second factor")),
        .b = lang_text(l, factor.id ? N_("An app is set up") : N_("Not set up")),
        .href = factor.id ? staff_path(rq, who->id, "/second-factor") : NULL,
    };
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
    struct settings_page page = { .head_a = lang_text(l, N_("What")),
                                  .head_b = lang_text(l, N_("Details")),
                                  .back = "/desk/settings/staff",
                                  .head_c = lang_text(l, N_("From")),
                                  .head_d = lang_text(l, N_("Until")),
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
    settings_text(&s, "competences", N_("Knows most about"),
                  N_("Codes of classes and languages, divided by blanks, such as leak vi. Routes "
                     "by competence look here."),
                  who->competences);
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
                     staff_language_sent(rq), rq->err) &&
        staff_competences(edge_act(rq), who.id, settings_sent(rq, "competences"), rq->err))
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

/* A link instead: whoever gets it chooses the password themselves. */
static bool link_ask(struct req *rq, const struct staff_row *who)
{
    return ask(rq, who, "/link", N_("A link for a new password"),
               N_("{name} chooses a new password with it. It works once, within half an hour, and "
                  "their second factor stays. Hand it over yourself."),
               N_("Make a link"));
}

static bool link_get(struct req *rq)
{
    struct staff_row who = { 0 };

    return staff_of_path(rq, &who) && link_ask(rq, &who);
}

/* The address as the person opens it. */
static const char *link_address(struct req *rq, const char *link)
{
    const char *host = req_header(rq, "Host"), *url = rq->app->config->public_url;

    if (!url)
        url = arena_printf(rq->a, "%s://%s", rq->secure ? "https" : "http", host ? host : "");
    return arena_printf(rq->a, "%s" RESET_PATH "?link=%s", url, link);
}

static bool link_post(struct req *rq)
{
    struct staff_row who = { 0 };
    const struct procedure *p;
    const char *link;

    if (!staff_of_path(rq, &who) || !edge_procedure(rq, &p))
        return false;
    if (reset_link_make(edge_act(rq), p, who.id, &link, rq->err))
        return staff_show(rq, 200, link_address(rq, link));
    return link_ask(rq, &who);
}

/* -- the second factor of somebody who lost it -- */

static bool factor_ask(struct req *rq, const struct staff_row *who)
{
    return ask(
        rq, who, "/second-factor", N_("Take away the second factor"),
        N_("{name} has lost the app and the recovery codes. Be sure that it is them who asks. "
           "They are logged out, and set it up again at the next login if their role needs "
           "it."),
        N_("Take it away"));
}

static bool factor_get(struct req *rq)
{
    struct staff_row who = { 0 };

    return staff_of_path(rq, &who) && factor_ask(rq, &who);
}

/* Nobody takes away their own: then it would be no hindrance to whoever sits at their desk. */
static bool factor_post(struct req *rq)
{
    struct staff_row who = { 0 };

    if (!staff_of_path(rq, &who))
        return false;
    if (who.id == rq->user->id)
        err_set(rq->err, ERR_REFUSED,
                N_("Your own second factor is taken away by another administrator, or by a command "
                   "on the machine. You can set up another app instead."));
    else if (factor_end(edge_act(rq), who.id, rq->err))
        return settings_saved(rq, staff_path(rq, who.id, ""));
    return factor_ask(rq, &who);
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
    { GET, STAFF "/{id}/edit", MAY_ADMINISTER, edit_get, ROUTE_FRESH },
    { POST, STAFF "/{id}/edit", MAY_ADMINISTER, edit_post, ROUTE_FRESH },
    { GET, STAFF "/{id}/password", MAY_ADMINISTER, password_get, ROUTE_FRESH },
    { POST, STAFF "/{id}/password", MAY_ADMINISTER, password_post, ROUTE_FRESH },
    { GET, STAFF "/{id}/link", MAY_ADMINISTER, link_get, ROUTE_FRESH },
    { POST, STAFF "/{id}/link", MAY_ADMINISTER, link_post, ROUTE_FRESH },
    { GET, STAFF "/{id}/second-factor", MAY_ADMINISTER, factor_get, ROUTE_FRESH },
    { POST, STAFF "/{id}/second-factor", MAY_ADMINISTER, factor_post, ROUTE_FRESH },
    { GET, STAFF "/{id}/end", MAY_ADMINISTER, end_get, ROUTE_FRESH },
    { POST, STAFF "/{id}/end", MAY_ADMINISTER, end_post, ROUTE_FRESH },
    { 0 },
};
