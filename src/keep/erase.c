/* The one place that deletes keys: everything that hangs on a case and its people goes in the
 * transaction of the caller. */
#include "keep/erase.h"

#include "complaint/due.h"
#include "complaint/tie.h"
#include "db/history_sql.h"
#include "db/keep_sql.h"
#include "db/search_sql.h"
#include "db/tables.h"
#include "desk/publish.h"
#include "group/repeat.h"
#include "keep/journal.h"
#include "operation/step.h"
#include "web/app.h"

#include <string.h>

/* The counter "erase_sweep": whether the index is still to be written anew. */
enum { SWEEP_NONE, SWEEP_BEGIN, SWEEP_ON };

void erased_note(const struct erased *e, struct disposal_row *row)
{
    row->complaints += e->complaints;
    row->persons += e->persons;
    row->texts += e->texts;
    row->files += e->files;
    row->documents += e->documents;
    row->drafts += e->drafts;
    row->messages += e->messages;
    row->others += e->others;
}

/* What is erased together. */
struct erasing {
    const struct act *act;
    const struct procedure *p;
    const char *ids; /* between commas */
    int64_t person;  /* goes in any case, with the records that stand for the same; 0 = nobody */
    struct erased *out;
};

static bool count(const struct erasing *e, int64_t complaint, struct err *err)
{
    struct arena *a = e->act->a;
    struct db *db = e->act->db;
    int64_t texts = 0, files = 0, drafts = 0, messages = 0;

    if (!sql_texts_of(a, db, complaint, &texts, err) ||
        !sql_files_of(a, db, complaint, &files, err) ||
        !sql_drafts_forget(a, db, complaint, &drafts, err) ||
        !sql_outbox_forget(a, db, complaint, &messages, err))
        return false;
    e->out->complaints++;
    e->out->texts += texts + 1; /* the statement itself */
    e->out->files += files;
    e->out->drafts += drafts;
    e->out->messages += messages;
    return true;
}

static bool beside(const struct erasing *e, const struct complaint_row *c, struct err *err)
{
    struct arena *a = e->act->a;
    struct db *db = e->act->db;

    return count(e, c->id, err) && sql_outbox_sent_forget(a, db, c->id, err) &&
           sql_presence_forget(a, db, c->id, err) &&
           (c->filing_mac.n == 0 || (sql_idempotency_blank(a, db, c->filing_mac, err) &&
                                     sql_idempotency_forget(a, db, c->filing_mac, err))) &&
           erase_words(e->act, c->id, &e->out->documents, err);
}

/* Whether a record goes with this case: nobody keeps it, or it is the one who is erased. */
static bool goes(const struct erasing *e, const struct person_row *person, bool *out,
                 struct err *err)
{
    int64_t stands_for = person->joined_into_id ? person->joined_into_id : person->id, kept = 0;

    *out = e->person != 0 && stands_for == e->person;
    if (*out)
        return true;
    if (!sql_person_kept_in(e->act->a, e->act->db, stands_for, e->ids, &kept, err))
        return false;
    *out = kept == 0;
    return true;
}

/* What tells something of a person without being sealed: support needs, most of all. */
static void person_clear(struct person_row *person, struct instant now)
{
    person->country = person->language = person->channel = person->format = NULL;
    person->need_codes = NULL;
    person->erased_at = now;
}

static bool record_clear(struct history *h, const struct erasing *e, int64_t id, int64_t *gone,
                         size_t *n, struct err *err)
{
    struct person_row before = { 0 }, after;
    bool yes;

    if (!person_by_id(e->act->a, e->act->db, id, &before, err) || !goes(e, &before, &yes, err))
        return false;
    if (!yes || instant_is_set(before.erased_at))
        return true;
    after = before;
    person_clear(&after, e->act->now);
    gone[(*n)++] = id;
    return erase_searches(h, &before, err) &&
           history_update(h, &person_table, &before, &after, err);
}

/* The records to be erased with a case, cleared in its event; their ids in `*out`. */
static bool persons_clear(struct history *h, const struct erasing *e, int64_t complaint,
                          int64_t **out, size_t *n, struct err *err)
{
    struct rows here = { 0 }, own = { 0 };
    const struct int_value *id;

    *n = 0;
    if (!sql_persons_in(e->act->a, e->act->db, complaint, &here, err) ||
        (e->person && !sql_records_of_person(e->act->a, e->act->db, e->person, &own, err)))
        return false;
    *out = ARENA_ARRAY(e->act->a, int64_t, here.n + own.n + 1);
    id = here.row;
    for (size_t i = 0; i < here.n; i++)
        if (!record_clear(h, e, id[i].value, *out, n, err))
            return false;
    id = own.row;
    for (size_t i = 0; i < own.n; i++)
        if (!record_clear(h, e, id[i].value, *out, n, err))
            return false;
    return true;
}

/* What is public of a case stands there in clear. */
static bool publications_clear(struct step *s, struct err *err)
{
    for (size_t i = 0; i < s->d.publication.n; i++) {
        const struct publication_row *before = &s->d.publication.row[i];
        struct publication_row after = *before;
        publication_over(s->act, &after);
        if (!instant_is_set(before->ended_at) &&
            !history_update(&s->h, &publication_table, before, &after, err))
            return false;
    }
    return true;
}

/* It is handled with no other one any more: neither of the two is held by that. */
static bool join_clear(struct step *s, struct err *err)
{
    const struct case_tie_row *before = tie_joined(&s->d);
    struct case_tie_row after;

    s->c.joined_to_id = 0;
    if (!before)
        return true;
    after = *before;
    after.ended_at = s->act->now;
    after.ended_by = s->who.user;
    return history_update(&s->h, &case_tie_table, before, &after, err);
}

/* An open case leaves the queues: nobody can work on it any more. */
static void case_clear(struct step *s)
{
    s->c.erased_at = s->act->now;
    s->c.code_mac = s->c.filing_mac = (struct bytes){ 0 };
    s->c.external_reference = NULL;
    s->c.waiting = NULL;
    s->c.to_approve = s->c.follow_up_open = false;
    s->c.returned_at = (struct instant){ 0 };
    if (instant_is_set(s->c.closed_at))
        return;
    case_clocks_void(s->act->a, &s->d, s->act->now);
    s->c.closed_at = s->act->now;
    s->c.closing = word_code(&closing_reason_words, CLOSING_ERASED);
    s->c.stage = word_code(&stage_words, STAGE_CLOSED);
}

/* The tombstone. It has no values: there is no key to seal them with. */
static bool tombstone(const struct erasing *e, int64_t complaint, const int64_t *persons, size_t n,
                      struct err *err)
{
    struct history h;

    if (!history_begin(&h, e->act, complaint, "erased", NULL, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!erase_person_words(e->act, persons[i], err) ||
            !history_erase(&h, KEY_PERSON, persons[i], err))
            return false;
    e->out->persons += (int64_t)n;
    return history_erase(&h, KEY_COMPLAINT, complaint, err) && history_end(&h, err);
}

static bool erase_one(const struct erasing *e, int64_t complaint, struct err *err)
{
    AUTO_STEP s = { 0 };
    struct complaint_row c = { 0 };
    int64_t *persons;
    size_t n;

    if (!complaint_by_id(e->act->a, e->act->db, complaint, &c, err))
        return false;
    if (instant_is_set(c.erased_at))
        return true;
    if (!step_open(&s, e->act, e->p, complaint, 0, err))
        return false;
    if (!beside(e, &s.d.c, err) || !step_event(&s, "erasing", NULL, err) ||
        !persons_clear(&s.h, e, complaint, &persons, &n, err) || !publications_clear(&s, err) ||
        !join_clear(&s, err) || !repeat_erase(&s, err))
        return false;
    case_clear(&s);
    return step_done(&s, err) && repeat_erase_after(e->act, e->p, complaint, err) &&
           tombstone(e, complaint, persons, n, err);
}

bool erase_cases(const struct act *act, const struct procedure *p, const int64_t *ids, size_t n,
                 int64_t person, struct erased *out, struct err *err)
{
    struct buf b = buf_new(act->a);
    struct erasing e = { act, p, NULL, person, out };

    *out = (struct erased){ 0 };
    buf_char(&b, ',');
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%" PRId64 ",", ids[i]);
    e.ids = buf_text(&b);
    if (person && !sql_person_kept_in(act->a, act->db, person, e.ids, &out->others, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!erase_one(&e, ids[i], err))
            return false;
    return sql_counter_put(act->a, act->db, "erase_sweep", SWEEP_BEGIN, err);
}

bool erase_record(const struct act *act, int64_t person, struct err *err)
{
    struct person_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !person_by_id(act->a, act->db, person, &before, err) ||
        !erase_person_words(act, person, err))
        return false;
    after = before;
    person_clear(&after, act->now);
    return history_begin(&h, act, COMPLAINT_NONE, "erasing", NULL, err) &&
           erase_searches(&h, &before, err) &&
           history_update(&h, &person_table, &before, &after, err) && history_end(&h, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "erased", NULL, err) &&
           history_erase(&h, KEY_PERSON, person, err) && history_end(&h, err) &&
           sql_counter_put(act->a, act->db, "erase_sweep", SWEEP_BEGIN, err) && tx_commit(&tx, err);
}

/* -- what is left in the files -- */

enum { MERGE_PAGES = 500, MERGES = 20 };

/* One piece, in a transaction of its own. A negative number begins to make one tree of all. */
static bool merge_once(const struct act *act, int64_t *sweep, struct err *err)
{
    int64_t before, after, pages = *sweep == SWEEP_BEGIN ? -MERGE_PAGES : MERGE_PAGES;
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, act->db, err) || !sql_written_so_far(act->a, act->db, &before, err) ||
        !sql_search_word_merge(act->a, act->db, pages, err) ||
        !sql_written_so_far(act->a, act->db, &after, err))
        return false;
    *sweep = after - before < 2 ? SWEEP_NONE : SWEEP_ON;
    return sql_counter_put(act->a, act->db, "erase_sweep", *sweep, err) && tx_commit(&tx, err);
}

static bool clean_more(const struct act *act, int64_t sweep, bool *clean, struct err *err)
{
    *clean = true;
    if (db_engine(act->db) == DB_PG)
        return sql_counter_put(act->a, act->db, "erase_sweep", SWEEP_NONE, err);
    for (int i = 0; i < MERGES && sweep != SWEEP_NONE; i++)
        if (!merge_once(act, &sweep, err))
            return false;
    *clean = db_checkpoint(act->db) && sweep == SWEEP_NONE;
    return *clean || sql_counter_put(act->a, act->db, "erase_sweep", SWEEP_ON, err);
}

bool erase_clean(const struct act *act, bool *clean, struct err *err)
{
    return clean_more(act, SWEEP_BEGIN, clean, err);
}

bool erase_sweep(struct app *app, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct act act = act_system(a, app->db, app->vault);
    struct rows rows = { 0 };
    int64_t sweep;
    bool clean;

    if (!sql_counters_of(a, app->db, "erase_sweep", &rows, err))
        return false;
    sweep = rows.n > 0 ? ((const struct counter_row *)rows.row)->value : SWEEP_NONE;
    if (sweep == SWEEP_BEGIN && !journal_follow(&act, app->config->data, err))
        return false;
    return sweep == SWEEP_NONE || clean_more(&act, sweep, &clean, err);
}
