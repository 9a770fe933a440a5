#include "complaint/routing.h"

#include "complaint/named_team.h"
#include "db/routing_sql.h"

#include <string.h>

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

static size_t units_named(const struct pack_version *v)
{
    size_t n = 0;

    for (size_t i = 0; i < v->n_routes; i++)
        n += v->route[i].units.n;
    return n;
}

static bool is_among(const struct rows *teams, int64_t id)
{
    const struct team_row *team = teams->row;

    for (size_t i = 0; i < teams->n; i++)
        if (team[i].id == id)
            return true;
    return false;
}

/* Of the teams that the routes name those that the case came in at or below. */
static bool units_read(const struct act *act, const struct pack_version *v, int64_t unit,
                       struct pack_words *out, struct err *err)
{
    const char **names = ARENA_ARRAY(act->a, const char *, units_named(v));
    struct rows above;
    size_t n = 0;
    int64_t id;

    if (!sql_team_names_above(act->a, act->db, unit, &above, err))
        return false;
    for (size_t i = 0; i < v->n_routes; i++)
        for (size_t k = 0; k < v->route[i].units.n; k++) {
            const char *name = v->route[i].units.word[k];
            if (!named_team(act, name, &id, err))
                return false;
            if (id != 0 && is_among(&above, id))
                names[n++] = name;
        }
    *out = (struct pack_words){ names, n };
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
    return unit == 0 || units_named(v) == 0 || units_read(act, v, unit, &out->units, err);
}

/* -- carrying it out -- */

struct routing {
    struct history *h;
    const struct procedure *p;
    struct dossier *d;
    struct complaint_row *c;
    struct route_case asked;
    struct routing_row row;
    const char *lost; /* the word that says whose team does not exist, or NULL */
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

/* A team that does not exist is passed over: the case stays where it is, nobody there is chosen as
 * its owner by this route, and it says so. */
static bool team_find(struct routing *r, const struct pack_route *route, int64_t *out,
                      struct err *err)
{
    int64_t team;

    *out = r->c->team_id;
    if (!route->team)
        return true;
    if (!named_team(r->h->act, route->team, &team, err))
        return false;
    r->lost = team == 0 ? ROUTED_NO_TEAM : NULL;
    if (team != 0)
        *out = team;
    return true;
}

static bool passed_over(const struct routing *r)
{
    return r->lost && strcmp(r->lost, ROUTED_NO_TEAM) == 0;
}

/* What was found, and behind it that the team named for it does not exist. */
static const char *because(const struct routing *r, const char *found)
{
    return found && r->lost ? arena_printf(r->h->act->a, "%s %s", found, r->lost)
           : found          ? found
                            : r->lost;
}

static bool send(struct routing *r, const struct pack_route *route, struct err *err)
{
    int64_t team;

    if (!team_find(r, route, &team, err))
        return false;
    r->row.rule = route->name;
    r->row.because = because(r, r->row.because);
    if (r->c->owner_id == 0 || team != r->c->team_id) {
        r->c->team_id = team;
        if (!passed_over(r) && !owner_find(r, route, err))
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

/* No route sent it: its class has a team of its own, and the case went there, or it could not. */
static bool follow(struct routing *r, struct err *err)
{
    if (r->c->team_id == r->d->c.team_id && !r->lost)
        return true;
    r->row.because = because(r, arena_printf(r->h->act->a, "class=%s", r->c->class));
    return routing_note(r->h, r->d, &r->row, r->c, err);
}

/* Where nothing but its class says where it goes, only a team that does not exist is written. */
static bool first(struct routing *r, int64_t unit, struct err *err)
{
    const struct pack_version *v = r->d->pack;
    const struct pack_route *route;

    r->row.from_team_id = unit;
    if (!v)
        return true;
    if (v->n_routes == 0)
        return !r->lost || follow(r, err);
    if (!case_read(r->h->act, v, unit, r->c, &r->asked, err))
        return false;
    route = route_find(r->h->act->a, v, &r->asked, &r->row.because);
    return route ? send(r, route, err) : !r->lost || follow(r, err);
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

bool routing_class(const struct act *act, const struct pack_version *v, const char *class,
                   int64_t *team, bool *no_team, struct err *err)
{
    const char *name = named_team_of_class(v, class);

    *team = 0;
    *no_team = false;
    if (!name)
        return true;
    if (!named_team(act, name, team, err))
        return false;
    *no_team = *team == 0;
    return true;
}

bool routing_case(struct history *h, const struct procedure *p, struct dossier *d,
                  const struct routed *now, struct complaint_row *c, struct err *err)
{
    static const char *const ways[] = { "filed", "assessed", "class_changed" };
    struct routing r = { .h = h, .p = p, .d = d, .c = c, .row = { .way = ways[now->when] } };

    if (now->no_team)
        r.lost = arena_printf(h->act->a, ROUTED_NO_TEAM "=%s", c->class);
    return now->when == ROUTED_FILED ? first(&r, now->unit, err) : again(&r, now->when, err);
}
