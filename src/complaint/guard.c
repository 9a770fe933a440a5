/* Rows and their guards come in the order of ids, so that all of them are compared in one pass. */
#include "complaint/guard.h"

#include "complaint/proof.h"
#include "complaint/verify_parts.h"
#include "db/guard_sql.h"

#include <string.h>

bool guard_write(const struct act *act, int64_t event, const struct table *t, int64_t row,
                 const unsigned char hash[HASH_BYTES], struct err *err)
{
    struct guard_row g = {
        .table_number = t->number, .row_id = row, .event_id = event, .hash = { hash, HASH_BYTES }
    };

    return sql_guard_set(act->a, act->db, g.table_number, row, event, g.hash,
                         proof_of(act->a, keyring_vault(act->keys), guard_proof, &g), err);
}

bool guard_holds(const struct act *act, const struct table *t, const void *row,
                 const struct guard_row *guard)
{
    unsigned char hash[HASH_BYTES];

    history_row_hash(act->a, t, row, hash);
    return guard->table_number == t->number && guard->row_id == row_id(t, row) &&
           guard->hash.n == sizeof hash && memcmp(guard->hash.s, hash, sizeof hash) == 0 &&
           proof_holds(act->a, keyring_vault(act->keys), guard_proof, guard);
}

bool guard_ask(const struct act *act, const struct table *t, const void *row, bool *holds,
               struct err *err)
{
    struct guard_row guard = { 0 };
    struct err none = { 0 };

    *holds = false;
    if (!sql_guard_of(act->a, act->db, t->number, row_id(t, row), &guard, &none))
        return none.kind == ERR_NOT_FOUND || (*err = none, false);
    *holds = guard_holds(act, t, row, &guard);
    return true;
}

bool guard_whole(const struct act *act, const struct table *t, const void *row, struct err *err)
{
    bool holds;

    return guard_ask(act, t, row, &holds, err) &&
           (holds || err_set(err, ERR_CONFLICT,
                             N_("This request was altered beside the program, so it cannot be "
                                "answered. Tell the administrator: redress verify says more.")));
}

/* Where the look at one table stands: a page of its guards. */
struct looking {
    struct act act; /* its arena is of the page of rows */
    struct arena *a;
    const struct table *t;
    struct marked_rows guards;
    size_t at;
    int64_t last; /* the guard before */
    struct guard_seen *seen;
    struct verify *v; /* told of what is wrong with guards; or NULL */
};

static bool found_before(const struct verify *v, const char *table, int64_t row)
{
    for (size_t i = 0; i < v->n; i++)
        if (v->findings[i].id == row && v->findings[i].table &&
            strcmp(v->findings[i].table, table) == 0)
            return true;
    return false;
}

/* `kind` says what happened to the guard. A row that was altered itself is found already. */
static void seen_add(struct looking *l, int64_t row, const char *kind)
{
    if (l->v && !found_before(l->v, l->t->name, row))
        verify_found(l->v, (struct finding_row){
                               .kind = kind,
                               .table = "guard",
                               .id = row,
                               .key = arena_printf(l->v->a, "%s/%" PRId64, l->t->name, row) });
    if (l->seen->altered++ > 0)
        return;
    l->seen->table = l->t->name;
    l->seen->row = row;
}

/* The next guard, or NULL behind the last; `*unfit` says that it holds what is never written. */
static bool guard_next(struct looking *l, const struct guard_row **out, bool *unfit,
                       struct err *err)
{
    *out = NULL;
    if (l->at == l->guards.n) {
        arena_reset(l->a);
        l->at = 0;
        if (!sql_guards_after(l->a, l->act.db, l->t->number, l->last, &l->guards, err))
            return false;
    }
    if (l->guards.n == 0)
        return true;
    *out = &((const struct guard_row *)l->guards.row)[l->at];
    *unfit = l->guards.unfit[l->at];
    return true;
}

static void guard_taken(struct looking *l, const struct guard_row *g)
{
    l->last = g->row_id;
    l->at++;
}

/* Guards up to that row: those before it have lost theirs. */
static bool row_look(struct looking *l, const void *row, bool unfit, struct err *err)
{
    int64_t id = row ? row_id(l->t, row) : INT64_MAX;
    const struct guard_row *g;
    bool guard_unfit = false;

    for (;;) {
        if (!guard_next(l, &g, &guard_unfit, err))
            return false;
        if (!g || g->row_id >= id)
            break;
        seen_add(l, g->row_id, "row_added");
        guard_taken(l, g);
    }
    if (!row)
        return true;
    if (!g || g->row_id != id) {
        seen_add(l, id, "row_missing");
        return true;
    }
    if (unfit || guard_unfit || !guard_holds(&l->act, l->t, row, g))
        seen_add(l, id, "row_changed");
    guard_taken(l, g);
    return true;
}

static bool table_look(struct looking *l, struct err *err)
{
    int64_t last = INT64_MIN;

    l->last = INT64_MIN;
    l->guards.n = l->at = 0;
    for (;;) {
        AUTO_ARENA a = arena_new();
        struct value after = value_int(last);
        struct marked_rows rows;
        const char *row;
        l->act.a = a;
        if (!db_marked(a, l->act.db, l->t->after, &after, l->t->record, &rows, err))
            return false;
        if (rows.n == 0)
            return row_look(l, NULL, false, err);
        row = rows.row;
        for (size_t i = 0; i < rows.n; i++, row += l->t->record->size)
            if (!row_look(l, row, rows.unfit[i], err))
                return false;
        last = row_id(l->t, row - l->t->record->size);
    }
}

/* Rights follow the tree of teams, which is derived. */
static bool teams_look(const struct act *act, struct arena *a, struct guard_seen *out,
                       struct err *err)
{
    struct verify v = { .a = a, .db = act->db };

    if (!verify_teams(&v, err))
        return false;
    if (v.n > 0 && out->altered == 0) {
        out->table = v.findings[0].table;
        out->row = v.findings[0].id;
    }
    out->altered += (int64_t)v.n;
    return true;
}

static bool tables_look(struct looking *l, struct err *err)
{
    for (const struct table *const *t = tables; *t; t++) {
        l->t = *t;
        if ((*t)->guarded && !table_look(l, err))
            return false;
    }
    return true;
}

bool guard_look(const struct act *act, struct guard_seen *out, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct looking l = { .act = *act, .a = a, .seen = out };
    AUTO_TX tx = { 0 };

    *out = (struct guard_seen){ 0 };
    return (db_in_tx(act->db) || tx_begin_read(&tx, act->db, err)) && tables_look(&l, err) &&
           teams_look(act, a, out, err);
}

bool guard_verify(const struct act *act, struct verify *v, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct guard_seen seen = { 0 };
    struct looking l = { .act = *act, .a = a, .seen = &seen, .v = v };

    return tables_look(&l, err);
}
