/* An open table: a name stands at the remainder of its id or a few places behind. */
#include "edge/names.h"

#include "db/edge_sql.h"

static const struct field staff_name_fields[] = {
    FIELD(struct staff_name_row, id),
    FIELD(struct staff_name_row, name),
};
const struct record staff_name_row_record = RECORD(struct staff_name_row, staff_name_fields);

static const struct field outsider_name_fields[] = {
    FIELD(struct outsider_name_row, id),
    FIELD(struct outsider_name_row, name),
    FIELD(struct outsider_name_row, key_id),
};
const struct record outsider_name_row_record =
    RECORD(struct outsider_name_row, outsider_name_fields);

enum { NAMES_KEPT = 1024, NAMES_TRIED = 8 };

struct name_kept {
    int64_t id;
    const char *text;
};

/* Somebody outside: ids are never those of another table. */
static bool outsider_load_name(struct req *rq, int64_t id, struct secret *name)
{
    struct seal_place place = { "outsider", "name", id };
    struct err none = { 0 };
    struct outsider_name_row row;

    if (!sql_outsider_name(rq->a, rq->db, id, &row, &none)) {
        if (none.kind == ERR_NOT_FOUND)
            return true;
        *rq->err = none;
        return false;
    }
    *name = row.name;
    return secret_open(rq->a, edge_act(rq)->keys, KEY_ORGANISATION, row.key_id, place, name,
                       rq->err);
}

static bool name_load(struct req *rq, int64_t id, struct secret *name)
{
    struct seal_place place = { "staff", "name", id };
    struct err none = { 0 };
    struct staff_name_row row;

    if (!sql_staff_name(rq->a, rq->db, id, &row, &none)) {
        if (none.kind == ERR_NOT_FOUND)
            return outsider_load_name(rq, id, name);
        *rq->err = none;
        return false;
    }
    *name = row.name;
    return secret_open(rq->a, edge_act(rq)->keys, KEY_ORGANISATION, 0, place, name, rq->err);
}

/* Where that name is kept, or is to be: the first of a few places that is its own or free. */
static struct name_kept *name_place(struct own *own, int64_t id)
{
    size_t first = (size_t)((uint64_t)id * UINT64_C(0x9e3779b97f4a7c15) >> 40);

    if (!own->names)
        own->names = ARENA_ARRAY(own->a, struct name_kept, NAMES_KEPT);
    for (size_t i = 0; i < NAMES_TRIED; i++) {
        struct name_kept *kept = &own->names[(first + i) % NAMES_KEPT];
        if (kept->id == id || kept->id == 0)
            return kept;
    }
    return &own->names[first % NAMES_KEPT];
}

bool edge_staff_name(struct req *rq, int64_t id, const char **out)
{
    const struct procedure *p;
    struct secret name = { 0 };
    struct name_kept *kept;
    struct own *own = rq->app->own;

    *out = NULL;
    if (id == 0)
        return true;
    if (!edge_procedure(rq, &p))
        return false;
    kept = name_place(own, id);
    if (kept->id != id) {
        if (!name_load(rq, id, &name))
            return false;
        /* Who is not there is kept as well, without a name. */
        *kept = (struct name_kept){ id, arena_str(own->a, name.text) };
    }
    *out = kept->text;
    return true;
}

bool edge_team_name(struct req *rq, int64_t id, const char **out)
{
    struct team_row team = { 0 };

    *out = NULL;
    if (id == 0)
        return true;
    if (!team_by_id(rq->a, rq->db, id, &team, rq->err))
        return false;
    *out = team.name;
    return true;
}
