#include "edge/edge.h"

#include "complaint/bound.h"
#include "complaint/packs.h"
#include "complaint/redaction.h"
#include "db/edge_sql.h"
#include "edge/layout.h"
#include "edge/refusal.h"
#include "people/object.h"

#include <string.h>

/* Kept in the request's own memory, found again by the pointer in rq. */
struct edge {
    struct act act;
    struct page *page;
    const struct user *user; /* whose act it is */
    int64_t generation;      /* of the procedure this request looked at; 0 = none yet */
    struct arrivals *arrivals;
    bool lines_held;
};

void own_end(struct own *own)
{
    struct arena *all[] = { own->a, own->tally.a, own->lines_arena, own->shelf_arena };

    for (size_t i = 0; i < COUNT(all); i++)
        arena_free(all[i]);
    *own = (struct own){ 0 };
}

bool own_procedure_load(struct own *own, struct db *db, struct err *err)
{
    if (!own->shelf) {
        own->shelf_arena = arena_new();
        own->shelf = pack_shelf_new(own->shelf_arena);
    }
    if (!procedure_load(own->a, db, &own->procedure, err) ||
        !pack_shelf_follow(own->shelf, db, err))
        return false;
    own->procedure.pack = own->pack;
    own->procedure.shelf = own->shelf;
    return true;
}

static const char *actor_kind(const struct user *user)
{
    if (!user)
        return "public";
    return user->kind == USER_STAFF ? "staff" : "api";
}

static struct edge *edge_of(struct req *rq)
{
    struct edge *e = rq->edge;

    if (!e) {
        e = rq->edge = ARENA_NEW(rq->a, struct edge);
        e->act = (struct act){ .a = rq->a,
                               .db = rq->db,
                               .keys = keyring_new(rq->a, rq->app->vault, rq->db),
                               .now = rq->now,
                               .actor_kind = actor_kind(NULL) };
    }
    if (e->user != rq->user) { /* found out since */
        e->user = rq->user;
        e->act.actor_kind = actor_kind(rq->user);
        e->act.actor_id = rq->user ? rq->user->id : 0;
    }
    return e;
}

const struct act *edge_act(struct req *rq)
{
    return &edge_of(rq)->act;
}

void edge_act_once(struct req *rq, struct bytes once, bool said)
{
    edge_of(rq)->act.once = once;
    edge_of(rq)->act.said = said;
}

void edge_as_complainant(struct req *rq)
{
    edge_of(rq)->act.actor_kind = "complainant";
    edge_of(rq)->act.actor_id = 0;
}

void edge_as_outsider(struct req *rq, int64_t outsider)
{
    edge_of(rq)->act.actor_kind = "outside";
    edge_of(rq)->act.actor_id = outsider;
}

struct page *edge_page(struct req *rq)
{
    struct edge *e = edge_of(rq);

    if (!e->page) {
        e->page = ARENA_NEW(rq->a, struct page);
        layout_fill(rq, e->page);
    }
    return e->page;
}

const void *edge_layout(struct req *rq)
{
    return edge_page(rq);
}

bool *edge_lines_held(struct req *rq)
{
    return &edge_of(rq)->lines_held;
}

struct arrivals **edge_arrivals(struct req *rq)
{
    return &edge_of(rq)->arrivals;
}

/* What the web shows days and texts by changes with the settings, in this request already. */
static void settings_follow(struct req *rq, const struct own *own)
{
    rq->app->zone = own->procedure.zone;
    rq->app->lang = own->procedure.lang;
    rq->today = zone_date(rq->app->zone, rq->now, NULL);
}

bool edge_procedure(struct req *rq, const struct procedure **out)
{
    struct own *own = rq->app->own;
    struct edge *e = edge_of(rq);
    int64_t length = 0;

    /* One procedure for the whole request: what a handler holds of it stays where it is. Only
     * while a body arrives may another request load it anew. */
    *out = &own->procedure;
    if (own->loaded && e->generation != 0 && e->generation == own->generation)
        return true;
    if (!sql_organisation_length(rq->a, rq->db, &length, rq->err))
        return false;
    if (!own->loaded || own->procedure.chain != length) {
        arena_reset(own->a);
        own->teams_loaded = false;
        own->act_routes = NULL;
        own->names = NULL;
        own->generation++;
        own->loaded = own_procedure_load(own, rq->db, rq->err);
        if (!own->loaded)
            return false;
        settings_follow(rq, own);
    }
    e->generation = own->generation;
    return true;
}

bool edge_teams(struct req *rq, struct rows *above)
{
    struct own *own = rq->app->own;
    const struct procedure *p;

    if (!edge_procedure(rq, &p))
        return false;
    if (!own->teams_loaded && !sql_teams_all_above(own->a, rq->db, &own->above, rq->err))
        return false;
    own->teams_loaded = true;
    *above = own->above;
    return true;
}

/* What cannot be found out is closed. */
struct may_object edge_object(struct req *rq, const struct dossier *d)
{
    bool staff = rq->user && rq->user->kind == USER_STAFF;
    struct may_object o;
    struct err none = { 0 };

    if (!may_object_of(edge_act(rq), d, staff ? rq->user->id : 0, &o, &none))
        return (struct may_object){ .barred = true };
    return o;
}

static void hide_internal(struct dossier *d)
{
    size_t n = 0;

    for (size_t i = 0; i < d->entry.n; i++)
        if (strcmp(d->entry.row[i].direction, "internal") != 0)
            d->entry.row[n++] = d->entry.row[i];
    d->entry.n = n;
}

static bool not_there(struct err *err)
{
    return err_set(err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
}

bool edge_file_known(const struct req *rq, const struct may_object *object,
                     const struct file_row *f)
{
    return strcmp(f->direction, "internal") != 0 || may(rq->user, MAY_READ_INTERNAL, object);
}

/* Whoever is behind a wall finds nothing, and that they tried is kept. [4.7-a] [S61] */
static bool blocked_note(struct req *rq, const struct may_object *o, int64_t complaint)
{
    return !o->barred || o->n_teams == 0 ||
           look_note(edge_act(rq), complaint, "access_blocked", rq->err);
}

/* Before names are shown: what lets this reader see them was written by the program. Where it was
 * not, they stay sealed, to whomever they were granted. */
static bool names_bound(struct req *rq, struct dossier *d, struct may_object *o)
{
    bool bound = true;

    if (!may(rq->user, MAY_READ_IDENTITY, o) || instant_is_set(d->c.erased_at))
        return true;
    if (!case_bound(edge_act(rq), d, &bound, rq->err))
        return false;
    d->unbound = !bound;
    if (d->unbound)
        *o = edge_object(rq, d);
    return true;
}

bool edge_case(struct req *rq, const char *reference, enum may what, struct dossier *out)
{
    const struct procedure *p;
    struct may_object o;
    struct err none = { 0 };

    if (!edge_procedure(rq, &p))
        return false;
    if (!dossier_load(edge_act(rq), p, reference, out, &none)) {
        if (none.kind == ERR_NOT_FOUND)
            return not_there(rq->err);
        *rq->err = none;
        return false;
    }
    o = edge_object(rq, out);
    if (!names_bound(rq, out, &o))
        return false;
    if (!may(rq->user, what, &o)) {
        if (!o.barred)
            refusal_note(rq, what, out->c.id);
        return blocked_note(rq, &o, out->c.id) && not_there(rq->err);
    }
    if (instant_is_set(out->c.erased_at) && what != MAY_READ)
        return err_set(rq->err, ERR_REFUSED,
                       N_("This complaint was erased. Only its facts are kept."));
    if (!may(rq->user, MAY_READ_IDENTITY, &o))
        dossier_hide_identity(out);
    if (!may(rq->user, MAY_READ_INTERNAL, &o))
        hide_internal(out);
    redaction_show_all(rq->a, p, rq->lang, out);
    return true;
}
