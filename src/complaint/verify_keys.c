/*
 * A key that is gone is an erasure when an event says so; otherwise somebody took it away and
 * with it what it sealed. An erased key that is there again came from an old backup.
 * The row of a record names the key it has now; one that no row names was replaced.
 */
#include "complaint/verify_parts.h"

#include "complaint/history.h"
#include "complaint/known.h"
#include "db/keyring_sql.h"
#include "db/tables.h"
#include "db/verify_sql.h"

#include <stdlib.h>
#include <string.h>

bool verify_complaint(struct verify *v, int64_t row, int64_t *out, struct err *err)
{
    struct err none = { 0 };

    if (sql_event_complaint(v->a, v->db, row / HISTORY_IDS, out, &none) ||
        none.kind == ERR_NOT_FOUND)
        return true;
    *err = none;
    return false;
}

static bool key_found(struct verify *v, const char *kind, const char *table, int64_t owner,
                      struct err *err)
{
    struct finding_row f = { .kind = kind, .table = table, .id = owner };

    if (v->n < FINDINGS_KEPT && owner != 0 && !verify_complaint(v, owner, &f.complaint, err))
        return false;
    verify_found(v, f);
    return true;
}

static bool keyless(struct verify *v, const struct known_set *set, const struct table *t,
                    const struct rows *rows, struct err *err)
{
    const struct int_value *id = rows->row;

    for (size_t i = 0; i < rows->n; i++) {
        const struct known *k = known_find(set, (uint16_t)t->number, id[i].value);
        if (!k)
            continue; /* of another part, or a row beside the program */
        if (k->erased)
            v->erased++;
        else if (!key_found(v, "key_missing", t->name, id[i].value, err))
            return false;
    }
    return true;
}

static bool check_owners(struct verify *v, const struct known_set *set, const struct table *t,
                         struct err *err)
{
    int64_t last = INT64_MIN;

    for (;;) {
        AUTO_ARENA a = arena_new();
        struct rows rows;
        if (!(t == &person_table ? sql_persons_keyless(a, v->db, last, &rows, err)
                                 : sql_complaints_keyless(a, v->db, last, &rows, err)))
            return false;
        if (rows.n == 0)
            return true;
        if (!keyless(v, set, t, &rows, err))
            return false;
        last = ((const struct int_value *)rows.row)[rows.n - 1].value;
    }
}

static bool key_there(struct verify *v, enum key_kind kind, int64_t owner, bool *there,
                      struct err *err)
{
    struct wrapped_key_row row = { 0 };
    struct err none = { 0 };

    *there = sql_wrapped_key(v->a, v->db, kind, owner, &row, &none);
    return *there || none.kind == ERR_NOT_FOUND || (*err = none, false);
}

static bool check_erased(struct verify *v, const struct known_set *set, struct err *err)
{
    for (size_t i = 0; i < set->size; i++) {
        const struct known *k = &set->k[i];
        const struct table *t = k->table == person_table.number ? &person_table : &complaint_table;
        bool there;
        if (k->id == 0 || !k->erased)
            continue;
        if (!key_there(v, t == &person_table ? KEY_PERSON : KEY_COMPLAINT, k->id, &there, err))
            return false;
        if (there && !key_found(v, "key_returned", t->name, k->id, err))
            return false;
    }
    return true;
}

/* Owners of keys that rows of records name. */
struct owners {
    int64_t *id;
    size_t n, room;
};

static void owner_add(struct arena *a, struct owners *o, int64_t id)
{
    if (o->n == o->room) {
        int64_t *more = ARENA_ARRAY(a, int64_t, o->room * 2 + 64);
        if (o->n > 0)
            memcpy(more, o->id, o->n * sizeof *more);
        o->id = more;
        o->room = o->room * 2 + 64;
    }
    o->id[o->n++] = id;
}

static int by_number(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* One table of records: each has the key that it names, if it names one. */
static bool records_check(struct verify *v, const struct table *t, struct owners *named,
                          struct err *err)
{
    struct value after = value_int(INT64_MIN);

    for (;;) {
        AUTO_ARENA a = arena_new();
        struct marked_rows rows;
        const char *row;
        if (!db_marked(a, v->db, t->after, &after, t->record, &rows, err))
            return false;
        if (rows.n == 0)
            return true;
        row = rows.row;
        for (size_t i = 0; i < rows.n; i++, row += t->record->size) {
            int64_t owner = *(const int64_t *)(row + t->key);
            bool there = true;
            after = value_int(row_id(t, row));
            if (owner == 0)
                continue;
            owner_add(v->a, named, owner);
            if (!key_there(v, KEY_ORGANISATION, owner, &there, err) ||
                (!there && !key_found(v, "key_missing", t->name, row_id(t, row), err)))
                return false;
        }
    }
}

/* A key that was replaced, and is there again. */
static bool replaced_check(struct verify *v, const struct owners *named, struct err *err)
{
    int64_t after = 0;

    for (;;) {
        AUTO_ARENA a = arena_new();
        const struct int_value *owner;
        struct rows rows;
        if (!sql_record_keys(a, v->db, after, &rows, err))
            return false;
        if (rows.n == 0)
            return true;
        owner = rows.row;
        for (size_t i = 0; i < rows.n; i++) {
            after = owner[i].value;
            if ((named->n == 0 ||
                 !bsearch(&after, named->id, named->n, sizeof *named->id, by_number)) &&
                !key_found(v, "key_returned", "wrapped_key", after, err))
                return false;
        }
    }
}

static bool check_records(struct verify *v, struct err *err)
{
    struct owners named = { 0 };

    for (const struct table *const *t = tables; *t; t++)
        if ((*t)->key >= 0 && !records_check(v, *t, &named, err))
            return false;
    if (named.n > 0)
        qsort(named.id, named.n, sizeof *named.id, by_number);
    return replaced_check(v, &named, err);
}

bool verify_keys_none(struct arena *a, struct db *db, bool *none, struct err *err)
{
    int64_t n = 0;

    if (!sql_wrapped_keys_some(a, db, &n, err))
        return false;
    *none = n == 0;
    return true;
}

bool verify_keys(struct verify *v, const struct known_set *set, struct err *err)
{
    bool there = true;

    if (v->keys_apart)
        return true;
    if (!check_owners(v, set, &person_table, err) || !check_owners(v, set, &complaint_table, err) ||
        !check_erased(v, set, err) ||
        (set->part == 0 &&
         (!key_there(v, KEY_ORGANISATION, 0, &there, err) || !check_records(v, err))))
        return false;
    return there || key_found(v, "key_missing", "organisation", 0, err);
}
