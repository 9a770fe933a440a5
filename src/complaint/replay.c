/*
 * Playing the history again: every value is opened, held against its commitment, and
 * put where the event says; in the end each row made that way is the row that is
 * stored, column by column. Nothing else than events goes in. Where that is more than memory
 * should hold, it is done again for the rest (made.h).
 */
#include "complaint/replay.h"

#include "complaint/event.h"
#include "complaint/guard.h"
#include "complaint/history.h"
#include "complaint/made.h"
#include "complaint/verify_parts.h"
#include "db/history_sql.h"
#include "db/tables.h"
#include "db/verify_sql.h"

#include <string.h>

enum { TABLES = 256 };
/* Beside the batch that is read; twice as much for a moment, when it is made anew. */
#define MADE_BYTES ((size_t)120 << 20)

static const struct field sealed_value_fields[] = {
    FIELD(struct sealed_value, event_id), FIELD(struct sealed_value, place),
    FIELD(struct sealed_value, key_kind), FIELD(struct sealed_value, key_owner),
    FIELD(struct sealed_value, sealed),   FIELD(struct sealed_value, wrapped),
    FIELD(struct sealed_value, erased),
};
const struct record sealed_value_record = RECORD(struct sealed_value, sealed_value_fields);

struct replay {
    struct verify *v;
    const struct vault *vault;
    const struct table *table[TABLES]; /* by number */
    struct made_set made;
};

/* An event being played, with what is opened of it. */
struct playing {
    struct replay *r;
    struct arena *a; /* of the batch */
    struct event e;
    size_t opened;
    bool *known; /* of each value whether it was opened */
    bool erased; /* a key of it is, or opens nothing */
};

/* One line for each finding: a row that is known to differ from its last event gets the name of
 * its column, and a line of its own only for each more. */
static void column_found(struct replay *r, const struct table *t, int64_t id, const char *field,
                         int64_t complaint)
{
    for (size_t i = 0; i < r->v->n; i++) {
        struct finding_row *f = &r->v->findings[i];
        if (f->id != id || f->event || !f->table || strcmp(f->table, t->name) != 0 ||
            strcmp(f->kind, "row_changed") != 0)
            continue;
        if (f->field && strcmp(f->field, field) != 0)
            continue;
        f->field = field;
        return;
    }
    verify_found(r->v, (struct finding_row){ .kind = "column_differs",
                                             .table = t->name,
                                             .field = field,
                                             .id = id,
                                             .complaint = complaint });
}

/* A key is said to open nothing once. */
static void key_found(struct replay *r, const struct sealed_value *s)
{
    for (size_t i = 0; i < r->v->n; i++)
        if (strcmp(r->v->findings[i].kind, "key_changed") == 0 &&
            r->v->findings[i].id == s->key_owner)
            return;
    verify_found(r->v, (struct finding_row){ .kind = "key_changed",
                                             .table = "wrapped_key",
                                             .field = "wrapped",
                                             .id = s->key_owner });
}

static void replay_finding(struct replay *r, const char *kind, int64_t id, const char *table,
                           const char *field)
{
    verify_found(r->v,
                 (struct finding_row){ .kind = kind, .id = id, .table = table, .field = field });
}

static const struct table *table_of(const struct replay *r, uint16_t number)
{
    return number < TABLES ? r->table[number] : NULL;
}

/* Whether the event changes a row of the present part; what a person gave as a reason is looked
 * at in the first. */
static bool concerns(const struct replay *r, const struct event *e)
{
    if (r->made.part == 0)
        return true;
    for (size_t i = 0; i < e->n_rows; i++) {
        const struct table *t = table_of(r, e->rows[i].table);
        if (t && made_mine(&r->made, made_home(t, e->complaint, e->rows[i].id)))
            return true;
    }
    return false;
}

/* The column that a value of an event is of; false when it is none of a row of this part. */
static bool place_of(struct playing *p, size_t index, struct made **made, uint16_t *column)
{
    const struct event_value_change *change = &p->e.values[index];
    const struct event_row_change *row;
    const struct table *t;

    if (change->row == EVENT_ITSELF || change->row >= p->e.n_rows)
        return false;
    row = &p->e.rows[change->row];
    t = table_of(p->r, row->table);
    if (!t || change->column >= t->record->n)
        return false;
    *column = change->column;
    *made = made_row(&p->r->made, t, made_home(t, p->e.complaint, row->id), row->id);
    return *made;
}

static void replay_value(struct playing *p, uint32_t index, struct value v)
{
    struct made *made;
    uint16_t column;

    if (place_of(p, index, &made, &column))
        made_put(&p->r->made, made, column, v);
}

/* What a key that is gone would have opened nobody knows any more, until another event says it. */
static void forget_unopened(struct playing *p)
{
    struct made *made;
    uint16_t column;

    for (size_t i = 0; i < p->e.n_values; i++)
        if (!p->known[i] && place_of(p, i, &made, &column))
            made_unknown(&p->r->made, made, column);
}

/* One sealed run of values: seed, then index and value, again and again. */
static void replay_run(struct playing *p, struct bytes plain)
{
    struct event_reader reader = { .rest = plain };
    struct bytes seed = event_get_raw(&reader, EVENT_HASH);
    bool first = p->r->made.part == 0; /* said once */

    while (!reader.bad && reader.rest.n > 0) {
        uint32_t index = (uint32_t)event_get(&reader, 4);
        struct value v = event_get_value(p->a, &reader);
        unsigned char commitment[EVENT_HASH];
        bool fits = !reader.bad && index < p->e.n_values;
        if (fits && first)
            event_commit(seed.s, index, v, commitment);
        if (first && (!fits || memcmp(commitment, p->e.values[index].commitment, EVENT_HASH) != 0))
            replay_finding(p->r, "value_changed", p->e.id, "event_value", NULL);
        if (!fits)
            return;
        replay_value(p, index, v);
        p->known[index] = true;
        p->opened++;
    }
}

/* A key that opens nothing was put in place of the right one; one that is not there belongs to
 * nobody. */
static void open_value(struct playing *p, const struct sealed_value *s)
{
    struct seal_place place = { "event_value", "sealed", s->event_id };
    enum key_kind kind = (enum key_kind)s->key_kind;
    struct bytes plain;
    struct key key;
    struct err none = { 0 };

    if (s->erased) {
        p->erased = true;
        return;
    }
    if (!vault_key_open(p->r->vault, kind, s->key_owner, s->wrapped, &key, &none)) {
        p->erased = true; /* what it would open cannot be missed as well */
        if (p->r->made.part == 0 && s->wrapped.n > 0)
            key_found(p->r, s);
        else if (p->r->made.part == 0)
            replay_finding(p->r, "value_changed", p->e.id, "event_value", "key_owner");
        return;
    }
    if (vault_unseal(p->a, &key, place, s->sealed, &plain, &none))
        replay_run(p, plain);
    else if (p->r->made.part == 0)
        replay_finding(p->r, "value_changed", p->e.id, "event_value", "sealed");
    p->erased |= none.kind != ERR_NONE;
    vault_key_forget(&key);
}

/* The values of a batch come in the order of its events. */
static bool replay_event(struct replay *r, struct arena *a, const struct event_row *row,
                         const struct rows *values, size_t *at, struct err *err)
{
    const struct sealed_value *s = values->row;
    struct playing p = { .r = r, .a = a };
    int64_t place = 0;
    bool wanted;

    (void)err;
    if (!event_read(a, row->bytes, &p.e))
        return true; /* found with the log */
    wanted = concerns(r, &p.e);
    p.known = ARENA_ARRAY(a, bool, p.e.n_values);
    while (*at < values->n && s[*at].event_id < row->id)
        ++*at;
    for (; *at < values->n && s[*at].event_id == row->id; ++*at) {
        if (r->made.part == 0 && s[*at].place != place++)
            replay_finding(r, "value_changed", row->id, "event_value", "id");
        if (wanted)
            open_value(&p, &s[*at]);
    }
    if (p.erased)
        forget_unopened(&p);
    if (r->made.part == 0 && !p.erased && p.opened != p.e.n_values)
        replay_finding(r, "value_missing", row->id, "event_value", NULL);
    return true;
}

static bool replay_all(struct replay *r, struct err *err)
{
    int64_t last = 0;

    for (;;) {
        AUTO_ARENA a = arena_new();
        const struct event_row *events;
        struct marked_rows rows;
        struct rows values;
        size_t at = 0;
        if (!sql_events_after(a, r->v->db, last, &rows, err))
            return false;
        if (rows.n == 0)
            return true;
        events = rows.row;
        if (!sql_sealed_values(a, r->v->db, last, events[rows.n - 1].id, &values, err))
            return false;
        for (size_t i = 0; i < rows.n; i++)
            if (!replay_event(r, a, &events[i], &values, &at, err))
                return false;
        last = events[rows.n - 1].id;
    }
}

/* A column as people see it: secrets opened. Versions count the updates and the id
 * is the row's name; neither is a value of an event's own. */
static void compare_column(struct replay *r, struct arena *a, const struct table *t,
                           const void *row, size_t i, const struct made *made)
{
    const struct field *f = &t->record->fields[i];
    struct value is;

    if (t->seals[i] != SEAL_NONE) {
        const struct secret *s = field_in(f, row);
        if (s->sealed.n > 0 && !s->text)
            return; /* its key is gone */
        is = value_text(s->text);
    } else {
        is = t->refs[i] ? value_id(*(const int64_t *)field_in(f, row)) : value_field(a, f, row);
    }
    if (!made_same(made, (uint16_t)i, is))
        column_found(r, t, row_id(t, row), f->name, row_complaint(t, row));
}

/* What a column holds that cannot be opened, though its key is there, the program never wrote. */
static void open_row(struct replay *r, struct arena *a, struct keyring *keys, const struct table *t,
                     void *row)
{
    for (size_t i = 0; i < t->record->n; i++) {
        const struct field *f = &t->record->fields[i];
        struct seal_place place = { t->name, f->name, row_id(t, row) };
        enum key_kind kind;
        int64_t owner;
        const struct key *key;
        struct err none = { 0 };
        if (row_seal(t, row, i, &kind, &owner) && keyring_get(keys, kind, owner, &key, &none) &&
            !secret_open(a, keys, kind, owner, place, field_at(f, row), &none))
            column_found(r, t, row_id(t, row), f->name, row_complaint(t, row));
    }
}

static void compare_row(struct replay *r, struct arena *a, struct keyring *keys,
                        const struct table *t, void *row, const char *unfit)
{
    const struct made *made;

    if (!made_mine(&r->made, made_home(t, row_complaint(t, row), row_id(t, row))))
        return;
    made = made_find(&r->made, t, row_id(t, row));
    if (!made)
        return; /* no event made it: found with the log */
    open_row(r, a, keys, t, row);
    for (size_t i = 1; i < t->record->n && !unfit; i++)
        compare_column(r, a, t, row, i, made);
}

static bool compare_table(struct replay *r, const struct table *t, struct err *err)
{
    int64_t last = INT64_MIN;

    for (;;) {
        AUTO_ARENA a = arena_new();
        struct keyring *keys = keyring_new(a, r->vault, r->v->db);
        struct value after = value_int(last);
        struct marked_rows rows;
        char *row;
        if (!db_marked(a, r->v->db, t->after, &after, t->record, &rows, err))
            return false;
        if (rows.n == 0)
            return true;
        row = (char *)(uintptr_t)rows.row;
        for (size_t n = 0; n < rows.n; n++, row += t->record->size)
            compare_row(r, a, keys, t, row, rows.unfit[n]);
        last = row_id(t, row - t->record->size);
    }
}

static bool replay_parts(struct replay *r, struct err *err)
{
    do {
        if (!replay_all(r, err))
            return false;
        for (const struct table *const *t = tables; *t; t++)
            if (!compare_table(r, *t, err))
                return false;
    } while (made_next(&r->made));
    return true;
}

bool verify_values(struct verify *v, struct keyring *keys, struct err *err)
{
    struct replay r = { .v = v, .vault = keyring_vault(keys), .made = { .most = v->most } };
    struct act act = { .a = v->a, .db = v->db, .keys = keys };
    AUTO_TX tx = { 0 };
    bool ok;

    r.made.most_bytes = MADE_BYTES;
    for (const struct table *const *t = tables; *t; t++)
        if ((*t)->number < TABLES)
            r.table[(*t)->number] = *t;
    if (!db_in_tx(v->db) && !tx_begin_read(&tx, v->db, err))
        return false;
    ok = replay_parts(&r, err) && guard_verify(&act, v, err) && verify_proofs(v, r.vault, err);
    made_free(&r.made);
    if (ok)
        verify_names(v);
    return ok;
}
