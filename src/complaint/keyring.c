/* Keys by kind and owner, in an open table that doubles when it is half full: a page needs
 * few, an import or a replay of the history needs them all. */
#include "complaint/keyring.h"

#include "base/buf.h"
#include "db/keyring_sql.h"

#include <string.h>

struct keyring {
    struct arena *a;
    const struct vault *vault;
    struct db *db;
    struct key **slot; /* NULL = free; keys stay where they are, since callers point to them */
    size_t size, n;
    int64_t undone; /* of the connection, when the first of these was kept */
};

struct keyring *keyring_new(struct arena *a, const struct vault *v, struct db *db)
{
    struct keyring *k = ARENA_NEW(a, struct keyring);

    *k = (struct keyring){ .a = a, .vault = v, .db = db, .undone = db ? db_undone(db) : 0 };
    return k;
}

bool keyring_fits(struct arena *a, const struct vault *v, struct db *db, bool *fits,
                  struct err *err)
{
    struct wrapped_key_row row = { 0 };
    struct err none = { 0 };

    *fits = true;
    if (!sql_wrapped_key_first(a, db, &row, &none))
        return none.kind == ERR_NOT_FOUND || (*err = none, false);
    *fits = vault_key_of(v, row.wrapped);
    return true;
}

const struct vault *keyring_vault(const struct keyring *k)
{
    return k->vault;
}

/* The place of a key, or the free one where it belongs. */
static size_t ring_slot(const struct keyring *k, enum key_kind kind, int64_t owner)
{
    uint64_t x = ((uint64_t)owner * 4 + (uint64_t)kind) * UINT64_C(0x9e3779b97f4a7c15);
    size_t i = (size_t)(x >> 32) & (k->size - 1);

    while (k->slot[i] && (k->slot[i]->kind != kind || k->slot[i]->owner != owner))
        i = (i + 1) & (k->size - 1);
    return i;
}

static void ring_grow(struct keyring *k)
{
    struct keyring more = *k;

    more.size = k->size > 0 ? k->size * 2 : 16;
    more.slot = ARENA_ARRAY(k->a, struct key *, more.size);
    for (size_t i = 0; i < k->size; i++)
        if (k->slot[i])
            more.slot[ring_slot(&more, k->slot[i]->kind, k->slot[i]->owner)] = k->slot[i];
    *k = more;
}

/* Numbers that a transaction gave out are given again when it is undone: its keys would
 * then be somebody else's. */
static void ring_forget_undone(struct keyring *k)
{
    if (k->undone == db_undone(k->db))
        return;
    k->undone = db_undone(k->db);
    k->size = k->n = 0;
}

static struct key *ring_put(struct keyring *k, enum key_kind kind, int64_t owner)
{
    struct key **slot;

    ring_forget_undone(k);
    if (k->n * 2 >= k->size)
        ring_grow(k);
    slot = &k->slot[ring_slot(k, kind, owner)];
    k->n += !*slot;
    *slot = ARENA_NEW(k->a, struct key);
    return *slot;
}

bool keyring_make(struct keyring *k, enum key_kind kind, int64_t owner, struct err *err)
{
    struct key key;
    struct bytes wrapped = vault_key_new(k->a, k->vault, kind, owner, &key);

    *ring_put(k, kind, owner) = key;
    return sql_wrapped_key_insert(k->a, k->db, kind, owner, wrapped, err);
}

static const struct key *ring_find(struct keyring *k, enum key_kind kind, int64_t owner)
{
    ring_forget_undone(k);
    return k->size > 0 ? k->slot[ring_slot(k, kind, owner)] : NULL;
}

bool keyring_add(struct keyring *k, enum key_kind kind, int64_t owner, struct bytes wrapped,
                 struct err *err)
{
    struct key key;

    if (!vault_key_open(k->vault, kind, owner, wrapped, &key, err))
        return false;
    *ring_put(k, kind, owner) = key;
    return true;
}

bool keyring_get(struct keyring *k, enum key_kind kind, int64_t owner, const struct key **out,
                 struct err *err)
{
    struct wrapped_key_row row = { 0 };

    *out = ring_find(k, kind, owner);
    if (*out)
        return true;
    if (!sql_wrapped_key(k->a, k->db, kind, owner, &row, err) ||
        !keyring_add(k, kind, owner, row.wrapped, err))
        return false;
    *out = ring_find(k, kind, owner);
    return true;
}

/* The keyring forgets every key, not to hold the one that is gone: the others are read again. */
bool keyring_erase(struct keyring *k, enum key_kind kind, int64_t owner, struct err *err)
{
    for (size_t i = 0; i < k->size; i++)
        if (k->slot[i])
            vault_key_forget(k->slot[i]);
    k->size = k->n = 0;
    return sql_wrapped_key_delete(k->a, k->db, kind, owner, err);
}

int64_t row_id(const struct table *t, const void *row)
{
    return *(const int64_t *)((const char *)row + t->record->fields[0].offset);
}

static int64_t row_integer(const void *row, int offset)
{
    return offset < 0 ? 0 : *(const int64_t *)((const char *)row + offset);
}

int64_t row_person(const struct table *t, const void *row)
{
    return row_integer(row, t->person);
}

int64_t row_complaint(const struct table *t, const void *row)
{
    return row_integer(row, t->complaint);
}

bool row_seal(const struct table *t, const void *row, size_t column, enum key_kind *kind,
              int64_t *owner)
{
    switch (t->seals[column]) {
    case SEAL_NONE:
        return false;
    case SEAL_PERSON:
        *kind = KEY_PERSON;
        *owner = row_person(t, row);
        return true;
    case SEAL_COMPLAINT:
        *kind = KEY_COMPLAINT;
        *owner = row_complaint(t, row);
        return true;
    case SEAL_ORGANISATION:
        *kind = KEY_ORGANISATION;
        *owner = row_integer(row, t->key);
        return true;
    }
    return false;
}

bool secret_open(struct arena *a, struct keyring *k, enum key_kind kind, int64_t owner,
                 struct seal_place place, struct secret *secret, struct err *err)
{
    const struct key *key;
    struct bytes plain;
    struct err gone = { 0 };

    if (secret->sealed.n == 0)
        return true;
    if (!keyring_get(k, kind, owner, &key, &gone)) {
        if (gone.kind == ERR_NOT_FOUND)
            return true; /* erased */
        *err = gone;
        return false;
    }
    if (!vault_unseal(a, key, place, secret->sealed, &plain, err))
        return false;
    secret->text = (const char *)plain.s;
    return true;
}

bool row_open(struct arena *a, struct keyring *k, const struct table *t, void *row, struct err *err)
{
    for (size_t i = 0; i < t->record->n; i++) {
        const struct field *f = &t->record->fields[i];
        struct seal_place place = { t->name, f->name, row_id(t, row) };
        enum key_kind kind;
        int64_t owner;
        if (row_seal(t, row, i, &kind, &owner) &&
            !secret_open(a, k, kind, owner, place, field_at(f, row), err))
            return false;
    }
    return true;
}

/* Keys of rows that have their own are read all at once. */
static bool keys_ahead(struct keyring *k, const struct table *t, const struct rows *rows,
                       struct err *err)
{
    const char *row = rows->row;
    struct buf owners = buf_new(k->a);
    const struct wrapped_key_row *key;
    struct rows keys;

    if (t->key < 0 || rows->n < 2)
        return true;
    for (size_t i = 0; i < rows->n; i++, row += t->record->size) {
        int64_t owner = row_integer(row, t->key);
        if (!ring_find(k, KEY_ORGANISATION, owner))
            buf_listed(&owners, owner);
    }
    if (owners.n == 0)
        return true;
    if (!sql_wrapped_keys_of(k->a, k->db, KEY_ORGANISATION, buf_text(&owners), &keys, err))
        return false;
    key = keys.row;
    for (size_t i = 0; i < keys.n; i++)
        if (!keyring_add(k, KEY_ORGANISATION, key[i].id / 4, key[i].wrapped, err))
            return false;
    return true;
}

bool rows_open(struct arena *a, struct keyring *k, const struct table *t, const struct rows *rows,
               struct err *err)
{
    /* The list was made for the caller in its own arena: opening fills it in. */
    char *row = (char *)(uintptr_t)rows->row;

    if (!keys_ahead(k, t, rows, err))
        return false;
    for (size_t i = 0; i < rows->n; i++, row += t->record->size)
        if (!row_open(a, k, t, row, err))
            return false;
    return true;
}
