/*
 * One pass over the log keeps, for each row, the hash that its last event gave it; a pass
 * over the tables then compares. Where that is more than memory should hold, both are done
 * again for the rest (known.h). All of it sees one state of the database.
 */
#include "complaint/verify_parts.h"

#include "complaint/event.h"
#include "complaint/history.h"
#include "complaint/known.h"
#include "db/history_sql.h"
#include "db/verify_sql.h"

#include <sodium.h>
#include <string.h>

/* 270 MB at most. */
enum { KNOWN_MOST = 5500000 };

static const struct field finding_row_fields[] = {
    FIELD(struct finding_row, kind),      FIELD(struct finding_row, table),
    FIELD(struct finding_row, field),     FIELD(struct finding_row, id),
    FIELD(struct finding_row, complaint), FIELD(struct finding_row, reference),
    FIELD(struct finding_row, until),     FIELD(struct finding_row, event),
    FIELD(struct finding_row, source),    FIELD(struct finding_row, key),
};
const struct record finding_row_record = RECORD(struct finding_row, finding_row_fields);

void verify_found(struct verify *v, struct finding_row f)
{
    if (v->n == FINDINGS_KEPT) {
        v->left_out++;
        return;
    }
    if (v->n == v->room) {
        size_t room = v->room * 2 + 64;
        struct finding_row *more = ARENA_ARRAY(v->a, struct finding_row, room);
        if (v->n > 0)
            memcpy(more, v->findings, v->n * sizeof *more);
        v->findings = more;
        v->room = room;
    }
    v->findings[v->n++] = f;
}

static const char *table_name(uint16_t number)
{
    for (const struct table *const *t = tables; *t; t++)
        if ((*t)->number == number)
            return (*t)->name;
    return NULL;
}

static bool same(struct bytes a, const unsigned char hash[EVENT_HASH])
{
    return a.n == EVENT_HASH && memcmp(a.s, hash, EVENT_HASH) == 0;
}

/* The same of a hash that is remembered by its first half. */
static bool known_same(const struct known *k, const unsigned char hash[EVENT_HASH])
{
    return memcmp(k->hash, hash, KNOWN_HASH) == 0;
}

static bool head_same(const struct known_set *set, const struct known *chain, struct bytes head)
{
    unsigned char digest[KNOWN_HASH];

    if (head.n != EVENT_HASH)
        return false;
    known_head(set, head.s, digest);
    return memcmp(chain->hash, digest, sizeof digest) == 0;
}

/* Whether the rows of that table are looked at. */
static bool looked_at(const struct verify *v, int64_t number)
{
    for (const struct table *const *t = v->only; t && *t; t++)
        if ((*t)->number == number)
            return true;
    return !v->only;
}

/* The first column beside the bytes that does not say the same as the bytes, or NULL. */
static const char *column_differs(const struct event_row *row, const struct event *e)
{
    const struct {
        const char *name;
        bool same;
    } columns[] = {
        { "id", e->id == row->id },
        { "complaint_id", e->complaint == row->complaint_id },
        { "position", e->position == row->position },
        { "kind", strcmp(e->kind, row->kind) == 0 },
        { "at", e->at.us == row->at.us },
        { "actor_kind", strcmp(e->actor_kind, row->actor_kind) == 0 },
        { "actor_id", e->actor == row->actor_id },
    };

    for (size_t i = 0; i < COUNT(columns); i++)
        if (!columns[i].same)
            return columns[i].name;
    return NULL;
}

/* A chain may be looked at in the first part and, when that was halved, in its own. */
static bool chain_found(const struct verify *v, int64_t event)
{
    for (size_t i = 0; i < v->n; i++)
        if (v->findings[i].id == event && strcmp(v->findings[i].kind, "chain_broken") == 0)
            return true;
    return false;
}

static void check_chain(struct verify *v, struct known_set *set, const struct event_row *row,
                        const struct event *e)
{
    struct known *chain = known_get(set, 0, e->complaint + 1);

    if (!chain)
        return;
    if ((e->position != (int64_t)chain->position + 1 ||
         (chain->position > 0 ? !head_same(set, chain, e->before) : e->before.n != 0)) &&
        !chain_found(v, e->id))
        verify_found(v, (struct finding_row){
                            .kind = "chain_broken", .id = e->id, .complaint = e->complaint });
    chain->position = (uint32_t)e->position;
    known_head(set, row->hash.s, chain->hash);
}

/* What an event found is what the one before had left; otherwise somebody altered the row in
 * between, and the event wrote that over. */
static void check_change(struct verify *v, struct known *k, const struct event *e,
                         const struct event_row_change *r)
{
    static const unsigned char new[KNOWN_HASH] = { 0 };
    const unsigned char *found = r->op == EVENT_UPDATE  ? r->before
                                 : r->op == EVENT_ERASE ? r->hash
                                                        : new;

    if (memcmp(k->hash, found, KNOWN_HASH) != 0)
        verify_found(v, (struct finding_row){ .kind = "row_changed",
                                              .table = table_name(r->table),
                                              .id = r->id,
                                              .complaint = e->complaint,
                                              .event = e->id });
    memcpy(k->hash, r->hash, KNOWN_HASH);
    k->erased |= r->op == EVENT_ERASE;
}

static void check_event(struct verify *v, struct arena *a, struct known_set *set,
                        const struct event_row *row, const char *unfit)
{
    struct finding_row changed = {
        .kind = "event_changed", .field = unfit, .id = row->id, .complaint = row->complaint_id
    };
    unsigned char hash[EVENT_HASH];
    struct event e;

    event_hash(row->bytes, hash);
    if (unfit || !same(row->hash, hash) || !event_read(a, row->bytes, &e) ||
        (changed.field = column_differs(row, &e))) {
        if (set->part == 0)
            verify_found(v, changed);
        return;
    }
    for (size_t i = 0; i < e.n_rows && set->part == 0; i++)
        v->people += e.rows[i].op == EVENT_ERASE ||
                     (e.rows[i].op == EVENT_UPDATE && e.rows[i].table == person_table.number);
    check_chain(v, set, row, &e);
    for (size_t i = 0; i < e.n_rows; i++) {
        struct known *k =
            looked_at(v, e.rows[i].table) ? known_get(set, e.rows[i].table, e.rows[i].id) : NULL;
        if (k)
            check_change(v, k, &e, &e.rows[i]);
    }
}

/* Events are numbered without gaps. */
static void check_gap(struct verify *v, const struct known_set *set, int64_t from, int64_t until)
{
    if (from <= until && set->part == 0)
        verify_found(v,
                     (struct finding_row){ .kind = "event_missing", .id = from, .until = until });
}

static bool walk_log(struct verify *v, struct known_set *set, struct err *err)
{
    int64_t after = INT64_MIN, last = 0, written;

    for (;;) {
        AUTO_ARENA a = arena_new();
        const struct event_row *events;
        struct marked_rows rows;
        if (!sql_events_after(a, v->db, after, &rows, err))
            return false;
        if (rows.n == 0)
            break;
        events = rows.row;
        for (size_t i = 0; i < rows.n; i++) {
            check_gap(v, set, last + 1, events[i].id - 1);
            after = events[i].id;
            last = after > 0 ? after : 0;
            check_event(v, a, set, &events[i], rows.unfit[i]);
            if (set->part > 0)
                continue;
            v->events++;
            if (v->each)
                v->each(v->ctx, events[i].id, events[i].hash);
        }
    }
    if (set->part > 0)
        return true;
    if (!verify_event_counter(v, last, &written, err))
        return false;
    check_gap(v, set, last + 1, written);
    return true;
}

static void check_head(struct verify *v, const struct known_set *set, struct known *k,
                       const struct chain_row *chain)
{
    struct finding_row f = { .kind = "chain_broken",
                             .table = "chain",
                             .id = chain->complaint_id,
                             .complaint = chain->complaint_id };

    if (k)
        k->seen = true;
    if ((k ? (int64_t)k->position : 0) != chain->length)
        f.field = "length";
    else if (k ? !head_same(set, k, chain->head) : chain->head.n > 0)
        f.field = "head";
    if (f.field)
        verify_found(v, f);
}

static bool check_chains(struct verify *v, struct known_set *set, struct err *err)
{
    int64_t last = INT64_MIN;

    for (;;) {
        AUTO_ARENA a = arena_new();
        const struct chain_row *chains;
        struct rows rows;
        if (!sql_chains_after(a, v->db, last, &rows, err))
            return false;
        if (rows.n == 0)
            return true;
        chains = rows.row;
        for (size_t i = 0; i < rows.n; i++) {
            last = chains[i].complaint_id;
            if (known_mine(set, 0, last + 1))
                check_head(v, set, known_find(set, 0, last + 1), &chains[i]);
        }
    }
}

/* `unfit` names a column that holds what the program never writes there, or is NULL. */
static bool check_row(struct verify *v, struct arena *a, const struct table *t,
                      struct known_set *set, struct figures *figures, const void *row,
                      const char *unfit, struct err *err)
{
    int64_t id = row_id(t, row);
    struct known *k;
    struct finding_row f = { .table = t->name, .field = unfit, .id = id };
    unsigned char hash[EVENT_HASH];

    if (!known_mine(set, (uint16_t)t->number, id))
        return true;
    k = known_find(set, (uint16_t)t->number, id);
    if (k)
        k->seen = true;
    v->rows++;
    history_row_hash(a, t, row, hash);
    if (!k)
        f.kind = "row_added";
    else if (unfit || !known_same(k, hash))
        f.kind = "row_changed";
    f.complaint = row_complaint(t, row);
    if (f.kind)
        verify_found(v, f);
    if (t == &complaint_table && !v->only)
        verify_figures_add(figures, row);
    return t != &file_table || verify_file(v, row, err);
}

static bool check_table(struct verify *v, const struct table *t, struct known_set *set,
                        struct figures *figures, struct err *err)
{
    int64_t last = INT64_MIN;

    for (;;) {
        AUTO_ARENA a = arena_new();
        struct value after = value_int(last);
        const char *row;
        struct marked_rows rows;
        if (!db_marked(a, v->db, t->after, &after, t->record, &rows, err))
            return false;
        if (rows.n == 0)
            return true;
        row = rows.row;
        for (size_t i = 0; i < rows.n; i++, row += t->record->size)
            if (!check_row(v, a, t, set, figures, row, rows.unfit[i], err))
                return false;
        last = row_id(t, row - t->record->size);
    }
}

static bool check_missing(struct verify *v, const struct known_set *set, struct err *err)
{
    for (size_t i = 0; i < set->size; i++) {
        const struct known *k = &set->k[i];
        struct finding_row f = { .kind = "row_missing", .id = k->id };
        if (k->id == 0 || k->seen)
            continue;
        if (k->table == 0) {
            if (k->id > 1 && k->position == 1) /* only the filing: it is the head */
                continue;
            f.kind = "chain_missing";
            f.id = f.complaint = k->id - 1;
        } else if (v->n < FINDINGS_KEPT) {
            f.table = table_name(k->table);
            if (!verify_complaint(v, k->id, &f.complaint, err))
                return false;
        }
        verify_found(v, f);
    }
    return true;
}

/* People know a complaint by its reference. */
void verify_names(struct verify *v)
{
    for (size_t i = 0; i < v->n; i++) {
        const struct complaint_row *c;
        struct marked_rows rows;
        struct err none = { 0 };
        if (v->findings[i].complaint == 0 || v->findings[i].reference ||
            !sql_complaint_name(v->a, v->db, v->findings[i].complaint, &rows, &none))
            continue;
        c = rows.row;
        v->findings[i].reference = rows.n > 0 ? c->reference : NULL;
    }
}

static bool verify_with(struct verify *v, struct known_set *set, struct err *err)
{
    struct figures figures = { 0 };

    if (!v->only && !verify_figures_begin(v, &figures, err))
        return false;
    do {
        if (!walk_log(v, set, err) || !check_chains(v, set, err))
            return false;
        for (const struct table *const *t = tables; *t; t++)
            if (looked_at(v, (*t)->number) && !check_table(v, *t, set, &figures, err))
                return false;
        if ((!v->only && !verify_keys(v, set, err)) || !check_missing(v, set, err))
            return false;
    } while (known_next(set));
    if (v->only)
        return true;
    if (!verify_teams(v, err) || !verify_counters(v, err) || !verify_figures(v, &figures, err) ||
        !verify_outcome(v, &figures, err) || !verify_spend(v, err) || !verify_search(v, err) ||
        !verify_outbox(v, err) || !verify_schema(v, err))
        return false;
    verify_names(v);
    return true;
}

bool verify_log(struct verify *v, struct err *err)
{
    struct known_set set = { .most = v->most > 0 ? v->most : KNOWN_MOST };
    AUTO_TX tx = { 0 };
    bool ok;

    random_fill(set.key, sizeof set.key);
    if (!db_in_tx(v->db) && !tx_begin_read(&tx, v->db, err))
        return false;
    ok = verify_with(v, &set, err);
    known_free(&set);
    return ok;
}
