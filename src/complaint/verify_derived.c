/*
 * What is derived from the rows or stands beside them: the search index, by which a reader could
 * be led to what is not for them; triggers, which would act in the database's own name; and rows
 * that carry a keyed hash.
 */
#include "complaint/verify_derived.h"

#include "complaint/proof.h"
#include "complaint/spend.h"
#include "complaint/verify_parts.h"
#include "db/spend_sql.h"
#include "db/tables.h"
#include "db/verify_sql.h"

#include <string.h>

static const struct field search_astray_fields[] = {
    FIELD(struct search_astray, id),           FIELD(struct search_astray, complaint_id),
    FIELD(struct search_astray, of_complaint), FIELD(struct search_astray, part),
    FIELD(struct search_astray, of_part),      FIELD(struct search_astray, waiting),
};
const struct record search_astray_record = RECORD(struct search_astray, search_astray_fields);

static const struct field schema_object_fields[] = {
    FIELD(struct schema_object, name),
    FIELD(struct schema_object, on_table),
};
const struct record schema_object_record = RECORD(struct schema_object, schema_object_fields);

bool verify_search(struct verify *v, struct err *err)
{
    const struct search_astray *d;
    struct rows rows;

    if (!sql_search_astray(v->a, v->db, &rows, err))
        return false;
    d = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct finding_row f = { .kind = "row_changed",
                                 .table = d[i].waiting ? "search_word_new" : "search_doc",
                                 .field = "part",
                                 .id = d[i].id,
                                 .complaint = d[i].of_complaint };
        if (d[i].of_complaint == 0) {
            f.kind = "row_added";
            f.field = NULL;
        } else if (d[i].of_complaint != d[i].complaint_id) {
            f.field = "complaint_id";
        }
        verify_found(v, f);
    }
    return true;
}

bool verify_spend(struct verify *v, struct err *err)
{
    const struct tally_remedy_wrong *w;
    struct rows rows;

    if (!sql_tally_remedy_wrong(v->a, v->db, &rows, err))
        return false;
    w = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct finding_row f = { .kind = w[i].value == 0        ? "row_missing"
                                         : w[i].true_value == 0 ? "row_added"
                                                                : "row_changed",
                                 .table = "tally_remedy" };
        if (w[i].value > 0 && w[i].true_value > 0)
            f.field = w[i].value == w[i].true_value ? "cost" : "value";
        f.key = arena_printf(v->a, "%s/%s/%s/%" PRId64 "/%s", w[i].fund, w[i].currency, w[i].month,
                             w[i].team_id, w[i].state);
        verify_found(v, f);
    }
    return true;
}

bool verify_outbox(struct verify *v, struct err *err)
{
    const struct entry_row *e;
    struct rows rows;

    if (!sql_letters_lost(v->a, v->db, &rows, err))
        return false;
    e = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        verify_found(v,
                     (struct finding_row){ .kind = "row_missing",
                                           .table = "outbox",
                                           .id = e[i].id,
                                           .complaint = e[i].complaint_id,
                                           .key = arena_printf(v->a, "entry/%" PRId64, e[i].id) });
    return true;
}

bool verify_schema(struct verify *v, struct err *err)
{
    const struct schema_object *o;
    struct rows rows;

    if (!sql_foreign_schema(v->a, v->db, &rows, err))
        return false;
    o = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        verify_found(v, (struct finding_row){
                            .kind = "schema_changed", .table = o[i].on_table, .key = o[i].name });
    return true;
}

struct proving {
    struct verify *v;
    const struct vault *vault;
    const struct bound_table *t;
    struct arena *a; /* of one row */
};

/* A row is named by its id or, where it has none, by the person whose it is. */
static int64_t row_named(const struct bound_table *t, const void *row)
{
    const struct field *f = record_field(t->record, "id", 2);

    if (!f)
        f = record_field(t->record, "staff_id", 8);
    return f ? *(const int64_t *)field_in(f, row) : 0;
}

/* A guard over a row that is there was named with it. */
static bool guard_found(const struct proving *p, const void *row)
{
    const struct guard_row *g = row;

    for (size_t i = 0; p->t == guard_proof && i < p->v->n; i++)
        if (p->v->findings[i].id == g->row_id && p->v->findings[i].table &&
            strcmp(p->v->findings[i].table, p->t->name) == 0)
            return true;
    return false;
}

static bool prove(void *to, const struct db_row *row, struct err *err)
{
    struct proving *p = to;
    void *loaded;
    struct err none = { 0 };

    (void)err;
    arena_reset(p->a);
    loaded = arena_alloc(p->a, p->t->record->size);
    if ((!db_row_load(p->a, row, p->t->record, loaded, &none) ||
         !proof_holds(p->a, p->vault, p->t, loaded)) &&
        !guard_found(p, loaded))
        verify_found(p->v, (struct finding_row){ .kind = "row_changed",
                                                 .table = p->t->name,
                                                 .id = row_named(p->t, loaded) });
    return true;
}

bool verify_proofs(struct verify *v, const struct vault *vault, struct err *err)
{
    for (const struct bound_table *t = bound_tables; t->name; t++) {
        AUTO_ARENA a = arena_new();
        struct proving p = { .v = v, .vault = vault, .t = t, .a = a };
        struct value none = value_int(0);
        if (t->proof && !db_each(v->db, t->all, &none, prove, &p, err))
            return false;
    }
    return true;
}
