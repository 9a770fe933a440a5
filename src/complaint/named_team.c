#include "complaint/named_team.h"

#include "db/routing_sql.h"

#include <string.h>

#define SETTING "route_team."

const char *named_team_setting(struct arena *a, const char *name)
{
    return arena_printf(a, SETTING "%s", name);
}

bool named_team(const struct act *act, const char *name, int64_t *id, struct err *err)
{
    return sql_team_meant(act->a, act->db, name, named_team_setting(act->a, name), id, err);
}

const char *named_team_of_class(const struct pack_version *v, const char *class)
{
    const struct pack_class *c = v && class ? pack_class(v, class) : NULL;

    while (c && !c->team && c->parent >= 0)
        c = &v->class[c->parent];
    return c ? c->team : NULL;
}

/* -- where a pack names teams -- */

struct uses {
    struct named_use *list;
    size_t n;
};

static void add(struct uses *u, const char *team, const char *part, const struct pack_text *text)
{
    if (team)
        u->list[u->n++] = (struct named_use){ team, part, text };
}

static size_t most(const struct pack_version *v)
{
    size_t n = v->n_classes + v->n_routes + v->n_copies + v->n_tasks + v->n_roles;

    for (size_t i = 0; i < v->n_routes; i++)
        n += v->route[i].units.n;
    return n;
}

const struct named_use *named_teams(struct arena *a, const struct pack_version *v, size_t *n)
{
    struct uses u = { ARENA_ARRAY(a, struct named_use, most(v)), 0 };

    for (size_t i = 0; i < v->n_classes; i++)
        add(&u, v->class[i].team, "classes", &v->class[i].text);
    for (size_t i = 0; i < v->n_routes; i++) {
        add(&u, v->route[i].team, "routes", &v->route[i].text);
        for (size_t k = 0; k < v->route[i].units.n; k++)
            add(&u, v->route[i].units.word[k], "routes", &v->route[i].text);
    }
    for (size_t i = 0; i < v->n_copies; i++)
        add(&u, v->copy[i].team, "copies", &v->copy[i].text);
    for (size_t i = 0; i < v->n_tasks; i++)
        add(&u, v->task[i].team, "tasks", &v->task[i].text);
    for (size_t i = 0; i < v->n_roles; i++)
        add(&u, v->role[i].team, "roles", &v->role[i].text);
    *n = u.n;
    return u.list;
}

static bool seen_before(const struct named_use *all, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(all[k].team, all[i].team) == 0)
            return true;
    return false;
}

bool named_teams_missing(const struct act *act, const struct pack_version *v, struct rows *out,
                         struct err *err)
{
    size_t n;
    const struct named_use *all = named_teams(act->a, v, &n);
    struct named_use *list = ARENA_ARRAY(act->a, struct named_use, n);
    size_t found = 0;
    int64_t id;

    for (size_t i = 0; i < n; i++) {
        if (seen_before(all, i))
            continue;
        if (!named_team(act, all[i].team, &id, err))
            return false;
        for (size_t k = i; id == 0 && k < n; k++)
            if (strcmp(all[k].team, all[i].team) == 0)
                list[found++] = all[k];
    }
    *out = (struct rows){ list, found };
    return true;
}
