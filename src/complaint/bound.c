/* The newest event that wrote a row has its hash: events are read from the newest on, and what was
 * met once is not asked again. */
#include "complaint/bound.h"

#include "complaint/event.h"
#include "db/history_sql.h"

#include <string.h>

struct met {
    uint16_t table;
    int64_t id;
};

struct bounding {
    const struct act *act;
    const struct dossier *d;
    struct met *met;
    size_t n, room;
    size_t found; /* rows of the case that an event wrote */
    bool bound;
};

static bool met_before(struct bounding *b, const struct event_row_change *row)
{
    for (size_t i = 0; i < b->n; i++)
        if (b->met[i].table == row->table && b->met[i].id == row->id)
            return true;
    if (b->n == b->room) {
        struct met *more = ARENA_ARRAY(b->act->a, struct met, b->room * 2 + 8);
        if (b->n > 0)
            memcpy(more, b->met, b->n * sizeof *more);
        b->met = more;
        b->room = b->room * 2 + 8;
    }
    b->met[b->n++] = (struct met){ row->table, row->id };
    return false;
}

static const void *among(const struct table *t, const void *rows, size_t n, int64_t id)
{
    const char *row = rows;

    for (size_t i = 0; i < n; i++, row += t->record->size)
        if (row_id(t, row) == id)
            return row;
    return NULL;
}

/* The table of the number, and the row as it stands; NULL = it is gone. */
static const struct table *table_of(const struct dossier *d, const struct event_row_change *row,
                                    const void **stands)
{
    if (row->table == complaint_table.number) {
        *stands = among(&complaint_table, &d->c, 1, row->id);
        return &complaint_table;
    }
    if (row->table == party_table.number) {
        *stands = among(&party_table, d->party.row, d->party.n, row->id);
        return &party_table;
    }
    if (row->table == conflict_table.number) {
        *stands = among(&conflict_table, d->conflict.row, d->conflict.n, row->id);
        return &conflict_table;
    }
    return NULL;
}

static void row_compare(struct bounding *b, const struct event_row_change *row)
{
    unsigned char hash[HASH_BYTES];
    const void *stands = NULL;
    const struct table *t = table_of(b->d, row, &stands);

    if (!t || met_before(b, row))
        return;
    if (!stands) {
        b->bound = false;
        return;
    }
    history_row_hash(b->act->a, t, stands, hash);
    b->bound = b->bound && memcmp(hash, row->hash, sizeof hash) == 0;
    b->found++;
}

/* Whether that event wrote the row; `*same`: as it stands. */
static bool row_in(const struct act *act, const struct complaint_row *c, struct bytes bytes,
                   bool *same)
{
    unsigned char hash[HASH_BYTES];
    struct event e;

    if (!event_read(act->a, bytes, &e))
        return false;
    for (size_t i = 0; i < e.n_rows; i++) {
        if (e.rows[i].table != complaint_table.number || e.rows[i].id != c->id)
            continue;
        history_row_hash(act->a, &complaint_table, c, hash);
        *same = memcmp(hash, e.rows[i].hash, sizeof hash) == 0;
        return true;
    }
    return false;
}

static bool people_bound(const struct act *act, const struct complaint_row *c, bool *bound,
                         struct err *err)
{
    struct dossier d = { .c = *c };
    struct rows parties, conflicts;

    if (!party_of(act->a, act->db, c->id, &parties, err) ||
        !conflict_of(act->a, act->db, c->id, &conflicts, err))
        return false;
    d.party.row = (struct party_row *)(uintptr_t)parties.row;
    d.party.n = parties.n;
    d.conflict.row = (struct conflict_row *)(uintptr_t)conflicts.row;
    d.conflict.n = conflicts.n;
    return case_bound(act, &d, bound, err);
}

bool case_line_bound(const struct act *act, const struct complaint_row *c, struct bytes event,
                     int64_t person, bool *bound, struct err *err)
{
    /* Ids are numbers of events: of the filing the people are who they were. */
    if (person != 0 && person / HISTORY_IDS != c->id / HISTORY_IDS)
        return people_bound(act, c, bound, err);
    return row_in(act, c, event, bound) || people_bound(act, c, bound, err);
}

bool case_bound(const struct act *act, const struct dossier *d, bool *bound, struct err *err)
{
    struct bounding b = { .act = act, .d = d, .bound = true };
    const struct event_row *event;
    struct rows rows;

    if (!sql_events_of(act->a, act->db, d->c.id, &rows, err))
        return false;
    event = rows.row;
    for (size_t i = rows.n; i-- > 0 && b.bound;) {
        struct event e;
        if (!event_read(act->a, event[i].bytes, &e)) {
            b.bound = false;
            break;
        }
        for (size_t j = 0; j < e.n_rows; j++)
            row_compare(&b, &e.rows[j]);
    }
    *bound = b.bound && b.found == 1 + d->party.n + d->conflict.n;
    return true;
}
