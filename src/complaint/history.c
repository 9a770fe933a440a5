/*
 * Writing events. Numbers are big-endian; texts and bytes carry their length
 * before them. The layout is versioned by the first byte.
 */
#include "complaint/history.h"

#include "base/buf.h"
#include "complaint/event.h"
#include "complaint/guard.h"
#include "db/history_sql.h"

#include <string.h>

/* One value that the event commits to. */
struct history_value {
    uint32_t row; /* index of the row, or EVENT_ITSELF */
    uint16_t column;
    enum key_kind key_kind;
    int64_t key_owner;
    struct value value;
    unsigned char commitment[HASH_BYTES];
};

struct history_row {
    const struct table *table;
    int64_t id;
    enum event_op op;
    unsigned char hash[HASH_BYTES];
    unsigned char before[HASH_BYTES]; /* only of an update */
};

struct history_rows {
    struct history_row *row;
    size_t n, room;
    struct history_value *value;
    size_t n_values, values_room;
};

struct act act_system(struct arena *a, struct db *db, const struct vault *v)
{
    return (struct act){ .a = a,
                         .db = db,
                         .keys = keyring_new(a, v, db),
                         .now = instant_now(),
                         .actor_kind = "system" };
}

bool history_counter(const struct act *act, const char *name, int64_t *out, struct err *err)
{
    if (db_engine(act->db) == DB_PG)
        return sql_counter_next(act->a, act->db, name, out, err);
    return sql_counter_up(act->a, act->db, name, err) &&
           sql_counter_value(act->a, act->db, name, out, err);
}

static bool chain_load(struct history *h, struct err *err)
{
    struct chain_row chain = { 0 };
    struct err none = { 0 };

    if (!sql_chain_head(h->act->a, h->act->db, h->complaint, &chain, &none)) {
        if (none.kind != ERR_NOT_FOUND)
            return *err = none, false;
        if (!sql_chain_first(h->act->a, h->act->db, h->complaint, &chain, err))
            return false;
    }
    h->position = chain.length + 1;
    h->before = chain.head;
    return true;
}

static void value_push(struct history *h, struct history_value v)
{
    struct history_rows *r = h->rows;

    if (r->n_values == r->values_room) {
        size_t room = r->values_room * 2 + 96; /* a filing has some eighty */
        struct history_value *more = arena_room(h->act->a, room * sizeof *more);
        if (r->n_values > 0)
            memcpy(more, r->value, r->n_values * sizeof *more);
        r->value = more;
        r->values_room = room;
    }
    r->value[r->n_values++] = v;
}

static struct history_row *row_push(struct history *h)
{
    struct history_rows *r = h->rows;

    if (r->n == r->room) {
        size_t room = r->room * 2 + 8;
        struct history_row *more = ARENA_ARRAY(h->act->a, struct history_row, room);
        if (r->n > 0)
            memcpy(more, r->row, r->n * sizeof *more);
        r->row = more;
        r->room = room;
    }
    return &r->row[r->n++];
}

/* What is not sealed by itself goes under the key of the complaint, or of the organisation. */
static void own_key(const struct history *h, enum key_kind *kind, int64_t *owner)
{
    *kind = h->complaint ? KEY_COMPLAINT : KEY_ORGANISATION;
    *owner = h->complaint;
}

bool history_begin(struct history *h, const struct act *act, int64_t complaint, const char *kind,
                   const char *reason, struct err *err)
{
    struct history_value v = { .row = EVENT_ITSELF };

    *h = (struct history){ .act = act, .complaint = complaint, .kind = kind, .reason = reason };
    h->rows = ARENA_NEW(act->a, struct history_rows);
    if (!db_in_tx(act->db))
        return err_internal(err, "event %s outside a transaction", kind);
    if (!history_counter(act, "event", &h->event, err))
        return false;
    if (complaint == COMPLAINT_NEW) {
        h->complaint = history_id(h);
        h->position = 1;
        if (!keyring_make(act->keys, KEY_COMPLAINT, h->complaint, err))
            return false;
    } else if (!chain_load(h, err)) {
        return false;
    }
    if (reason && *reason) {
        v.value = value_text(reason);
        own_key(h, &v.key_kind, &v.key_owner);
        value_push(h, v);
    }
    return true;
}

int64_t history_id(struct history *h)
{
    return h->event * HISTORY_IDS + h->made++;
}

/* What people bring is not bounded everywhere: a record to import may have any number of messages.
 */
static bool too_much(struct err *err)
{
    err_set(err, ERR_REFUSED,
            N_("This is too much for one step: {n} entries, files and other parts at most. Bring "
               "it in several steps."));
    err_arg_int(err, "n", HISTORY_ROWS);
    return false;
}

/* The value of a column as it is stored. */
static struct value column_value(struct arena *a, const struct table *t, size_t i, const void *row)
{
    const struct field *f = &t->record->fields[i];

    if (t->refs[i])
        return value_id(*(const int64_t *)field_in(f, row));
    return value_field(a, f, row);
}

/* All of a row, as they are hashed, noted and written. */
static struct value *row_values(struct arena *a, const struct table *t, const void *row)
{
    struct value *values = arena_room(a, t->record->n * sizeof *values);

    for (size_t i = 0; i < t->record->n; i++)
        values[i] = column_value(a, t, i, row);
    return values;
}

static void values_hash(struct arena *a, const struct table *t, const struct value *values,
                        unsigned char out[HASH_BYTES])
{
    struct buf b = buf_new(a);
    struct bytes part;

    event_put_u16(&b, (uint16_t)t->number);
    for (size_t i = 0; i < t->record->n; i++) {
        if (event_value_nothing(values[i]))
            continue;
        event_put_column(&b, (uint16_t)i, values[i]);
    }
    part = (struct bytes){ (const unsigned char *)b.s, b.n };
    hash_bytes(&part, 1, out);
}

void history_row_hash(struct arena *a, const struct table *t, const void *row,
                      unsigned char out[HASH_BYTES])
{
    values_hash(a, t, row_values(a, t, row), out);
}

static bool secret_seal(struct history *h, const struct table *t, size_t column, void *row,
                        struct err *err)
{
    const struct field *f = &t->record->fields[column];
    struct secret *s = field_at(f, row);
    struct seal_place place = { t->name, f->name, row_id(t, row) };
    const struct key *key;
    enum key_kind kind;
    int64_t owner;

    if (!s->text || s->sealed.n > 0)
        return true;
    row_seal(t, row, column, &kind, &owner);
    if (!keyring_get(h->act->keys, kind, owner, &key, err))
        return false;
    s->sealed = vault_seal(h->act->a, key, place, s->text, strlen(s->text));
    return true;
}

static bool seal_row(struct history *h, const struct table *t, void *row, struct err *err)
{
    for (size_t i = 0; i < t->record->n; i++)
        if (t->seals[i] != SEAL_NONE && !secret_seal(h, t, i, row, err))
            return false;
    return true;
}

/* Notes one column of the row last added as set by this event. */
static void note_value(struct history *h, const struct table *t, size_t column, const void *row,
                       struct value value)
{
    struct history_value v = { .row = (uint32_t)(h->rows->n - 1), .column = (uint16_t)column };

    if (t->seals[column] != SEAL_NONE) {
        const struct secret *s = field_in(&t->record->fields[column], row);
        row_seal(t, row, column, &v.key_kind, &v.key_owner);
        v.value = value_text(s->text);
    } else {
        own_key(h, &v.key_kind, &v.key_owner);
        v.value = value;
    }
    value_push(h, v);
}

static bool note_row(struct history *h, const struct table *t, const void *row,
                     const struct value *values, enum event_op op, struct err *err)
{
    struct history_row *r;

    if (h->rows->n == HISTORY_ROWS)
        return too_much(err);
    r = row_push(h);
    r->table = t;
    r->id = row_id(t, row);
    r->op = op;
    values_hash(h->act->a, t, values, r->hash);
    return true;
}

bool history_faster(struct err *err)
{
    return err_set(err, ERR_CONFLICT,
                   N_("Somebody else changed this complaint in the meantime. Nothing of yours is "
                      "lost: look at what they did, then send again."));
}

static bool write_row(struct history *h, const struct sql *sql, const struct value *values,
                      struct err *err)
{
    int64_t changed;

    if (!db_exec(h->act->db, sql, values, &changed, err))
        return false;
    return changed == 1 || history_faster(err);
}

/* A row's own key; its first one has the number of the row, later ones numbers of their own. */
static bool own_key_make(struct history *h, const struct table *t, void *row, int64_t owner,
                         struct err *err)
{
    *(int64_t *)((char *)row + t->key) = owner;
    return keyring_make(h->act->keys, KEY_ORGANISATION, owner, err);
}

bool history_insert(struct history *h, const struct table *t, void *row, struct err *err)
{
    int64_t *id = field_at(&t->record->fields[0], row);
    struct value *values;

    if (*id == 0)
        *id = history_id(h);
    if (t->version >= 0)
        *(int64_t *)((char *)row + t->version) = 1;
    if (t == &person_table && !keyring_make(h->act->keys, KEY_PERSON, *id, err))
        return false;
    if (t->key >= 0 && !own_key_make(h, t, row, *id, err))
        return false;
    if (!seal_row(h, t, row, err))
        return false;
    values = row_values(h->act->a, t, row);
    if (!note_row(h, t, row, values, EVENT_INSERT, err))
        return false;
    for (size_t i = 1; i < t->record->n; i++)
        if (!event_value_nothing(values[i]))
            note_value(h, t, i, row, values[i]);
    return db_exec(h->act->db, t->insert, values, NULL, err);
}

static bool values_same(struct value a, struct value b)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case VALUE_NULL:
        return true;
    case VALUE_INT:
        return a.i == b.i;
    case VALUE_TEXT:
    case VALUE_BYTES:
        return a.b.n == b.b.n && (a.b.n == 0 || memcmp(a.b.s, b.b.s, a.b.n) == 0);
    }
    return false;
}

static bool row_changed(const struct table *t, const struct value *before,
                        const struct value *after)
{
    for (size_t i = 0; i < t->record->n; i++)
        if (!values_same(before[i], after[i]))
            return true;
    return false;
}

/* A row with a version is held by it when it is written. One without is looked at
 * again: on PostgreSQL another transaction may have changed it between loading and the
 * beginning of the event, and its change would be undone by a whole row written over it. */
static bool as_loaded(struct history *h, const struct table *t, const struct value *before,
                      struct err *err)
{
    struct arena *a = h->act->a;
    void *now = arena_alloc(a, t->record->size);
    struct err none = { 0 };

    if (t->version >= 0)
        return true;
    if (db_one(a, h->act->db, t->by_id, &before[0], t->record, now, &none))
        return !row_changed(t, before, row_values(a, t, now)) || history_faster(err);
    if (none.kind == ERR_NOT_FOUND)
        return history_faster(err);
    *err = none;
    return false;
}

bool history_update(struct history *h, const struct table *t, const void *before, void *after,
                    struct err *err)
{
    struct arena *a = h->act->a;
    struct value *was, *is;

    if (row_id(t, before) != row_id(t, after))
        return err_internal(err, "update of %s changes its id", t->name);
    if (!seal_row(h, t, after, err))
        return false;
    was = row_values(a, t, before);
    if (!row_changed(t, was, row_values(a, t, after)))
        return true;
    if (!as_loaded(h, t, was, err))
        return false;
    if (t->version >= 0)
        *(int64_t *)((char *)after + t->version) =
            *(const int64_t *)((const char *)before + t->version) + 1;
    is = row_values(a, t, after);
    if (!note_row(h, t, after, is, EVENT_UPDATE, err))
        return false;
    values_hash(a, t, was, h->rows->row[h->rows->n - 1].before);
    for (size_t i = 0; i < t->record->n; i++)
        if (!values_same(was[i], is[i]))
            note_value(h, t, i, after, is[i]);
    return write_row(h, t->update, is, err) &&
           (t != &person_table || sql_people_changed(a, h->act->db, err));
}

static bool unseal_all(const struct table *t, void *row, struct err *err)
{
    for (size_t i = 0; i < t->record->n; i++) {
        struct secret *s = t->seals[i] == SEAL_NONE ? NULL : field_at(&t->record->fields[i], row);
        if (s && s->sealed.n > 0 && !s->text)
            return err_internal(err, "%s.%s is sealed still", t->name, t->record->fields[i].name);
        if (s)
            s->sealed = (struct bytes){ 0 };
    }
    return true;
}

bool history_rekey(struct history *h, const struct table *t, const void *before, void *after,
                   struct err *err)
{
    int64_t old = *(const int64_t *)((const char *)before + t->key);

    return unseal_all(t, after, err) && own_key_make(h, t, after, history_id(h), err) &&
           history_update(h, t, before, after, err) &&
           (old == 0 || keyring_erase(h->act->keys, KEY_ORGANISATION, old, err));
}

bool history_erase(struct history *h, enum key_kind kind, int64_t owner, struct err *err)
{
    const struct table *t = kind == KEY_PERSON ? &person_table : &complaint_table;
    void *row = arena_alloc(h->act->a, t->record->size);
    struct value id = value_int(owner);

    return db_one(h->act->a, h->act->db, t->by_id, &id, t->record, row, err) &&
           note_row(h, t, row, row_values(h->act->a, t, row), EVENT_ERASE, err) &&
           keyring_erase(h->act->keys, kind, owner, err) &&
           sql_people_changed(h->act->a, h->act->db, err);
}

/* Seals the values under one key and commits to each with a salt from a seed
 * that only this key opens. */
static bool seal_values(struct history *h, size_t first, int64_t id, struct err *err)
{
    struct history_rows *r = h->rows;
    struct seal_place place = { "event_value", "sealed", h->event };
    enum key_kind kind = r->value[first].key_kind;
    int64_t owner = r->value[first].key_owner;
    unsigned char seed[HASH_BYTES];
    struct buf b = buf_new(h->act->a);
    const struct key *key;

    if (!keyring_get(h->act->keys, kind, owner, &key, err))
        return false;
    random_fill(seed, sizeof seed);
    buf_add(&b, (const char *)seed, sizeof seed);
    for (size_t i = first; i < r->n_values; i++) {
        struct history_value *v = &r->value[i];
        if (v->key_kind != kind || v->key_owner != owner)
            continue;
        event_commit(seed, (uint32_t)i, v->value, v->commitment);
        event_put_indexed(&b, (uint32_t)i, v->value);
    }
    return sql_event_value_insert(h->act->a, h->act->db, id, kind, owner,
                                  vault_seal(h->act->a, key, place, b.s, b.n), err);
}

/* Whether an earlier value has the same key, so that these are sealed already. */
static bool sealed_before(const struct history_rows *r, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (r->value[j].key_kind == r->value[i].key_kind &&
            r->value[j].key_owner == r->value[i].key_owner)
            return true;
    return false;
}

static struct buf event_bytes(const struct history *h)
{
    const struct history_rows *r = h->rows;
    struct buf b = buf_new(h->act->a);

    buf_char(&b, EVENT_VERSION);
    event_put_u64(&b, (uint64_t)h->event);
    event_put_u64(&b, (uint64_t)h->complaint);
    event_put_u64(&b, (uint64_t)h->position);
    event_put_bytes(&b, h->before);
    event_put_u64(&b, (uint64_t)h->act->now.us);
    event_put_text(&b, h->kind);
    event_put_text(&b, h->act->actor_kind);
    event_put_u64(&b, (uint64_t)h->act->actor_id);
    event_put_u32(&b, (uint32_t)r->n);
    for (size_t i = 0; i < r->n; i++) {
        event_put_u16(&b, (uint16_t)r->row[i].table->number);
        buf_char(&b, (char)r->row[i].op);
        event_put_u64(&b, (uint64_t)r->row[i].id);
        buf_add(&b, (const char *)r->row[i].hash, HASH_BYTES);
        if (r->row[i].op == EVENT_UPDATE)
            buf_add(&b, (const char *)r->row[i].before, HASH_BYTES);
    }
    event_put_u32(&b, (uint32_t)r->n_values);
    for (size_t i = 0; i < r->n_values; i++)
        event_put_commitment(&b, r->value[i].row, r->value[i].column, r->value[i].commitment);
    return b;
}

/* Rows that give rights are used only with a keyed hash of what this event made of them; and an
 * erasure stands only with one, or whoever writes to the database could have others' backups
 * emptied (keep/journal.h). */
static bool guards_write(struct history *h, struct err *err)
{
    for (size_t i = 0; i < h->rows->n; i++) {
        const struct history_row *r = &h->rows->row[i];
        if ((r->table->guarded || r->op == EVENT_ERASE) &&
            !guard_write(h->act, h->event, r->table, r->id, r->hash, err))
            return false;
    }
    return true;
}

bool history_end(struct history *h, struct err *err)
{
    const struct act *act = h->act;
    struct bytes head = { h->hash, sizeof h->hash };
    int64_t value = h->event * HISTORY_IDS; /* fewer keys than rows and two */
    struct bytes bytes;
    struct buf b;

    if (h->made > HISTORY_IDS)
        return too_much(err);
    for (size_t i = 0; i < h->rows->n_values; i++)
        if (!sealed_before(h->rows, i) && !seal_values(h, i, value++, err))
            return false;
    b = event_bytes(h);
    bytes = (struct bytes){ (const unsigned char *)b.s, b.n };
    event_hash(bytes, h->hash);
    if (!guards_write(h, err))
        return false;
    return sql_event_insert(act->a, act->db, h->event, h->complaint, h->position, h->kind, act->now,
                            act->actor_kind, act->actor_id, bytes, head, err) &&
           ((h->complaint != 0 && h->position == 1) || /* its event is the head */
            sql_chain_put(act->a, act->db, h->complaint, h->position, head, err));
}
