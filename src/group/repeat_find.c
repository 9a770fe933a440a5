/* What the clerk does: of the cases that changed, those in which the same came again. */
#include "complaint/pack_version.h"
#include "complaint/similar.h"
#include "db/group_sql.h"
#include "db/keep_sql.h"
#include "db/repeat_sql.h"
#include "group/repeat_flow.h"
#include "i18n/words.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* A change is looked at when it is so old: on PostgreSQL what was begun before may be committed
 * after. What takes longer is found at its next change. */
enum { OLD_SECONDS = 3, BATCH = 200, BATCHES = 20, DIGITS_LEAST = 7 };

static const struct field changed_case_fields[] = {
    FIELD(struct changed_case, id),
    FIELD(struct changed_case, at),
    FIELD(struct changed_case, pack),
};
const struct record changed_case_record = RECORD(struct changed_case, changed_case_fields);

struct looking {
    const struct act *act;
    const struct procedure *p;
    struct dossier d; /* the later one */
    struct instant since;
    int64_t seen[4 * REPEATS_MOST]; /* candidates that were looked at */
    size_t n_seen;
    int64_t before[REPEATS_MOST];
    size_t n;
};

/* -- whether two are the same -- */

static const char *digits(struct arena *a, const char *s)
{
    struct buf b = buf_new(a);

    for (; s && *s; s++)
        if (isdigit((unsigned char)*s))
            buf_char(&b, *s);
    return buf_text(&b);
}

static bool same_text(const char *one, const char *two)
{
    return one && two && *one && strcasecmp(one, two) == 0;
}

/* With the country's number or without it. */
static bool same_phone(struct arena *a, const char *one, const char *two)
{
    const char *x = digits(a, one), *y = digits(a, two);
    size_t nx = strlen(x), ny = strlen(y), n = nx < ny ? nx : ny;

    while (n > 0 && *x == '0' && nx > DIGITS_LEAST)
        x++, nx--, n = nx < ny ? nx : ny;
    while (n > 0 && *y == '0' && ny > DIGITS_LEAST)
        y++, ny--, n = nx < ny ? nx : ny;
    return n >= DIGITS_LEAST && strcmp(x + nx - n, y + ny - n) == 0;
}

/* Whose complaint it is; not who speaks for them or is complained about. */
static bool complains(const struct party_row *p)
{
    return !instant_is_set(p->ended_at) &&
           (strcmp(p->role, "complainant") == 0 || strcmp(p->role, "customer") == 0);
}

static bool same_person(struct arena *a, const struct dossier *d, const struct dossier *o)
{
    for (size_t i = 0; i < d->party.n; i++)
        for (size_t j = 0; j < o->party.n; j++) {
            const struct person_row *x = &d->person[i], *y = &o->person[j];
            if (complains(&d->party.row[i]) && complains(&o->party.row[j]) &&
                (x->id == y->id || same_text(x->email.text, y->email.text) ||
                 same_phone(a, x->phone.text, y->phone.text)))
                return true;
        }
    return false;
}

static bool problem(const struct complaint_code_row *k)
{
    return strcmp(k->list, "problem") == 0 && !instant_is_set(k->ended_at);
}

static bool same_problem(const struct dossier *d, const struct dossier *o)
{
    for (size_t i = 0; i < d->complaint_code.n; i++)
        for (size_t j = 0; j < o->complaint_code.n; j++)
            if (problem(&d->complaint_code.row[i]) && problem(&o->complaint_code.row[j]) &&
                strcmp(d->complaint_code.row[i].code, o->complaint_code.row[j].code) == 0)
                return true;
    return false;
}

static bool same_number(const struct dossier *d, const struct dossier *o)
{
    for (size_t i = 0; i < d->pack->repeat_fields.n; i++) {
        const char *name = d->pack->repeat_fields.word[i];
        if (same_text(dossier_own(d, name), dossier_own(o, name)))
            return true;
    }
    return false;
}

static bool same_again(const struct looking *l, const struct dossier *o)
{
    const struct pack_version *v = l->d.pack;

    if (same_number(&l->d, o))
        return true;
    return (v->repeat_class || v->repeat_problem) &&
           (!v->repeat_class || same_text(l->d.c.class, o->c.class)) &&
           (!v->repeat_problem || same_problem(&l->d, o)) && same_person(l->act->a, &l->d, o);
}

/* -- looking -- */

static bool candidate(struct looking *l, int64_t id, struct err *err)
{
    struct dossier o;

    for (size_t i = 0; i < l->n_seen; i++)
        if (l->seen[i] == id)
            return true;
    if (l->n_seen == COUNT(l->seen) || l->n == COUNT(l->before))
        return true;
    l->seen[l->n_seen++] = id;
    if (tie_before(&l->d, id))
        return true;
    if (!dossier_load_id(l->act, l->p, id, &o, err))
        return false;
    if (repeat_allowed(&l->d, &o, NULL) && repeat_over(&l->d, &o) && same_again(l, &o))
        l->before[l->n++] = id;
    return true;
}

static bool candidates(struct looking *l, const struct rows *rows, struct err *err)
{
    const struct int_value *id = rows->row;

    for (size_t i = 0; i < rows->n; i++)
        if (!candidate(l, id[i].value, err))
            return false;
    return true;
}

static const char *query_of(const struct act *act, const char *words)
{
    return words ? words_query(act->a, keyring_vault(act->keys), words,
                               db_engine(act->db) == DB_PG ? WORDS_TSQUERY : WORDS_FTS5)
                 : NULL;
}

static bool by_words(struct looking *l, const char *words, struct err *err)
{
    const char *query = query_of(l->act, words);
    const char *class = l->d.pack->repeat_class ? l->d.c.class : "";
    struct rows rows;

    return !query || !class ||
           (sql_repeats_people(l->act->a, l->act->db, query, class, l->since.us,
                               l->d.c.received_at.us, l->d.c.id, &rows, err) &&
            candidates(l, &rows, err));
}

static bool by_person(struct looking *l, struct err *err)
{
    if (!l->d.pack->repeat_class && !l->d.pack->repeat_problem)
        return true;
    for (size_t i = 0; i < l->d.party.n; i++)
        if (complains(&l->d.party.row[i]) && (!by_words(l, l->d.person[i].email.text, err) ||
                                              !by_words(l, l->d.person[i].phone.text, err)))
            return false;
    return true;
}

static bool by_numbers(struct looking *l, struct err *err)
{
    for (size_t i = 0; i < l->d.pack->repeat_fields.n; i++) {
        const char *name = l->d.pack->repeat_fields.word[i];
        const char *query = query_of(l->act, dossier_own(&l->d, name));
        struct rows rows;
        if (query && (!sql_repeats_field(l->act->a, l->act->db, query, name, l->since.us,
                                         l->d.c.received_at.us, l->d.c.id, &rows, err) ||
                      !candidates(l, &rows, err)))
            return false;
    }
    return true;
}

/* Whoever took it down or sent it said so. */
static bool by_link(struct looking *l, struct err *err)
{
    const struct complaint_row *c = &l->d.c;
    struct dossier o;

    if (c->linked_to_id == 0 || word_value(&link_words, c->link_kind) != LINK_REPEAT ||
        l->n == COUNT(l->before) || tie_before(&l->d, c->linked_to_id))
        return true;
    if (!dossier_load_id(l->act, l->p, c->linked_to_id, &o, err))
        return false;
    if (repeat_allowed(&l->d, &o, NULL))
        l->before[l->n++] = o.c.id;
    return true;
}

static bool look_at(const struct act *act, const struct procedure *p, int64_t id, struct err *err)
{
    struct looking *l = ARENA_NEW(act->a, struct looking);

    *l = (struct looking){ .act = act, .p = p };
    if (!dossier_load_id(act, p, id, &l->d, err))
        return false;
    if (tie_repeats(&l->d) >= REPEATS_MOST)
        return true;
    l->since = months_before(p->zone, l->d.c.received_at, l->d.pack->repeat_months);
    return by_link(l, err) && by_numbers(l, err) && by_person(l, err) &&
           (l->n == 0 || repeats_found(act, p, id, l->before, l->n, err));
}

/* What was erased meanwhile, or cannot be written just now, must not stop the others. */
static bool passes(enum err_kind kind)
{
    return kind == ERR_NOT_FOUND || kind == ERR_CONFLICT || kind == ERR_REFUSED;
}

static bool changed_look(const struct act *act, const struct procedure *p,
                         const struct changed_case *c, struct err *err)
{
    AUTO_ARENA a = arena_new();
    const struct pack_version *pack = NULL;
    struct act one = *act;
    struct err why = { 0 };

    if (c->pack == 0)
        return true;
    if (!procedure_pack(p, act->db, c->pack, &pack, err))
        return false;
    if (!pack || pack->repeat_months == 0)
        return true;
    one.a = a;
    one.keys = keyring_new(a, keyring_vault(act->keys), act->db);
    if (look_at(&one, p, c->id, &why) || passes(why.kind))
        return true;
    *err = why;
    return false;
}

/* How far the clerk has come, in two counters. */
struct place {
    int64_t at, id;
};

static bool counter_read(const struct act *act, const char *name, int64_t *out, struct err *err)
{
    struct rows rows = { 0 };

    if (!sql_counters_of(act->a, act->db, name, &rows, err))
        return false;
    *out = rows.n > 0 ? ((const struct counter_row *)rows.row)->value : 0;
    return true;
}

static bool place_write(const struct act *act, struct place to, struct err *err)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, act->db, err) &&
           sql_counter_put(act->a, act->db, "repeats_at", to.at, err) &&
           sql_counter_put(act->a, act->db, "repeats_id", to.id, err) && tx_commit(&tx, err);
}

static bool batch_look(const struct act *act, const struct procedure *p, struct place *place,
                       bool *more, struct err *err)
{
    struct rows rows = { 0 };
    const struct changed_case *c;

    if (!sql_repeats_changed(act->a, act->db, place->at, place->id,
                             act->now.us - SECONDS(OLD_SECONDS), BATCH, &rows, err))
        return false;
    c = rows.row;
    *more = rows.n == BATCH;
    for (size_t i = 0; i < rows.n; i++) {
        if (!changed_look(act, p, &c[i], err))
            return false;
        *place = (struct place){ c[i].at, c[i].id };
    }
    return true;
}

bool repeats_look(const struct act *act, const struct procedure *p, struct err *err)
{
    struct place place = { 0 }, begun;
    bool more = true;

    if (!counter_read(act, "repeats_at", &place.at, err) ||
        !counter_read(act, "repeats_id", &place.id, err))
        return false;
    begun = place;
    for (int i = 0; more && i < BATCHES; i++)
        if (!batch_look(act, p, &place, &more, err))
            return false;
    return (place.at == begun.at && place.id == begun.id) || place_write(act, place, err);
}

bool repeats_job(struct app *app, struct err *err)
{
    return step_job(app, repeats_look, err);
}
