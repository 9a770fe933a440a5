/* Windows of keys, then filters and rights, until a page is full. */
#include "edge/find.h"

#include "db/find_sql.h"
#include "i18n/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct field find_key_fields[] = {
    FIELD(struct find_key, id),         FIELD(struct find_key, place),
    FIELD(struct find_key, team_id),    FIELD(struct find_key, owner_id),
    FIELD(struct find_key, stage),      FIELD(struct find_key, type),
    FIELD(struct find_key, class),      FIELD(struct find_key, channel),
    FIELD(struct find_key, privacy),    FIELD(struct find_key, received_at),
    FIELD(struct find_key, updated_at), FIELD(struct find_key, closed_at),
    FIELD(struct find_key, part),       FIELD(struct find_key, later),
    FIELD(struct find_key, took_part),
};
const struct record find_key_record = RECORD(struct find_key, find_key_fields);

/* How many keys are read at a time, and how many windows a page may look through. */
enum { WINDOW = 250, WINDOWS = 20 };

struct walk {
    struct req *rq;
    const struct find *f;
    struct reach reach;
    const char *teams, *barred; /* ids with a comma at both ends */
    const char *query;          /* of the engine */
    int64_t place, last, n;
};

static bool same(const char *wanted, const char *has)
{
    return !wanted || (has && strcmp(wanted, has) == 0);
}

static bool fits(const struct find *f, const struct find_key *k)
{
    return same(f->stage, k->stage) && same(f->type, k->type) && same(f->class, k->class) &&
           same(f->channel, k->channel) &&
           same(f->open, instant_is_set(k->closed_at) ? "false" : "true") &&
           (f->team == 0 || f->team == k->team_id) &&
           (f->received_from.us == 0 || k->received_at.us >= f->received_from.us) &&
           (f->received_until.us == 0 || k->received_at.us < f->received_until.us) &&
           k->updated_at.us >= f->updated_since.us;
}

static bool listed(const char *ids, int64_t id)
{
    char text[24];

    snprintf(text, sizeof text, ",%" PRId64 ",", id);
    return strstr(ids, text) != NULL;
}

/* A case is found at the newest of its texts that this reader may see: names are not for
 * everybody who reads the case, and notes are for staff. */
static bool text_visible(const struct walk *w, const struct find_key *k)
{
    static const struct {
        const char *part;
        int bit;
        enum may may;
    } parts[] = {
        { "content", 1, MAY_READ },
        { "identity", 2, MAY_READ_IDENTITY },
        { "internal", 4, MAY_READ_INTERNAL },
    };
    struct may_object o = reach_object(w->rq, &w->reach, k->team_id, k->owner_id,
                                       strcmp(k->privacy, "confidential") == 0, k->took_part);
    bool here = false;

    for (size_t i = 0; i < COUNT(parts); i++) {
        if (!may(w->rq->user, parts[i].may, &o))
            continue;
        if (k->later & parts[i].bit)
            return false;
        here |= same(parts[i].part, k->part);
    }
    return here;
}

static bool visible(const struct walk *w, const struct find_key *k)
{
    return (w->reach.all || listed(w->teams, k->team_id)) && !listed(w->barred, k->id) &&
           (w->f->order != FIND_WORDS || text_visible(w, k));
}

static bool window_read(const struct walk *w, struct rows *out)
{
    struct req *rq = w->rq;
    bool staff = rq->user && rq->user->kind == USER_STAFF;

    switch (w->f->order) {
    case FIND_NEWEST:
        return sql_find_newest(rq->a, rq->db, w->place, w->n, out, rq->err);
    case FIND_UPDATED:
        return sql_find_updated(rq->a, rq->db, w->place, w->last, w->n, out, rq->err);
    case FIND_WORDS:
        return sql_find_words(rq->a, rq->db, w->query, w->place, w->n, staff ? rq->user->id : 0,
                              out, rq->err);
    }
    return false;
}

static bool filtered(const struct walk *w)
{
    const struct find *f = w->f;

    return !w->reach.all || w->reach.n_barred > 0 || f->stage || f->type || f->class ||
           f->channel || f->open || f->team != 0 || f->received_from.us != 0 ||
           f->received_until.us != 0 || f->order == FIND_WORDS;
}

static void walk_begin(struct walk *w)
{
    const struct find *f = w->f;

    w->teams = arena_printf(w->rq->a, ",%s,", w->reach.teams);
    w->barred = arena_printf(w->rq->a, ",%s,", w->reach.barred);
    w->n = filtered(w) && f->order != FIND_WORDS ? WINDOW : (int64_t)f->limit + 1;
    w->place = f->place;
    w->last = f->last;
    if (f->place != 0 || f->last != 0)
        return;
    /* The first page: before everything in its order. */
    w->place = f->order == FIND_UPDATED ? f->updated_since.us : INT64_MAX;
}

/* Adds what fits of a window; false when the page is full. */
static bool window_take(struct walk *w, const struct rows *rows, struct found *out)
{
    const struct find_key *k = rows->row;

    for (size_t i = 0; i < rows->n; i++) {
        if (out->n == w->f->limit)
            return false;
        out->place = w->place = k[i].place;
        out->last = w->last = k[i].id;
        if (fits(w->f, &k[i]) && visible(w, &k[i]))
            out->key[out->n++] = k[i];
    }
    return true;
}

bool edge_find(struct req *rq, const struct find *f, struct found *out)
{
    struct walk w = { .rq = rq, .f = f };

    *out = (struct found){ .key = ARENA_ARRAY(rq->a, struct find_key, f->limit) };
    if (!edge_reach(rq, MAY_READ, &w.reach))
        return false;
    if (f->order == FIND_WORDS)
        w.query = words_query(rq->a, rq->app->vault, f->words ? f->words : "",
                              db_engine(rq->db) == DB_PG ? WORDS_TSQUERY : WORDS_FTS5);
    if (w.reach.none || (f->order == FIND_WORDS && !w.query))
        return true;
    walk_begin(&w);
    for (int i = 0; i < WINDOWS; i++) {
        struct rows rows = { 0 };
        if (!window_read(&w, &rows))
            return false;
        out->more = !window_take(&w, &rows, out) || (int64_t)rows.n == w.n;
        if (!out->more || out->n == f->limit)
            return true;
    }
    return true;
}
