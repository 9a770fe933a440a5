/* /desk/settings/staff: who works here, and adding somebody. */
#include "people/pages.h"

#include "people/password_rules.h"
#include "people/staff_page.h"
#include "people/team.h"

const char *staff_path(struct req *rq, int64_t id, const char *rest)
{
    return arena_printf(rq->a, STAFF "/%" PRId64 "%s", id, rest);
}

bool staff_of_path(struct req *rq, struct staff_row *out)
{
    int64_t id;

    return settings_id(rq, "id", &id) && staff_load(edge_act(rq), id, out, rq->err);
}

/* "Handler, Homes; Auditor, Reception" */
static const char *roles_text(struct req *rq, const struct rows *roles, const struct rows *teams,
                              int64_t staff)
{
    const struct staff_role_row *role = roles->row;
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < roles->n; i++)
        if (role[i].staff_id == staff)
            buf_printf(&b, "%s%s · %s", b.n ? "; " : "", staff_role_label(rq, role[i].role),
                       staff_team_label(teams, role[i].team_id));
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
                                           .href = staff_path(rq, who->id, ""),
                                           .off = instant_is_set(who->ended_at) };
    }
    *out = (struct rows){ lines, people.n };
    return true;
}

bool staff_show(struct req *rq, int status, const char *secret)
{
    const struct lang *l = rq->lang;
    struct settings_page page = { .title = lang_text(l, N_("Staff")),
                                  .path = STAFF,
                                  .back = "/desk/settings",
                                  .head_a = lang_text(l, N_("Name")),
                                  .head_b = lang_text(l, N_("Login name")),
                                  .head_c = lang_text(l, N_("Roles")),
                                  .add = lang_text(l, N_("Add a person")),
                                  .add_href = STAFF "/new",
                                  .done = settings_done(rq),
                                  .secret = secret };

    return staff_rows(rq, &page.rows) &&
           req_render_status(rq, status, "desk/settings/list.html", &settings_page_record, &page);
}

static bool staff_get(struct req *rq)
{
    return staff_show(rq, 200, NULL);
}

/* -- adding somebody -- */

void staff_language_input(struct settings *s, const char *value)
{
    struct choice *list = ARENA_ARRAY(s->rq->a, struct choice, LANGS);

    for (size_t i = 0; i < LANGS; i++)
        list[i] = (struct choice){ .value = langs[i].tag, .label = langs[i].name };
    settings_select(s, "language", N_("Language of their pages"),
                    N_("Empty: as their browser asks."), list, LANGS, value);
}

const char *staff_language_sent(const struct req *rq)
{
    const struct lang *l = lang_by_tag(settings_sent(rq, "language"));

    return l ? l->tag : NULL;
}

static bool new_show(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Add a person"), N_("Add"));

    s.action = STAFF "/new";
    s.back = STAFF;
    s.intro = lang_text(rq->lang, N_("They get a password for the first login and then choose "
                                     "their own."));
    settings_text(&s, "name", N_("Name"), NULL, NULL);
    settings_text(&s, "login", N_("Login name"), NULL, NULL);
    staff_language_input(&s, NULL);
    return staff_role_inputs(&s) && settings_show(&s);
}

static bool new_post(struct req *rq)
{
    struct staff_new in = { .name = settings_sent(rq, "name"),
                            .login = settings_sent(rq, "login"),
                            .language = staff_language_sent(rq),
                            .password = password_one_time(rq->a),
                            .must_change = true };
    const struct procedure *p;

    if (!edge_procedure(rq, &p))
        return false;
    if (staff_role_sent(rq, &in.role) && staff_add(edge_act(rq), p, &in, NULL, rq->err))
        return staff_show(rq, 201, in.password);
    return new_show(rq);
}

const struct route staff_routes[] = {
    { GET, STAFF, MAY_ADMINISTER, staff_get, 0 },
    { GET, STAFF "/new", MAY_ADMINISTER, new_show, ROUTE_FRESH },
    { POST, STAFF "/new", MAY_ADMINISTER, new_post, ROUTE_FRESH },
    { 0 },
};
