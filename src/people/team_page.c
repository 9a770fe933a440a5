/* /desk/settings/teams: the tree of teams. */
#include "people/pages.h"

#include "base/buf.h"
#include "people/settings.h"
#include "people/team.h"

#include <stdlib.h>
#include <string.h>

#define TEAMS "/desk/settings/teams"

static const char *kind_label(const struct req *rq, const char *kind)
{
    static const char *const labels[][2] = {
        { "company", N_("Company") },
        { "department", N_("Department") },
        { "branch", N_("Branch") },
        { "management_office", N_("Management office") },
    };

    for (size_t i = 0; kind && i < COUNT(labels); i++)
        if (strcmp(labels[i][0], kind) == 0)
            return lang_text(rq->lang, labels[i][1]);
    return NULL;
}

static const char *name_of(const struct rows *teams, int64_t id)
{
    const struct team_row *team = teams->row;

    for (size_t i = 0; i < teams->n; i++)
        if (team[i].id == id)
            return team[i].name;
    return NULL;
}

static bool teams_get(struct req *rq)
{
    const struct lang *l = rq->lang;
    struct settings_page page = { .title = lang_text(l, N_("Teams")),
                                  .path = TEAMS,
                                  .back = "/desk/settings",
                                  .head_a = lang_text(l, N_("Name")),
                                  .head_b = lang_text(l, N_("Below")),
                                  .head_c = lang_text(l, N_("Kind")),
                                  .add = lang_text(l, N_("Add a team")),
                                  .add_href = TEAMS "/new",
                                  .done = settings_done(rq) };
    struct settings_line *lines;
    struct rows teams = { 0 };

    if (!team_list(edge_act(rq), &teams, rq->err))
        return false;
    lines = ARENA_ARRAY(rq->a, struct settings_line, teams.n);
    for (size_t i = 0; i < teams.n; i++) {
        const struct team_row *t = &((const struct team_row *)teams.row)[i];
        lines[i] = (struct settings_line){ .a = t->name,
                                           .b = name_of(&teams, t->parent_id),
                                           .c = kind_label(rq, t->kind),
                                           .href = arena_printf(rq->a, TEAMS "/%" PRId64, t->id),
                                           .off = instant_is_set(t->ended_at) };
    }
    page.rows = (struct rows){ lines, teams.n };
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

static void kind_input(struct settings *s, const char *kind)
{
    static const char *const kinds[] = { "company", "department", "branch", "management_office" };
    struct choice *list = ARENA_ARRAY(s->rq->a, struct choice, COUNT(kinds));

    for (size_t i = 0; i < COUNT(kinds); i++)
        list[i] = (struct choice){ .value = kinds[i], .label = kind_label(s->rq, kinds[i]) };
    settings_select(s, "kind", N_("Kind"), NULL, list, COUNT(kinds), kind);
}

/* Where the form came from: a page of the settings, or that of teams. */
static const char *came_from(const struct req *rq)
{
    static const char settings[] = "/desk/settings";
    const char *back = form_text(rq->query, "back");

    return back && strncmp(back, settings, strlen(settings)) == 0 && !strchr(back, '\\') ? back
                                                                                         : TEAMS;
}

static bool new_show(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Add a team"), N_("Add"));
    struct buf action = buf_new(rq->a);
    struct choice *teams;
    size_t n;

    s.back = came_from(rq);
    buf_str(&action, TEAMS "/new?back=");
    buf_url(&action, s.back, strlen(s.back));
    s.action = buf_text(&action);
    if (!settings_teams(rq, N_("None: it stands at the top"), &teams, &n))
        return false;
    settings_text(&s, "name", N_("Name"), NULL, form_text(rq->query, "name"));
    settings_select(&s, "parent", N_("Below"), N_("Who has a role there has it here too."), teams,
                    n, "0");
    kind_input(&s, NULL);
    return settings_show(&s);
}

static bool new_post(struct req *rq)
{
    int64_t parent = strtoll(settings_sent(rq, "parent"), NULL, 10);

    if (team_add(edge_act(rq), settings_sent(rq, "name"), parent, settings_sent(rq, "kind"), NULL,
                 rq->err))
        return settings_saved(rq, came_from(rq));
    return new_show(rq);
}

static bool team_load(struct req *rq, struct team_row *out)
{
    int64_t id;

    if (!settings_id(rq, "id", &id) || !team_by_id(rq->a, rq->db, id, out, rq->err))
        return false;
    return !instant_is_set(out->ended_at) ||
           err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

static bool team_show(struct req *rq, const struct team_row *team)
{
    struct settings s = settings_form(rq, N_("Team"), N_("Save"));

    s.action = arena_printf(rq->a, TEAMS "/%" PRId64, team->id);
    s.back = TEAMS;
    settings_text(&s, "name", N_("Name"), NULL, team->name);
    kind_input(&s, team->kind);
    settings_tick(&s, "end", N_("No longer in use"),
                  N_("Possible once it has no open complaints, no people and no teams below it."),
                  N_("End this team"), false);
    return settings_show(&s);
}

static bool team_get(struct req *rq)
{
    struct team_row team = { 0 };

    return team_load(rq, &team) && team_show(rq, &team);
}

static bool team_save(struct req *rq, int64_t id)
{
    if (settings_ticked(rq, "end", "yes"))
        return team_end(edge_act(rq), id, rq->err);
    return team_change(edge_act(rq), id, settings_sent(rq, "name"), settings_sent(rq, "kind"),
                       rq->err);
}

static bool team_post(struct req *rq)
{
    struct team_row team = { 0 };

    if (!team_load(rq, &team))
        return false;
    return team_save(rq, team.id) ? settings_saved(rq, TEAMS) : team_show(rq, &team);
}

const struct route team_routes[] = {
    { GET, TEAMS, MAY_ADMINISTER, teams_get, 0 },
    { GET, TEAMS "/new", MAY_ADMINISTER, new_show, 0 },
    { POST, TEAMS "/new", MAY_ADMINISTER, new_post, 0 },
    { GET, TEAMS "/{id}", MAY_ADMINISTER, team_get, 0 },
    { POST, TEAMS "/{id}", MAY_ADMINISTER, team_post, 0 },
    { 0 },
};
