/*
 * Playing the history again: every value is opened, held against its commitment, and
 * put where the event says; in the end each row made that way is the row that is
 * stored, column by column. Nothing else than events goes in.
 */
#include "complaint/event.h"
#include "complaint/history.h"
#include "complaint/verify.h"
#include "db/history_sql.h"

#include <stdlib.h>
#include <string.h>

/* A value the replay put somewhere; the last one of a place counts. */
struct replayed {
    int64_t row;
    uint16_t table, column;
    size_t order; /* in the log */
    struct value value;
};

struct replay {
    struct verify *v;
    struct keyring *keys;
    struct arena *a;
    struct replayed *put;
    size_t n, room;
};

static void replay_finding(struct replay *r, const char *kind, int64_t id, const char *table,
                           const char *field)
{
    verify_found(r->v,
                 (struct finding_row){ .kind = kind, .id = id, .table = table, .field = field });
}

static void replay_put(struct replay *r, struct replayed one)
{
    if (r->n == r->room) {
        r->room = r->room * 2 + 1024;
        r->put = reallocarray(r->put, r->room, sizeof *r->put);
        if (!r->put)
            abort();
    }
    one.order = r->n;
    r->put[r->n++] = one;
}

static void replay_value(struct replay *r, const struct event *e, uint32_t index, struct value v)
{
    const struct event_value_change *change = &e->values[index];
    const struct event_row_change *row;

    if (change->row == EVENT_ITSELF || change->row >= e->n_rows)
        return;
    row = &e->rows[change->row];
    replay_put(r, (struct replayed){
                      .row = row->id, .table = row->table, .column = change->column, .value = v });
}

/* One sealed run of values: seed, then index and value, again and again. */
static void replay_run(struct replay *r, const struct event *e, struct bytes plain, size_t *opened)
{
    struct event_reader reader = { .rest = plain };
    struct bytes seed = event_get_raw(&reader, EVENT_HASH);

    while (!reader.bad && reader.rest.n > 0) {
        uint32_t index = (uint32_t)event_get(&reader, 4);
        struct value v = event_get_value(r->a, &reader);
        unsigned char commitment[EVENT_HASH];
        if (reader.bad || index >= e->n_values) {
            replay_finding(r, "value_changed", e->id, "event_value", NULL);
            return;
        }
        event_commit(r->a, seed.s, index, v, commitment);
        if (memcmp(commitment, e->values[index].commitment, EVENT_HASH) != 0)
            replay_finding(r, "value_changed", e->id, "event_value", NULL);
        replay_value(r, e, index, v);
        ++*opened;
    }
}

static bool replay_event(struct replay *r, const struct event_row *row, struct err *err)
{
    const struct event_value_row *values;
    struct rows rows;
    struct event e;
    size_t opened = 0;
    bool erased = false;

    if (!event_read(r->a, row->bytes, &e))
        return err_internal(err, "event %" PRId64 " cannot be read", row->id);
    if (!sql_event_values(r->a, r->v->db, row->id, &rows, err))
        return false;
    values = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct seal_place place = { "event_value", "sealed", row->id };
        const struct key *key;
        struct bytes plain;
        struct err gone = { 0 };
        if (!keyring_get(r->keys, (enum key_kind)values[i].key_kind, values[i].key_owner, &key,
                         &gone)) {
            if (gone.kind != ERR_NOT_FOUND)
                return *err = gone, false;
            erased = true;
            r->v->erased++;
            continue;
        }
        if (!vault_unseal(r->a, key, place, values[i].sealed, &plain, err))
            return false;
        replay_run(r, &e, plain, &opened);
    }
    if (!erased && opened != e.n_values)
        replay_finding(r, "value_missing", row->id, "event_value", NULL);
    return true;
}

static int by_place(const void *one, const void *two)
{
    const struct replayed *a = one, *b = two;

    if (a->table != b->table)
        return a->table < b->table ? -1 : 1;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static int by_place_and_order(const void *one, const void *two)
{
    const struct replayed *a = one, *b = two;
    int place = by_place(one, two);

    return place != 0 ? place : (a->order > b->order) - (a->order < b->order);
}

/* Of what was put into one place, the last counts. */
static void replay_last(struct replay *r)
{
    size_t n = 0;

    for (size_t i = 0; i < r->n; i++) {
        if (i + 1 < r->n && by_place(&r->put[i], &r->put[i + 1]) == 0)
            continue;
        r->put[n++] = r->put[i];
    }
    r->n = n;
}

static const struct replayed *replay_find(const struct replay *r, const struct table *t,
                                          int64_t row, size_t column)
{
    struct replayed key = { .row = row, .table = (uint16_t)t->number, .column = (uint16_t)column };

    return bsearch(&key, r->put, r->n, sizeof *r->put, by_place);
}

static bool value_same(struct value a, struct value b)
{
    if (event_value_nothing(a) && event_value_nothing(b))
        return true;
    if (a.kind != b.kind || (a.kind == VALUE_INT && a.i != b.i))
        return false;
    if (a.kind == VALUE_NULL || a.kind == VALUE_INT)
        return true;
    return a.b.n == b.b.n && (a.b.n == 0 || memcmp(a.b.s, b.b.s, a.b.n) == 0);
}

/* A column as people see it: secrets opened. Versions count the updates and the id
 * is the row's name; neither is a value of an event's own. */
static void compare_column(struct replay *r, const struct table *t, const void *row, size_t i)
{
    const struct field *f = &t->record->fields[i];
    const struct replayed *said = replay_find(r, t, row_id(t, row), i);
    struct value is, was = { 0 };

    if (t->seals[i] != SEAL_NONE) {
        const struct secret *s = field_in(f, row);
        if (s->sealed.n > 0 && !s->text)
            return; /* erased */
        is = value_text(s->text);
    } else {
        is = t->refs[i] ? value_id(*(const int64_t *)field_in(f, row)) : value_field(r->a, f, row);
    }
    if (said)
        was = said->value;
    if (!value_same(is, was))
        replay_finding(r, "column_differs", row_id(t, row), t->name, f->name);
}

static bool compare_table(struct replay *r, const struct table *t, struct err *err)
{
    int64_t last = 0;

    for (;;) {
        struct value after = value_int(last);
        const char *row;
        struct rows rows;
        if (!db_list(r->a, r->v->db, t->after, &after, t->record, &rows, err) ||
            !rows_open(r->a, r->keys, t, &rows, err))
            return false;
        if (rows.n == 0)
            return true;
        row = rows.row;
        for (size_t n = 0; n < rows.n; n++, row += t->record->size)
            for (size_t i = 1; i < t->record->n; i++)
                compare_column(r, t, row, i);
        last = row_id(t, row - t->record->size);
    }
}

static bool replay_all(struct replay *r, struct err *err)
{
    int64_t last = 0;
    struct marked_rows rows;

    do {
        const struct event_row *events;
        if (!sql_events_after(r->a, r->v->db, last, &rows, err))
            return false;
        events = rows.row;
        for (size_t i = 0; i < rows.n; i++) {
            if (!replay_event(r, &events[i], err))
                return false;
            last = events[i].id;
        }
    } while (rows.n > 0);
    return true;
}

bool verify_values(struct verify *v, struct keyring *keys, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct replay r = { .v = v, .keys = keys, .a = a };
    AUTO_TX tx = { 0 };
    bool ok;

    if (!db_in_tx(v->db) && !tx_begin_read(&tx, v->db, err))
        return false;
    ok = replay_all(&r, err);
    if (r.n > 0)
        qsort(r.put, r.n, sizeof *r.put, by_place_and_order);
    replay_last(&r);
    for (const struct table *const *t = tables; ok && *t; t++)
        ok = compare_table(&r, *t, err);
    free(r.put);
    return ok;
}
