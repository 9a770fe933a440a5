/* Roles on the pages of staff: given for a time and up to a sum, and ended. */
#include "people/pages.h"

#include "people/staff_page.h"
#include "people/team.h"

#include <stdlib.h>
#include <string.h>

const char *staff_team_label(const struct rows *teams, int64_t id)
{
    const struct team_row *team = teams->row;

    for (size_t i = 0; i < teams->n; i++)
        if (team[i].id == id)
            return team[i].name;
    return NULL;
}

const char *staff_role_label(const struct req *rq, const char *code)
{
    const char *id = word_label(&role_words, word_value(&role_words, code));

    return id ? lang_text(rq->lang, id) : code;
}

bool staff_role_inputs(struct settings *s)
{
    struct choice *teams;
    size_t n_teams;
    struct choice *roles = ARENA_ARRAY(s->rq->a, struct choice, (size_t)role_words.n);
    size_t n = 0;

    if (!settings_teams(s->rq, NULL, &teams, &n_teams))
        return false;
    for (int i = 1; i < role_words.n; i++)
        roles[n++] = (struct choice){
            .value = word_code(&role_words, i),
            .label = lang_text(s->rq->lang, word_label(&role_words, i)),
        };
    settings_select(s, "role", N_("Role"), NULL, roles, n, NULL);
    settings_select(s, "team", N_("Team"), N_("The role reaches this team and those below it."),
                    teams, n_teams, NULL);
    settings_date(s, "from", N_("First day"), N_("Empty: at once."), NULL);
    settings_date(s, "until", N_("Last day"), N_("Empty: until it is ended."), NULL);
    settings_text(s, "amount_limit", N_("Remedies up to this sum need no second person"),
                  N_("A whole number; empty: no sum."), NULL);
    settings_text(s, "currency", N_("Currency"), N_("Three letters, such as GBP."), NULL);
    return true;
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
    out->amount_limit = whole * lang_minor_units(currency);
    out->currency = currency;
    return true;
}

bool staff_role_sent(struct req *rq, struct role_given *out)
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

static bool roles_show(struct req *rq, const struct staff_row *who)
{
    struct settings s = settings_form(rq, N_("Give a role"), N_("Save"));

    s.action = staff_path(rq, who->id, "/roles");
    s.back = staff_path(rq, who->id, "");
    return staff_role_inputs(&s) && settings_show(&s);
}

static bool roles_get(struct req *rq)
{
    struct staff_row who = { 0 };

    return staff_of_path(rq, &who) && roles_show(rq, &who);
}

static bool roles_post(struct req *rq)
{
    struct staff_row who = { 0 };
    struct role_given in;

    if (!staff_of_path(rq, &who))
        return false;
    if (staff_role_sent(rq, &in) && role_give(edge_act(rq), who.id, &in, rq->err))
        return settings_saved(rq, staff_path(rq, who.id, ""));
    return roles_show(rq, &who);
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
                    "name", who->name.text, "role", staff_role_label(rq, role->role), NULL);
    s.action = arena_printf(rq->a, "/desk/settings/roles/%" PRId64, role->id);
    s.back = staff_path(rq, who->id, "");
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
        return settings_saved(rq, staff_path(rq, who.id, ""));
    return role_ask(rq, &role, &who);
}

const struct route role_routes[] = {
    { GET, STAFF "/{id}/roles", MAY_ADMINISTER, roles_get, ROUTE_FRESH },
    { POST, STAFF "/{id}/roles", MAY_ADMINISTER, roles_post, ROUTE_FRESH },
    { GET, "/desk/settings/roles/{id}", MAY_ADMINISTER, role_get, ROUTE_FRESH },
    { POST, "/desk/settings/roles/{id}", MAY_ADMINISTER, role_post, ROUTE_FRESH },
    { 0 },
};
