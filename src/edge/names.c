/* A table with one place for each remainder of an id: two of the same place take turns. */
#include "edge/names.h"

#include "db/edge_sql.h"

static const struct field staff_name_fields[] = {
    FIELD(struct staff_name_row, id),
    FIELD(struct staff_name_row, name),
};
const struct record staff_name_row_record = RECORD(struct staff_name_row, staff_name_fields);

enum { NAMES_KEPT = 1024 };

struct name_kept {
    int64_t id;
    const char *text;
};

static bool name_load(struct req *rq, int64_t id, struct secret *name)
{
    struct seal_place place = { "staff", "name", id };
    struct err none = { 0 };
    struct staff_name_row row;

    if (!sql_staff_name(rq->a, rq->db, id, &row, &none)) {
        if (none.kind == ERR_NOT_FOUND)
            return true;
        *rq->err = none;
        return false;
    }
    *name = row.name;
    return secret_open(rq->a, edge_act(rq)->keys, KEY_ORGANISATION, 0, place, name, rq->err);
}

bool edge_staff_name(struct req *rq, int64_t id, const char **out)
{
    struct own *own = rq->app->own;
    const struct procedure *p;
    struct secret name = { 0 };
    struct name_kept *kept;

    *out = NULL;
    if (id == 0)
        return true;
    if (!edge_procedure(rq, &p))
        return false;
    if (!own->names)
        own->names = ARENA_ARRAY(own->a, struct name_kept, NAMES_KEPT);
    kept = &own->names[((uint64_t)id * UINT64_C(0x9e3779b97f4a7c15) >> 40) % NAMES_KEPT];
    if (kept->id != id) {
        if (!name_load(rq, id, &name))
            return false;
        *kept = (struct name_kept){ id, arena_str(own->a, name.text) };
    }
    *out = kept->text;
    return true;
}
