/*
 * Playing the history again: every value is opened, held against its commitment, and
 * put where the event says; in the end each row made that way is the row that is
 * stored, column by column. Nothing else than events goes in. Where that is more than memory
 * should hold, it is done again for the rest (made.h).
 */
#include "complaint/replay.h"

#include "complaint/event.h"
#include "complaint/history.h"
#include "complaint/made.h"
#include "complaint/verify.h"
#include "db/history_sql.h"
#include "db/tables.h"
#include "db/verify_sql.h"

#include <string.h>

enum { TABLES = 100 };
/* Beside the batch that is read; twice as much for a moment, when it is made anew. */
#define MADE_BYTES ((size_t)120 << 20)

static const struct field sealed_value_fields[] = {
    FIELD(struct sealed_value, event_id),  FIELD(struct sealed_value, key_kind),
    FIELD(struct sealed_value, key_owner), FIELD(struct sealed_value, sealed),
    FIELD(struct sealed_value, wrapped),   FIELD(struct sealed_value, erased),
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
    bool erased; /* a key of it is */
};

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

static void replay_value(struct playing *p, uint32_t index, struct value v)
{
    const struct event_value_change *change = &p->e.values[index];
    const struct event_row_change *row;
    const struct table *t;
    struct made *made;

    if (change->row == EVENT_ITSELF || change->row >= p->e.n_rows)
        return;
    row = &p->e.rows[change->row];
    t = table_of(p->r, row->table);
    if (!t || change->column >= t->record->n)
        return;
    made = made_row(&p->r->made, t, made_home(t, p->e.complaint, row->id), row->id);
    if (made)
        made_put(&p->r->made, made, change->column, v);
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
    if (vault_key_open(p->r->vault, kind, s->key_owner, s->wrapped, &key, &none) &&
        vault_unseal(p->a, &key, place, s->sealed, &plain, &none))
        replay_run(p, plain);
    vault_key_forget(&key);
    if (none.kind != ERR_NONE && p->r->made.part == 0)
        replay_finding(p->r, "value_changed", p->e.id, "event_value", NULL);
}

/* The values of a batch come in the order of its events. */
static bool replay_event(struct replay *r, struct arena *a, const struct event_row *row,
                         const struct rows *values, size_t *at, struct err *err)
{
    const struct sealed_value *s = values->row;
    struct playing p = { .r = r, .a = a };
    bool wanted;

    if (!event_read(a, row->bytes, &p.e))
        return err_internal(err, "event %" PRId64 " cannot be read", row->id);
    wanted = concerns(r, &p.e);
    while (*at < values->n && s[*at].event_id < row->id)
        ++*at;
    for (; *at < values->n && s[*at].event_id == row->id; ++*at)
        if (wanted)
            open_value(&p, &s[*at]);
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
        replay_finding(r, "column_differs", row_id(t, row), t->name, f->name);
}

/* What cannot be opened was found when its event was played. */
static bool compare_row(struct replay *r, struct arena *a, struct keyring *keys,
                        const struct table *t, void *row, struct err *err)
{
    const struct made *made;
    struct err none = { 0 };

    if (!made_mine(&r->made, made_home(t, row_complaint(t, row), row_id(t, row))))
        return true;
    if (!row_open(a, keys, t, row, &none))
        return r->v->n > 0 || (*err = none, false);
    made = made_find(&r->made, t, row_id(t, row));
    for (size_t i = 1; i < t->record->n; i++)
        compare_column(r, a, t, row, i, made);
    return true;
}

static bool compare_table(struct replay *r, const struct table *t, struct err *err)
{
    int64_t last = 0;

    for (;;) {
        AUTO_ARENA a = arena_new();
        struct keyring *keys = keyring_new(a, r->vault, r->v->db);
        struct value after = value_int(last);
        struct rows rows;
        char *row;
        if (!db_list(a, r->v->db, t->after, &after, t->record, &rows, err))
            return false;
        if (rows.n == 0)
            return true;
        row = (char *)(uintptr_t)rows.row;
        for (size_t n = 0; n < rows.n; n++, row += t->record->size)
            if (!compare_row(r, a, keys, t, row, err))
                return false;
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
    AUTO_TX tx = { 0 };
    bool ok;

    r.made.most_bytes = MADE_BYTES;
    for (const struct table *const *t = tables; *t; t++)
        if ((*t)->number < TABLES)
            r.table[(*t)->number] = *t;
    if (!db_in_tx(v->db) && !tx_begin_read(&tx, v->db, err))
        return false;
    ok = replay_parts(&r, err);
    made_free(&r.made);
    return ok;
}
