/* /desk/settings/staff: who works here, in which role, and what ends it. */
#include "people/pages.h"

#include "people/password_rules.h"
#include "people/session.h"
#include "people/settings.h"
#include "people/staff.h"
#include "people/team.h"

#include <stdlib.h>
#include <string.h>

#define STAFF "/desk/settings/staff"

static const char *path_of(struct req *rq, int64_t id, const char *rest)
{
    return arena_printf(rq->a, STAFF "/%" PRId64 "%s", id, rest);
}

static const char *team_label(const struct rows *teams, int64_t id)
{
    const struct team_row *team = teams->row;

    for (size_t i = 0; i < teams->n; i++)
        if (team[i].id == id)
            return team[i].name;
    return NULL;
}

static const char *role_label(const struct req *rq, const char *code)
{
    const char *id = word_label(&role_words, word_value(&role_words, code));

    return id ? lang_text(rq->lang, id) : code;
}

/* "Handler, Homes; Auditor, Reception" */
static const char *roles_text(struct req *rq, const struct rows *roles, const struct rows *teams,
                              int64_t staff)
{
    const struct staff_role_row *role = roles->row;
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < roles->n; i++)
        if (role[i].staff_id == staff)
            buf_printf(&b, "%s%s · %s", b.n ? "; " : "", role_label(rq, role[i].role),
                       team_label(teams, role[i].team_id));
    return b.n ? buf_text(&b) : NULL;
}

static bool staff_rows(struct req *rq, struct rows *out)
{
    struct rows people = { 0 }, roles = { 0 }, teams = { 0 };
    const struct act *act = edge_act(rq);
    struct settings_line *lines;

    if (!staff_list(act, &people, rq->err) || !roles_all(act, &roles, rq->err) ||
        !team_list(act, &teams, rq->err))
        return false;
    lines = ARENA_ARRAY(rq->a, struct settings_line, people.n);
    for (size_t i = 0; i < people.n; i++) {
        const struct staff_row *who = &((const struct staff_row *)people.row)[i];
        lines[i] = (struct settings_line){ .a = who->name.text,
                                           .b = who->login.text,
                                           .c = roles_text(rq, &roles, &teams, who->id),
                                           .href = path_of(rq, who->id, ""),
                                           .off = instant_is_set(who->ended_at) };
    }
    *out = (struct rows){ lines, people.n };
    return true;
}

static bool list_show(struct req *rq, int status, const char *secret)
{
    const struct lang *l = rq->lang;
    struct settings_page page = { .title = lang_text(l, N_("Staff")),
                                  .path = STAFF,
                                  .a = lang_text(l, N_("Name")),
                                  .b = lang_text(l, N_("Login name")),
                                  .c = lang_text(l, N_("Roles")),
                                  .add = lang_text(l, N_("Add a person")),
                                  .add_href = STAFF "/new",
                                  .done = settings_done(rq),
                                  .secret = secret };

    return staff_rows(rq, &page.rows) &&
           req_render_status(rq, status, "desk/settings/list.html", &settings_page_record, &page);
}

static bool staff_get(struct req *rq)
{
    return list_show(rq, 200, NULL);
}

/* -- a role -- */

static void role_inputs(struct settings *s, struct choice *teams, size_t n_teams)
{
    struct choice *roles = ARENA_ARRAY(s->rq->a, struct choice, (size_t)role_words.n);
    size_t n = 0;

    for (int i = 1; i < role_words.n; i++)
        roles[n++] = (struct choice){
            .value = word_code(&role_words, i),
            .label = lang_text(s->rq->lang, word_label(&role_words, i)),
        };
    settings_select(s, "role", N_("Role"), NULL, roles, n, NULL);
    settings_select(s, "team", N_("Team"), N_("The role reaches this team and those below it."),
                    teams, n_teams, NULL);
    settings_text(s, "from", N_("First day"), N_("Empty: at once."), NULL);
    settings_text(s, "until", N_("Last day"), N_("Empty: until it is ended."), NULL);
    settings_text(s, "amount_limit", N_("Remedies up to this sum need no second person"),
                  N_("A whole number; empty: no sum."), NULL);
    settings_text(s, "currency", N_("Currency"), N_("Three letters, such as GBP."), NULL);
}

static bool amount_read(struct req *rq, struct role_given *out)
{
    const char *currency = settings_sent(rq, "currency");
    int64_t whole = 0;

    if (!*settings_sent(rq, "amount_limit"))
        return true;
    if (!settings_number(rq, "amount_limit", 0, INT64_C(1000000000000), &whole))
        return false;
    if (strlen(currency) != 3 || strspn(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
        return err_field(rq->err, "currency",
                         N_("Please give the currency as three capital letters, such as GBP."));
    out->amount_limit = whole * 100;
    out->currency = currency;
    return true;
}

static bool role_read(struct req *rq, struct role_given *out)
{
    struct date from, until;

    if (!settings_day(rq, "from", &from) || !settings_day(rq, "until", &until))
        return false;
    *out = (struct role_given){ .role = settings_sent(rq, "role"),
                                .team = strtoll(settings_sent(rq, "team"), NULL, 10) };
    if (date_is_set(from))
        out->from = zone_instant(rq->app->zone, from, 0);
    if (date_is_set(until)) /* the last day counts whole */
        out->until = zone_instant(rq->app->zone, date_add(until, 1), 0);
    return amount_read(rq, out);
}

/* -- adding somebody -- */

static void language_input(struct settings *s, const char *value)
{
    struct choice *list = ARENA_ARRAY(s->rq->a, struct choice, LANGS);

    for (size_t i = 0; i < LANGS; i++)
        list[i] = (struct choice){ .value = langs[i].tag, .label = langs[i].name };
    settings_select(s, "language", N_("Language of their pages"),
                    N_("Empty: as their browser asks."), list, LANGS, value);
}

static bool new_show(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Add a person"), N_("Add"));
    struct choice *teams;
    size_t n;

    s.action = STAFF "/new";
    s.back = STAFF;
    s.intro = lang_text(rq->lang, N_("They get a password for the first login and then choose "
                                     "their own."));
    settings_text(&s, "name", N_("Name"), NULL, NULL);
    settings_text(&s, "login", N_("Login name"), NULL, NULL);
    language_input(&s, NULL);
    if (!settings_teams(rq, NULL, &teams, &n))
        return false;
    role_inputs(&s, teams, n);
    return settings_show(&s);
}

static const char *language_sent(const struct req *rq)
{
    const struct lang *l = lang_by_tag(settings_sent(rq, "language"));

    return l ? l->tag : NULL;
}

static bool new_post(struct req *rq)
{
    struct staff_new in = { .name = settings_sent(rq, "name"),
                            .login = settings_sent(rq, "login"),
                            .language = language_sent(rq),
                            .password = password_one_time(rq->a),
                            .must_change = true };
    const struct procedure *p;

    if (!edge_procedure(rq, &p))
        return false;
    if (role_read(rq, &in.role) && staff_add(edge_act(rq), p, &in, NULL, rq->err))
        return list_show(rq, 201, in.password);
    return new_show(rq);
}

/* -- one person -- */

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
                                         .href = path_of(rq, who->id, "/edit") };
    for (size_t i = 0; i < roles.n; i++) {
        const struct staff_role_row *r = &((const struct staff_role_row *)roles.row)[i];
        lines[n++] = (struct settings_line){
            .a = role_label(rq, r->role),
            .b = team_label(&teams, r->team_id),
            .c = settings_instant(rq, r->from_at),
            .d = settings_instant(rq, r->until_at),
            .href = arena_printf(rq->a, "/desk/settings/roles/%" PRId64, r->id),
        };
    }
    lines[n++] = (struct settings_line){ .a = lang_text(l, N_("Password")),
                                         .b = lang_text(l, N_("Give a new one for one login")),
                                         .href = path_of(rq, who->id, "/password") };
    lines[n++] = (struct settings_line){
        .a = lang_text(l, N_("Sessions")),
        .b = lang_plural(rq->a, l, N_PLURAL("1 open session", "{n} open sessions"),
                         (int64_t)sessions.n),
        .href = sessions.n ? path_of(rq, who->id, "/sessions") : NULL,
    };
    lines[n++] = (struct settings_line){ .a = lang_text(l, N_("Leaves")),
                                         .b = lang_text(l, N_("End password, roles and sessions")),
                                         .href = path_of(rq, who->id, "/end") };
    *out = (struct rows){ lines, n };
    return true;
}

static bool person_load(struct req *rq, struct staff_row *out)
{
    int64_t id;

    return settings_id(rq, "id", &id) && staff_load(edge_act(rq), id, out, rq->err);
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

    if (!person_load(rq, &who) || !person_rows(rq, &who, &page.rows))
        return false;
    page.title = who.name.text;
    page.path = path_of(rq, who.id, "");
    if (instant_is_set(who.ended_at)) {
        page.intro = lang_text(l, N_("This person has left."));
        page.rows.n = 0;
    } else {
        page.add = lang_text(l, N_("Give a role"));
        page.add_href = path_of(rq, who.id, "/roles");
    }
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

static bool edit_show(struct req *rq, const struct staff_row *who)
{
    struct settings s = settings_form(rq, N_("Name and login name"), N_("Save"));

    s.action = path_of(rq, who->id, "/edit");
    s.back = path_of(rq, who->id, "");
    settings_text(&s, "name", N_("Name"), NULL, who->name.text);
    settings_text(&s, "login", N_("Login name"), NULL, who->login.text);
    language_input(&s, who->language);
    return settings_show(&s);
}

static bool edit_get(struct req *rq)
{
    struct staff_row who = { 0 };

    return person_load(rq, &who) && edit_show(rq, &who);
}

static bool edit_post(struct req *rq)
{
    struct staff_row who = { 0 };

    if (!person_load(rq, &who))
        return false;
    if (staff_change(edge_act(rq), who.id, settings_sent(rq, "login"), settings_sent(rq, "name"),
                     language_sent(rq), rq->err))
        return settings_saved(rq, path_of(rq, who.id, ""));
    return edit_show(rq, &who);
}

static bool roles_show(struct req *rq, const struct staff_row *who)
{
    struct settings s = settings_form(rq, N_("Give a role"), N_("Save"));
    struct choice *teams;
    size_t n;

    s.action = path_of(rq, who->id, "/roles");
    s.back = path_of(rq, who->id, "");
    if (!settings_teams(rq, NULL, &teams, &n))
        return false;
    role_inputs(&s, teams, n);
    return settings_show(&s);
}

static bool roles_get(struct req *rq)
{
    struct staff_row who = { 0 };

    return person_load(rq, &who) && roles_show(rq, &who);
}

static bool roles_post(struct req *rq)
{
    struct staff_row who = { 0 };
    struct role_given in;

    if (!person_load(rq, &who))
        return false;
    if (role_read(rq, &in) && role_give(edge_act(rq), who.id, &in, rq->err))
        return settings_saved(rq, path_of(rq, who.id, ""));
    return roles_show(rq, &who);
}

/* -- acts that only want a yes -- */

static bool ask(struct req *rq, const struct staff_row *who, const char *rest, const char *title,
                const char *intro, const char *submit)
{
    struct settings s = settings_form(rq, title, submit);

    s.intro = lang_format(rq->a, rq->lang, intro, "name", who->name.text, NULL);
    s.action = path_of(rq, who->id, rest);
    s.back = path_of(rq, who->id, "");
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

    return person_load(rq, &who) && password_ask(rq, &who);
}

static bool password_post(struct req *rq)
{
    const char *password = password_one_time(rq->a);
    struct staff_row who = { 0 };
    const struct procedure *p;

    if (!person_load(rq, &who) || !edge_procedure(rq, &p))
        return false;
    if (instant_is_set(who.ended_at))
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    if (staff_password(edge_act(rq), p, who.id, password, true, rq->err))
        return list_show(rq, 200, password);
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

    return person_load(rq, &who) && sessions_ask(rq, &who);
}

static bool sessions_post(struct req *rq)
{
    struct staff_row who = { 0 };

    return person_load(rq, &who) && staff_log_out(edge_act(rq), who.id, rq->err) &&
           settings_saved(rq, path_of(rq, who.id, ""));
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

    return person_load(rq, &who) && end_ask(rq, &who);
}

static bool end_post(struct req *rq)
{
    struct staff_row who = { 0 };

    if (!person_load(rq, &who))
        return false;
    if (staff_end(edge_act(rq), who.id, rq->err))
        return settings_saved(rq, STAFF);
    return end_ask(rq, &who);
}

static bool role_load(struct req *rq, struct staff_role_row *role, struct staff_row *who)
{
    int64_t id;

    if (!settings_id(rq, "id", &id) || !staff_role_by_id(rq->a, rq->db, id, role, rq->err))
        return false;
    if (instant_is_set(role->ended_at))
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    return staff_load(edge_act(rq), role->staff_id, who, rq->err);
}

static bool role_ask(struct req *rq, const struct staff_role_row *role, const struct staff_row *who)
{
    struct settings s = settings_form(rq, N_("End a role"), N_("End this role"));

    s.intro =
        lang_format(rq->a, rq->lang, N_("{name} is no longer: {role}. Their open sessions end."),
                    "name", who->name.text, "role", role_label(rq, role->role), NULL);
    s.action = arena_printf(rq->a, "/desk/settings/roles/%" PRId64, role->id);
    s.back = path_of(rq, who->id, "");
    return settings_show(&s);
}

static bool role_get(struct req *rq)
{
    struct staff_role_row role = { 0 };
    struct staff_row who = { 0 };

    return role_load(rq, &role, &who) && role_ask(rq, &role, &who);
}

static bool role_post(struct req *rq)
{
    struct staff_role_row role = { 0 };
    struct staff_row who = { 0 };

    if (!role_load(rq, &role, &who))
        return false;
    if (role_end(edge_act(rq), role.id, rq->err))
        return settings_saved(rq, path_of(rq, who.id, ""));
    return role_ask(rq, &role, &who);
}

const struct route staff_routes[] = {
    { GET, STAFF, MAY_ADMINISTER, staff_get, 0 },
    { GET, STAFF "/new", MAY_ADMINISTER, new_show, 0 },
    { POST, STAFF "/new", MAY_ADMINISTER, new_post, 0 },
    { GET, STAFF "/{id}", MAY_ADMINISTER, person_get, 0 },
    { GET, STAFF "/{id}/edit", MAY_ADMINISTER, edit_get, 0 },
    { POST, STAFF "/{id}/edit", MAY_ADMINISTER, edit_post, 0 },
    { GET, STAFF "/{id}/roles", MAY_ADMINISTER, roles_get, 0 },
    { POST, STAFF "/{id}/roles", MAY_ADMINISTER, roles_post, 0 },
    { GET, STAFF "/{id}/password", MAY_ADMINISTER, password_get, 0 },
    { POST, STAFF "/{id}/password", MAY_ADMINISTER, password_post, 0 },
    { GET, STAFF "/{id}/sessions", MAY_ADMINISTER, sessions_get, 0 },
    { POST, STAFF "/{id}/sessions", MAY_ADMINISTER, sessions_post, 0 },
    { GET, STAFF "/{id}/end", MAY_ADMINISTER, end_get, 0 },
    { POST, STAFF "/{id}/end", MAY_ADMINISTER, end_post, 0 },
    { GET, "/desk/settings/roles/{id}", MAY_ADMINISTER, role_get, 0 },
    { POST, "/desk/settings/roles/{id}", MAY_ADMINISTER, role_post, 0 },
    { 0 },
};
