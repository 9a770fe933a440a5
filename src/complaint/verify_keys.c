/*
 * A key that is gone is an erasure when an event says so; otherwise somebody took it away and
 * with it what it sealed. An erased key that is there again came from an old backup.
 */
#include "complaint/verify_parts.h"

#include "complaint/history.h"
#include "complaint/known.h"
#include "db/keyring_sql.h"
#include "db/tables.h"
#include "db/verify_sql.h"

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
        (set->part == 0 && !key_there(v, KEY_ORGANISATION, 0, &there, err)))
        return false;
    return there || key_found(v, "key_missing", "organisation", 0, err);
}
