#include "complaint/keyring.h"

#include "db/keyring_sql.h"

#include <string.h>

struct ring_key {
    struct ring_key *next;
    struct key key;
};

/* A short list suffices: a request touches few keys, and a list page adds a
 * hundred, each of which is used at once and found at the front. */
struct keyring {
    struct arena *a;
    const struct vault *vault;
    struct db *db;
    struct ring_key *first;
};

struct keyring *keyring_new(struct arena *a, const struct vault *v, struct db *db)
{
    struct keyring *k = ARENA_NEW(a, struct keyring);

    *k = (struct keyring){ .a = a, .vault = v, .db = db };
    return k;
}

const struct vault *keyring_vault(const struct keyring *k)
{
    return k->vault;
}

static struct ring_key *ring_push(struct keyring *k)
{
    struct ring_key *new = ARENA_NEW(k->a, struct ring_key);

    new->next = k->first;
    k->first = new;
    return new;
}

bool keyring_make(struct keyring *k, enum key_kind kind, int64_t owner, struct err *err)
{
    struct ring_key *new = ring_push(k);
    struct bytes wrapped = vault_key_new(k->a, k->vault, kind, owner, &new->key);

    return sql_wrapped_key_insert(k->a, k->db, kind, owner, wrapped, err);
}

static const struct key *ring_find(const struct keyring *k, enum key_kind kind, int64_t owner)
{
    for (const struct ring_key *r = k->first; r; r = r->next)
        if (r->key.kind == kind && r->key.owner == owner)
            return &r->key;
    return NULL;
}

bool keyring_add(struct keyring *k, enum key_kind kind, int64_t owner, struct bytes wrapped,
                 struct err *err)
{
    struct key key;

    if (!vault_key_open(k->vault, kind, owner, wrapped, &key, err))
        return false;
    ring_push(k)->key = key;
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
    *out = &k->first->key;
    return true;
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
        *owner = 0;
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

bool rows_open(struct arena *a, struct keyring *k, const struct table *t, const struct rows *rows,
               struct err *err)
{
    /* The list was made for the caller in its own arena: opening fills it in. */
    char *row = (char *)(uintptr_t)rows->row;

    for (size_t i = 0; i < rows->n; i++, row += t->record->size)
        if (!row_open(a, k, t, row, err))
            return false;
    return true;
}
