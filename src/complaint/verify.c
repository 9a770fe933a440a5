/*
 * One pass over the log keeps, for each row, the hash that its last event gave it,
 * in a hash table; a pass over the tables then compares.
 */
#include "complaint/verify.h"

#include "complaint/event.h"
#include "complaint/history.h"
#include "db/history_sql.h"
#include "db/verify_sql.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static const struct field finding_row_fields[] = {
    FIELD(struct finding_row, kind),      FIELD(struct finding_row, table),
    FIELD(struct finding_row, field),     FIELD(struct finding_row, id),
    FIELD(struct finding_row, complaint), FIELD(struct finding_row, reference),
};
const struct record finding_row_record = RECORD(struct finding_row, finding_row_fields);

/* What the log says of one row, or of one chain (table 0). */
struct known {
    int64_t id;
    uint16_t table;
    bool seen;
    int64_t complaint;
    int64_t position;
    unsigned char hash[EVENT_HASH];
};

/* Open addressing; doubles when two thirds full. */
struct known_set {
    struct known *k;
    size_t size, n;
};

static size_t known_slot(const struct known_set *set, uint16_t table, int64_t id)
{
    uint64_t x = (uint64_t)id * UINT64_C(0x9e3779b97f4a7c15) + table;
    size_t i = (size_t)(x >> 17) & (set->size - 1);

    while (set->k[i].id != 0 && (set->k[i].id != id || set->k[i].table != table))
        i = (i + 1) & (set->size - 1);
    return i;
}

static void known_grow(struct known_set *set)
{
    struct known_set more = { .size = set->size > 0 ? set->size * 2 : 1024 };

    more.k = calloc(more.size, sizeof *more.k);
    if (!more.k)
        abort();
    for (size_t i = 0; i < set->size; i++)
        if (set->k[i].id != 0)
            more.k[known_slot(&more, set->k[i].table, set->k[i].id)] = set->k[i];
    more.n = set->n;
    free(set->k);
    *set = more;
}

/* Chains are kept as table 0 under complaint + 1, so that the organisation's is not 0. */
static struct known *known_get(struct known_set *set, uint16_t table, int64_t id)
{
    struct known *k;

    if (set->n * 3 >= set->size * 2)
        known_grow(set);
    k = &set->k[known_slot(set, table, id)];
    if (k->id == 0) {
        k->id = id;
        k->table = table;
        set->n++;
    }
    return k;
}

static void known_free(struct known_set *set)
{
    free(set->k);
}

static void found(struct verify *v, struct finding_row f)
{
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

static bool same(struct bytes a, const unsigned char hash[EVENT_HASH])
{
    return a.n == EVENT_HASH && memcmp(a.s, hash, EVENT_HASH) == 0;
}

/* The columns beside the bytes say the same as the bytes. */
static bool columns_agree(const struct event_row *row, const struct event *e)
{
    return e->id == row->id && e->complaint == row->complaint_id && e->position == row->position &&
           e->at.us == row->at.us && e->actor == row->actor_id && strcmp(e->kind, row->kind) == 0 &&
           strcmp(e->actor_kind, row->actor_kind) == 0;
}

static void check_chain(struct verify *v, struct known_set *set, const struct event_row *row,
                        const struct event *e)
{
    struct known *chain = known_get(set, 0, e->complaint + 1);

    if (e->position != chain->position + 1 ||
        (chain->position > 0 && !same(e->before, chain->hash)))
        found(v, (struct finding_row){
                     .kind = "chain_broken", .id = e->id, .complaint = e->complaint });
    chain->complaint = e->complaint;
    chain->position = e->position;
    memcpy(chain->hash, row->hash.s, EVENT_HASH);
}

static void check_event(struct verify *v, struct arena *a, struct known_set *set,
                        const struct event_row *row)
{
    struct finding_row changed = { .kind = "event_changed",
                                   .id = row->id,
                                   .complaint = row->complaint_id };
    unsigned char hash[EVENT_HASH];
    struct event e;

    event_hash(row->bytes, hash);
    if (!same(row->hash, hash) || !event_read(a, row->bytes, &e) || !columns_agree(row, &e)) {
        found(v, changed);
        return;
    }
    check_chain(v, set, row, &e);
    for (size_t i = 0; i < e.n_rows; i++) {
        struct known *k = known_get(set, e.rows[i].table, e.rows[i].id);
        k->complaint = e.complaint;
        memcpy(k->hash, e.rows[i].hash, EVENT_HASH);
    }
}

static bool walk_log(struct verify *v, struct known_set *set, struct err *err)
{
    int64_t last = 0, written;

    for (;;) {
        AUTO_ARENA a = arena_new();
        const struct event_row *events;
        struct rows rows;
        if (!sql_events_after(a, v->db, last, &rows, err))
            return false;
        if (rows.n == 0)
            break;
        events = rows.row;
        for (size_t i = 0; i < rows.n; i++) {
            for (last++; last < events[i].id; last++)
                found(v, (struct finding_row){ .kind = "event_missing", .id = last });
            check_event(v, a, set, &events[i]);
            v->events++;
        }
    }
    if (!sql_counter_value(v->a, v->db, "event", &written, err))
        return false;
    for (last++; last <= written; last++)
        found(v, (struct finding_row){ .kind = "event_missing", .id = last });
    return true;
}

static bool check_chains(struct verify *v, struct known_set *set, struct err *err)
{
    int64_t last = -1;

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
            struct known *k = known_get(set, 0, chains[i].complaint_id + 1);
            last = chains[i].complaint_id;
            k->seen = true;
            if (k->position != chains[i].length ||
                (chains[i].length > 0 && !same(chains[i].head, k->hash)))
                found(v, (struct finding_row){ .kind = "chain_broken",
                                               .table = "chain",
                                               .id = last,
                                               .complaint = last });
        }
    }
}

/* The chunks of a file as they are stored. */
static bool check_file(struct verify *v, const struct file_row *f, struct err *err)
{
    crypto_generichash_state state;
    unsigned char hash[EVENT_HASH];
    AUTO_ARENA a = arena_new();
    struct blob_row blob = { 0 };
    struct err none = { 0 };

    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    if (sql_blob_of_file(a, v->db, f->blob_id, &blob, &none))
        crypto_generichash_update(&state, blob.header.s, blob.header.n);
    else if (none.kind != ERR_NOT_FOUND)
        return *err = none, false;
    for (int64_t i = 0;; i++) {
        AUTO_ARENA piece = arena_new();
        const struct blob_chunk_row *chunk;
        struct rows rows;
        if (!sql_blob_chunks_from(piece, v->db, f->blob_id, i, &rows, err))
            return false;
        if (rows.n == 0)
            break;
        chunk = rows.row;
        crypto_generichash_update(&state, chunk->sealed.s, chunk->sealed.n);
    }
    crypto_generichash_final(&state, hash, sizeof hash);
    if (!same(f->stored_hash, hash))
        found(v, (struct finding_row){ .kind = "file_changed",
                                       .table = "file",
                                       .id = f->id,
                                       .complaint = f->complaint_id });
    return true;
}

static bool check_row(struct verify *v, struct arena *a, const struct table *t,
                      struct known_set *set, const void *row, struct err *err)
{
    int64_t id = row_id(t, row);
    struct known *k = known_get(set, (uint16_t)t->number, id);
    struct finding_row f = { .table = t->name, .id = id, .complaint = row_complaint(t, row) };
    static const unsigned char none[EVENT_HASH];
    unsigned char hash[EVENT_HASH];

    k->seen = true;
    v->rows++;
    history_row_hash(a, t, row, hash);
    if (memcmp(k->hash, none, EVENT_HASH) == 0)
        f.kind = "row_added";
    else if (memcmp(k->hash, hash, EVENT_HASH) != 0)
        f.kind = "row_changed";
    if (f.kind)
        found(v, f);
    return t != &file_table || check_file(v, row, err);
}

static bool check_table(struct verify *v, const struct table *t, struct known_set *set,
                        struct err *err)
{
    int64_t last = 0;

    for (;;) {
        AUTO_ARENA a = arena_new();
        struct value after = value_int(last);
        const char *row;
        struct rows rows;
        if (!db_list(a, v->db, t->after, &after, t->record, &rows, err))
            return false;
        if (rows.n == 0)
            return true;
        row = rows.row;
        for (size_t i = 0; i < rows.n; i++, row += t->record->size)
            if (!check_row(v, a, t, set, row, err))
                return false;
        last = row_id(t, row - t->record->size);
    }
}

static void check_missing(struct verify *v, const struct known_set *set)
{
    for (size_t i = 0; i < set->size; i++) {
        const struct known *k = &set->k[i];
        const struct table *const *t = tables;
        if (k->id == 0 || k->seen)
            continue;
        while (*t && (*t)->number != k->table)
            t++;
        found(v, (struct finding_row){ .kind = k->table == 0 ? "chain_missing" : "row_missing",
                                       .table = *t ? (*t)->name : NULL,
                                       .id = k->table == 0 ? k->id - 1 : k->id,
                                       .complaint = k->complaint });
    }
}

/* People know a complaint by its reference. */
static void name_complaints(struct verify *v)
{
    for (size_t i = 0; i < v->n; i++) {
        struct complaint_row c = { 0 };
        struct err none = { 0 };
        if (v->findings[i].complaint != 0 &&
            complaint_by_id(v->a, v->db, v->findings[i].complaint, &c, &none))
            v->findings[i].reference = c.reference;
    }
}

static bool verify_with(struct verify *v, struct known_set *set, struct err *err)
{
    if (!walk_log(v, set, err) || !check_chains(v, set, err))
        return false;
    for (const struct table *const *t = tables; *t; t++)
        if (!check_table(v, *t, set, err))
            return false;
    check_missing(v, set);
    name_complaints(v);
    return true;
}

bool verify_log(struct verify *v, struct err *err)
{
    struct known_set set = { 0 };
    bool ok = verify_with(v, &set, err);

    known_free(&set);
    return ok;
}
