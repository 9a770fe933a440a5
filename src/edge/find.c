/* Windows of keys, then filters and rights, until a page is full. */
#include "edge/find.h"

#include "complaint/grants.h"
#include "complaint/pack_version.h"
#include "db/find_sql.h"
#include "edge/find_joined.h"
#include "group/repeat.h"
#include "i18n/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct field find_key_fields[] = {
    FIELD(struct find_key, id),          FIELD(struct find_key, place),
    FIELD(struct find_key, team_id),     FIELD(struct find_key, owner_id),
    FIELD(struct find_key, stage),       FIELD(struct find_key, type),
    FIELD(struct find_key, class),       FIELD(struct find_key, channel),
    FIELD(struct find_key, severity),    FIELD(struct find_key, privacy),
    FIELD(struct find_key, received_at), FIELD(struct find_key, updated_at),
    FIELD(struct find_key, closed_at),   FIELD(struct find_key, took_part),
    FIELD(struct find_key, granted),     FIELD(struct find_key, part),
    FIELD(struct find_key, repeats),
};
const struct record find_key_record = RECORD(struct find_key, find_key_fields);

static const struct field find_text_fields[] = {
    FIELD(struct find_text, id),
    FIELD(struct find_text, complaint_id),
    FIELD(struct find_text, part),
};
const struct record find_text_record = RECORD(struct find_text, find_text_fields);

/* How many keys are read at a time, and how many windows a page may look through. The first is as
 * large as a page: nearly always nothing is left out, and its keys are all that is needed. So are
 * those behind it while they fill the page: of words, two texts of a case may have found it. */
enum { WINDOW = 250, WINDOWS = 20 };

struct walk {
    struct req *rq;
    const struct find *f;
    struct reach reach;
    const char *query;   /* of the engine */
    const char *hidden;  /* cases of which it is not to be known that they are the same again */
    const char *granted; /* of words: whose names are open to the reader */
    int64_t place, last, n;
};

static bool same(const char *wanted, const char *has)
{
    return !wanted || (has && strcmp(wanted, has) == 0);
}

bool find_class(const char *wanted, const char *has)
{
    size_t n = has ? strlen(has) : 0;

    if (!wanted || strcmp(wanted, NO_CLASS) == 0)
        return !wanted || !has;
    for (const char *at = wanted; n > 0 && (at = strstr(at, has)) != NULL; at += n)
        if ((at == wanted || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

bool find_classes(struct req *rq, const char *class, const char **out)
{
    const struct pack_version *v;
    const struct procedure *p;

    *out = class;
    if (!class || strcmp(class, NO_CLASS) == 0)
        return true;
    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &v, rq->err))
        return false;
    *out = procedure_classes_below(rq->a, p, v, class);
    return true;
}

static bool fits(const struct walk *w, const struct find_key *k)
{
    const struct find *f = w->f;

    return same(f->again, repeat_known(k->repeats, k->id, w->hidden) ? "true" : "false") &&
           same(f->stage, k->stage) && same(f->type, k->type) && find_class(f->class, k->class) &&
           same(f->channel, k->channel) && same(f->severity, k->severity) &&
           same(f->open, instant_is_set(k->closed_at) ? "false" : "true") &&
           (f->team == 0 || f->team == k->team_id) &&
           (f->received_from.us == 0 || k->received_at.us >= f->received_from.us) &&
           (f->received_until.us == 0 || k->received_at.us < f->received_until.us) &&
           k->updated_at.us >= f->updated_since.us;
}

static bool confidential(const struct find_key *k)
{
    return strcmp(k->privacy, "confidential") == 0;
}

/* Confidential cases are found by words only by who handles them; in queues and by reference
 * they stand for their team. */
static bool findable(const struct find_key *k)
{
    return !confidential(k) || k->took_part || k->granted;
}

/* Names are not for everybody who reads the case, and notes are for staff. */
static bool part_visible(const struct walk *w, const struct find_key *k, const char *part)
{
    struct may_object o = reach_object(w->rq, &w->reach, k->team_id, confidential(k), k->granted);
    enum may what = strcmp(part, "identity") == 0   ? MAY_READ_IDENTITY
                    : strcmp(part, "internal") == 0 ? MAY_READ_INTERNAL
                                                    : MAY_READ;

    return may(w->rq->user, what, &o);
}

static bool texts_read(const struct walk *w, struct rows *out)
{
    struct req *rq = w->rq;
    bool staff = rq->user && rq->user->kind == USER_STAFF;

    return sql_find_texts(rq->a, rq->db, w->query, w->place, w->n, staff ? rq->user->id : 0,
                          w->granted, out, rq->err);
}

static bool person_read(const struct walk *w, struct rows *out)
{
    struct req *rq = w->rq;
    bool staff = rq->user && rq->user->kind == USER_STAFF;
    struct grants grants;

    return grants_of(edge_act(rq), staff ? rq->user->id : 0, &grants, rq->err) &&
           sql_find_person(rq->a, rq->db, w->f->person, w->place, w->n, grants.listed, out,
                           rq->err);
}

static bool window_read(const struct walk *w, struct rows *out)
{
    struct req *rq = w->rq;

    switch (w->f->order) {
    case FIND_NEWEST:
        return sql_find_newest(rq->a, rq->db, w->place, w->n, out, rq->err);
    case FIND_UPDATED:
        return sql_find_updated(rq->a, rq->db, w->place, w->last, w->n, out, rq->err);
    case FIND_PERSON:
        return person_read(w, out);
    case FIND_WORDS:
        return texts_read(w, out);
    }
    return false;
}

static void walk_begin(struct walk *w)
{
    const struct find *f = w->f;

    w->n = (int64_t)f->limit + 1;
    w->place = f->place;
    w->last = f->last;
    if (f->place != 0 || f->last != 0)
        return;
    /* The first page: before everything in its order. */
    w->place = f->order == FIND_UPDATED ? f->updated_since.us : INT64_MAX;
}

/* That somebody complained elsewhere too is for whoever may know who it is there. */
static bool person_open(const struct walk *w, const struct find_key *k)
{
    return w->f->order != FIND_PERSON || part_visible(w, k, "identity");
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
        if (fits(w, &k[i]) && reach_case(&w->reach, k[i].team_id, k[i].id) && person_open(w, &k[i]))
            out->key[out->n++] = k[i];
    }
    return true;
}

/* -- words: a case is found at the newest of its texts that the reader may see -- */

static const char *case_ids(struct arena *a, const struct rows *texts)
{
    const struct find_key *t = texts->row;
    struct buf b = buf_new(a);

    for (size_t i = 0; i < texts->n; i++) {
        size_t same = 0;
        while (same < i && t[same].id != t[i].id)
            same++;
        if (same == i)
            buf_listed(&b, t[i].id);
    }
    return buf_text(&b);
}

/* The texts at which pages before this one showed cases of the window. */
static bool shown_before(const struct walk *w, const struct rows *texts, struct rows *out)
{
    const struct find *f = w->f;
    struct req *rq = w->rq;
    const char *ids;

    return f->place == 0 || texts->n == 0 ||
           (find_joined_ids(rq, case_ids(rq->a, texts), &ids) &&
            sql_find_texts_before(rq->a, rq->db, w->query, ids, f->place, f->last, out, rq->err) &&
            find_joined_before(rq, w->granted, out));
}

static bool taken(const struct found *out, int64_t id)
{
    for (size_t i = 0; i < out->n; i++)
        if (out->key[i].id == id)
            return true;
    return false;
}

static bool text_fits(const struct walk *w, const struct rows *before, const struct find_key *k)
{
    const struct find_text *text = before->row;

    if (!fits(w, k) || !findable(k) || !reach_case(&w->reach, k->team_id, k->id) ||
        !part_visible(w, k, k->part))
        return false;
    for (size_t i = 0; i < before->n; i++)
        if (text[i].complaint_id == k->id && part_visible(w, k, text[i].part))
            return false;
    return true;
}

/* How many cases the text of that row shows, its own and those of the same person behind it. */
static size_t shown_by(const struct rows *texts, size_t at)
{
    const struct find_key *k = texts->row;
    size_t n = 1;

    while (at + n < texts->n && k[at + n].place == k[at].place)
        n++;
    return n;
}

/* The same as window_take, of texts: each case once, and what one text shows on one page. */
static bool texts_take(struct walk *w, const struct rows *texts, const struct rows *before,
                       struct found *out)
{
    const struct find_key *k = texts->row;

    for (size_t i = 0; i < texts->n; i++) {
        bool first = i == 0 || k[i].place != k[i - 1].place;
        if (first && out->n > 0 && out->n + shown_by(texts, i) > w->f->limit)
            return false;
        if (out->n == w->f->limit)
            continue; /* a page of a few cases: the rest of what this text shows */
        out->place = w->place = k[i].place;
        if (w->last == 0)
            w->last = k[i].place;
        out->last = w->last;
        if (!taken(out, k[i].id) && text_fits(w, before, &k[i]))
            out->key[out->n++] = k[i];
    }
    return true;
}

/* One window; `*full` when the page is, and so whatever is left. */
static bool window_step(struct walk *w, struct found *out, bool *full, size_t *n)
{
    struct rows rows, before = { 0 };

    if (!window_read(w, &rows))
        return false;
    *n = rows.n;
    if (w->f->order != FIND_WORDS) {
        *full = !window_take(w, &rows, out);
        return true;
    }
    if (!find_joined(w->rq, w->granted, &rows) || !shown_before(w, &rows, &before))
        return false;
    *full = !texts_take(w, &rows, &before, out);
    return true;
}

/* Those that this reader may not know of are not told apart from others. */
static bool repeats_mark(const struct walk *w, struct found *out)
{
    const char *hidden = w->hidden;
    bool any = false;

    for (size_t i = 0; i < out->n; i++)
        any |= out->key[i].repeats > 0;
    if (any && !hidden && !repeats_hidden(w->rq, &w->reach, &hidden))
        return false;
    for (size_t i = 0; i < out->n; i++)
        if (!repeat_known(out->key[i].repeats, out->key[i].id, hidden))
            out->key[i].repeats = 0;
    return true;
}

/* The words as the engine is asked for them, and whose names are open to whoever asks. */
static bool words_open(struct walk *w)
{
    struct req *rq = w->rq;
    bool staff = rq->user && rq->user->kind == USER_STAFF;
    const char *words = w->f->words ? w->f->words : "";
    struct grants grants;

    w->query = words_query(rq->a, rq->app->vault, words,
                           db_engine(rq->db) == DB_PG ? WORDS_TSQUERY : WORDS_FTS5);
    if (!grants_of(edge_act(rq), staff ? rq->user->id : 0, &grants, rq->err))
        return false;
    w->granted = grants.listed;
    return true;
}

bool edge_find(struct req *rq, const struct find *f, struct found *out)
{
    struct find asked = *f;
    struct walk w = { .rq = rq, .f = &asked };

    *out = (struct found){ .key = ARENA_ARRAY(rq->a, struct find_key, f->limit) };
    if (!edge_reach(rq, MAY_READ, &w.reach) || !find_classes(rq, f->class, &asked.class) ||
        (f->again && !repeats_hidden(rq, &w.reach, &w.hidden)))
        return false;
    if (f->order == FIND_WORDS && !words_open(&w))
        return false;
    if (w.reach.none || (f->order == FIND_WORDS && !w.query))
        return true;
    walk_begin(&w);
    for (int i = 0; i < WINDOWS; i++) {
        bool full;
        size_t n;
        if (!window_step(&w, out, &full, &n))
            return false;
        out->more = full || (int64_t)n == w.n;
        if (full || !out->more || out->n == f->limit)
            break;
        w.n = 2 * out->n < f->limit ? WINDOW : (int64_t)f->limit + 1;
    }
    return repeats_mark(&w, out);
}
