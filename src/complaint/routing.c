#include "complaint/routing.h"

#include "db/routing_sql.h"

#include <string.h>

const char *routing_setting(struct arena *a, const char *team)
{
    return arena_printf(a, "route_team.%s", team);
}

bool routing_candidates(const struct act *act, const struct procedure *p, int64_t team,
                        const struct case_facts *f, struct rows *out, struct err *err)
{
    struct route_candidate *list;

    if (!sql_route_candidates(act->a, act->db, team, act->now, zone_date(p->zone, act->now, NULL),
                              out, err))
        return false;
    list = (struct route_candidate *)(uintptr_t)out->row;
    for (size_t i = 0; i < out->n; i++)
        list[i].barred = facts_conflict(f, list[i].staff) != CONFLICT_NONE;
    return true;
}

/* -- what the routes ask about -- */

static bool asks_units(const struct pack_version *v)
{
    for (size_t i = 0; i < v->n_routes; i++)
        if (v->route[i].units.n > 0)
            return true;
    return false;
}

static bool units_read(const struct act *act, int64_t unit, struct pack_words *out, struct err *err)
{
    const struct team_row *team;
    const char **names;
    struct rows rows;

    if (!sql_team_names_above(act->a, act->db, unit, &rows, err))
        return false;
    team = rows.row;
    names = ARENA_ARRAY(act->a, const char *, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        names[i] = team[i].name;
    *out = (struct pack_words){ names, rows.n };
    return true;
}

static bool case_read(const struct act *act, const struct pack_version *v, int64_t unit,
                      const struct complaint_row *c, struct route_case *out, struct err *err)
{
    *out = (struct route_case){ .class = c->class,
                                .product = c->product.text,
                                .place = c->place.text,
                                .language = c->language,
                                .channel = c->channel,
                                .severity = c->severity };
    return unit == 0 || !asks_units(v) || units_read(act, unit, &out->units, err);
}

/* -- carrying it out -- */

struct routing {
    struct history *h;
    const struct procedure *p;
    struct dossier *d;
    struct complaint_row *c;
    struct route_case asked;
    struct routing_row row;
};

bool routing_note(struct history *h, struct dossier *d, struct routing_row *row,
                  const struct complaint_row *c, struct err *err)
{
    bool staff = strcmp(h->act->actor_kind, "staff") == 0;

    row->complaint_id = h->complaint;
    row->at = h->act->now;
    row->team_id = c->team_id;
    row->owner_id = c->owner_id;
    row->by_id = staff ? h->act->actor_id : 0;
    return history_insert(h, &routing_table, row, err) &&
           (c->owner_id == 0 || case_involve_as(h, d, c->owner_id, PART_OWNER, err));
}

static bool sees_to(const struct remedy_row *r, int64_t staff)
{
    enum remedy_state state = word_value(&remedy_state_words, r->state);

    return r->owner_id == staff && (state == REMEDY_PROPOSED || state == REMEDY_APPROVED);
}

bool routing_sees_to(const struct dossier *d, int64_t staff)
{
    for (size_t i = 0; i < d->remedy.n; i++)
        if (sees_to(&d->remedy.row[i], staff))
            return true;
    return false;
}

bool routing_remedies_of(struct history *h, const struct dossier *d, int64_t from, int64_t to,
                         struct err *err)
{
    for (size_t i = 0; i < d->remedy.n; i++) {
        const struct remedy_row *before = &d->remedy.row[i];
        struct remedy_row after = *before;
        after.owner_id = to;
        if (sees_to(before, from) && !history_update(h, &remedy_table, before, &after, err))
            return false;
    }
    return true;
}

bool routing_remedies(struct history *h, const struct dossier *d, int64_t owner, struct err *err)
{
    return owner == 0 || d->c.owner_id == 0 || owner == d->c.owner_id ||
           routing_remedies_of(h, d, d->c.owner_id, owner, err);
}

static bool owner_find(struct routing *r, const struct pack_route *route, struct err *err)
{
    struct route_choice choice;
    struct rows rows;

    r->c->owner_id = 0;
    if (route->owner == ROUTE_NOBODY)
        return true;
    if (!routing_candidates(r->h->act, r->p, r->c->team_id, &r->d->facts, &rows, err))
        return false;
    choice = route_choose(r->d->pack, &r->asked, route->owner, rows.row, rows.n);
    r->c->owner_id = choice.owner;
    r->row.absent_id = choice.absent;
    r->row.chosen = route_owner_code(choice.by);
    return true;
}

/* A team that is not there, or ended since, is passed over: the case stays where it is. */
static bool team_find(const struct routing *r, const struct pack_route *route, int64_t *out,
                      struct err *err)
{
    const struct act *act = r->h->act;
    struct team_row team = { 0 };

    *out = r->c->team_id;
    if (!route->team)
        return true;
    team.id = procedure_number(r->p, routing_setting(act->a, route->team), 0);
    if (team.id == 0)
        return true;
    if (!team_by_id(act->a, act->db, team.id, &team, err))
        return false;
    if (!instant_is_set(team.ended_at))
        *out = team.id;
    return true;
}

static bool send(struct routing *r, const struct pack_route *route, struct err *err)
{
    int64_t team;

    if (!team_find(r, route, &team, err))
        return false;
    r->row.rule = route->name;
    if (r->c->owner_id == 0 || team != r->c->team_id) {
        r->c->team_id = team;
        if (!owner_find(r, route, err))
            return false;
    }
    return routing_note(r->h, r->d, &r->row, r->c, err) &&
           routing_remedies(r->h, r->d, r->c->owner_id, err);
}

/* Whether what happened now is what this route asks about, and it is not the one that sent it here.
 */
static bool opened(const struct pack_route *route, enum routed_when when, const char *last)
{
    const struct pack_words *asked = when == ROUTED_ASSESSED ? &route->severities : &route->classes;

    return asked->n > 0 && (!last || strcmp(last, route->name) != 0);
}

/* No route sent it: a new class may have a team of its own, and the case went there. */
static bool follow(struct routing *r, struct err *err)
{
    if (r->c->team_id == r->d->c.team_id)
        return true;
    r->row.because = arena_printf(r->h->act->a, "class=%s", r->c->class);
    return routing_note(r->h, r->d, &r->row, r->c, err);
}

static bool again(struct routing *r, enum routed_when when, struct err *err)
{
    const struct act *act = r->h->act;
    const struct pack_route *route;
    const struct routing_row *row;
    struct rows rows;

    r->row.from_team_id = r->d->c.team_id; /* not where the class has put it meanwhile */
    r->row.from_owner_id = r->d->c.owner_id;
    if (!r->d->pack || r->d->pack->n_routes == 0)
        return follow(r, err);
    if (!routing_of(act->a, act->db, r->d->c.id, &rows, err))
        return false;
    row = rows.row;
    if (!case_read(act, r->d->pack, rows.n > 0 ? row[0].from_team_id : 0, r->c, &r->asked, err))
        return false;
    route = route_find(act->a, r->d->pack, &r->asked, &r->row.because);
    if (!route || !opened(route, when, rows.n > 0 ? row[rows.n - 1].rule : NULL))
        return follow(r, err);
    return send(r, route, err);
}

bool routing_case(struct history *h, const struct procedure *p, struct dossier *d,
                  enum routed_when when, int64_t unit, struct complaint_row *c, struct err *err)
{
    static const char *const ways[] = { "filed", "assessed", "class_changed" };
    struct routing r = { .h = h, .p = p, .d = d, .c = c, .row = { .way = ways[when] } };
    const struct pack_route *route;

    if (when != ROUTED_FILED)
        return again(&r, when, err);
    if (!d->pack || d->pack->n_routes == 0)
        return true;
    r.row.from_team_id = unit;
    if (!case_read(h->act, d->pack, unit, c, &r.asked, err))
        return false;
    route = route_find(h->act->a, d->pack, &r.asked, &r.row.because);
    return !route || send(&r, route, err);
}
