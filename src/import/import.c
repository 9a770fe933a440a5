/* Batches: read, map, write in one transaction, tell. */
#include "import/import.h"

#include "complaint/search.h"
#include "complaint/tally.h"
#include "db/import_sql.h"
#include "i18n/lang.h"
#include "import/classes.h"
#include "import/seen.h"
#include "operation/receipt/filing_check.h"
#include "people/team.h"

#include <string.h>

enum { BATCH = 200, BUSY_TRIES = 30 };

/* One record on its way in. */
struct item {
    struct import_record record;
    struct mapped m;
    struct import_result result;
};

struct batch {
    struct import *im;
    struct act act; /* with an arena and keys of the batch's own */
    struct records *records;
    struct seen *seen; /* of a dry run */
    struct item item[BATCH];
    size_t n;
};

/* The reason in words, with the field it is about. */
static void item_reject(struct batch *b, struct item *item, const struct err *err)
{
    const char *text = lang_err(b->act.a, &langs[0], err);

    item->result.end = IMPORT_REJECTED;
    item->result.why = err->field ? arena_printf(b->act.a, "%s: %s", err->field, text) : text;
}

static void item_map(struct batch *b, struct item *item)
{
    struct err err = { 0 };

    item->result = (struct import_result){ .record = &item->record };
    if (item->record.bad) {
        item->result.end = IMPORT_REJECTED;
        item->result.why = item->record.bad;
    } else if (!record_map(b->act.a, b->im->map, &item->record, &item->m, &err)) {
        item_reject(b, item, &err);
    }
    item->result.closed = item->m.c.stage && strcmp(item->m.c.stage, "closed") == 0;
}

static void batch_read(struct batch *b)
{
    b->n = 0;
    while (b->n < BATCH && records_next(b->records, b->act.a, &b->item[b->n].record))
        item_map(b, &b->item[b->n++]);
}

/* -- one record as a filing -- */

/* When it was closed, as near as the other system tells. */
static struct instant closed_at(const struct mapped *m)
{
    struct instant t = m->c.received_at;

    if (instant_is_set(m->c.closed_at))
        return m->c.closed_at;
    if (instant_is_set(m->c.decided_at))
        return m->c.decided_at;
    for (size_t i = 0; i < m->n_entries; i++)
        if (m->entry[i].at.us > t.us)
            t = m->entry[i].at;
    return t;
}

static const char *or_else(const char *s, const char *otherwise)
{
    return s ? s : otherwise;
}

static struct filing_entry *past_entries(struct arena *a, const struct mapped *m)
{
    struct filing_entry *entries = ARENA_ARRAY(a, struct filing_entry, m->n_entries);

    for (size_t i = 0; i < m->n_entries; i++) {
        const struct mapped_entry *e = &m->entry[i];
        entries[i] = (struct filing_entry){
            .kind = or_else(e->kind, "reply"),
            .direction = or_else(e->direction, "out"),
            .channel = e->channel,
            .language = or_else(e->language, m->c.language),
            .author_kind = or_else(e->author, "staff"),
            .text = e->text,
            .at = instant_is_set(e->at) ? e->at : m->c.received_at,
        };
    }
    return entries;
}

static struct filing_past *past_of(struct arena *a, const struct import *im,
                                   const struct item *item)
{
    const struct mapped *m = &item->m;
    struct filing_past *past = ARENA_NEW(a, struct filing_past);

    *past = (struct filing_past){ .source_system = im->map->source,
                                  .external_reference = m->c.external_reference,
                                  .closed = item->result.closed,
                                  .outcome = m->c.outcome,
                                  .answer = m->c.answer,
                                  .severity = m->c.severity,
                                  .safety = m->c.safety,
                                  .priority = m->c.priority,
                                  .entry = past_entries(a, m),
                                  .n_entries = m->n_entries };
    if (past->closed)
        past->closed_at = closed_at(m);
    return past;
}

static void problems_split(struct arena *a, const char *codes, struct filing *f)
{
    char *rest = arena_str(a, codes), *code;

    while (rest && (code = strsep(&rest, " ,;")))
        if (*code)
            filing_problem(f->problems, &f->n_problems, code);
}

static struct filing filing_of(const struct batch *b, const struct item *item)
{
    const struct mapped_case *c = &item->m.c;
    struct filing f = {
        .one_time =
            arena_printf(b->act.a, "import:%s:%s", b->im->map->source, c->external_reference),
        .type = c->type,
        .channel = c->channel,
        .language = c->language,
        .privacy = c->privacy,
        .received_at = c->received_at,
        .subject = c->subject,
        .description = c->description,
        .product = c->product,
        .product_reference = c->product_reference,
        .class_code = c->class,
        .sought = c->sought,
        .remedy_sought = c->remedy_sought,
        .happened_on = c->happened_on,
        .happened_until = c->happened_until,
        .happened_text = c->happened_text,
        .place = c->place,
        .recurrent = c->recurrent,
        .segment = c->segment,
        .immediate_action = c->immediate_action,
        .referred_by = c->referred_by,
        .complainant = { .kind = c->person_kind,
                         .name = c->name,
                         .address = c->address,
                         .postcode = c->postcode,
                         .country = c->country,
                         .email = c->email,
                         .phone = c->phone,
                         .fax = c->fax,
                         .language = c->person_language },
        .representative = { .name = c->representative },
        .authority = c->authority,
        .past = past_of(b->act.a, b->im, item),
    };

    problems_split(b->act.a, c->problems, &f);
    return f;
}

/* Each value of the procedure's own fields as it is stored; one that its field may not hold, or
 * that the class of the case does not have, rejects the record. */
static bool own_check(const struct batch *b, const struct item *item, struct filing *f,
                      struct err *err)
{
    struct own_value *own = ARENA_ARRAY(b->act.a, struct own_value, item->m.n_own);
    const struct pack_version *v = b->im->pack;

    f->own = own;
    for (size_t i = 0; i < item->m.n_own; i++) {
        const struct own_value *typed = &item->m.own[i];
        const struct pack_field *field = pack_field(v, typed->name);
        const char *to = arena_printf(b->act.a, MAPPED_OWN "%s", typed->name), *value;
        if (!field || !pack_concerns(v, &field->classes, f->class_code))
            return err_field(err, to, N_("This complaint has no such field."));
        if (!own_read(b->act.a, field, to, typed->value, &value, err))
            return false;
        if (value)
            own[f->n_own++] = (struct own_value){ field->name, value };
    }
    return true;
}

/* What only the database and the clock can tell; before anything is written. */
static bool filing_check(const struct batch *b, struct filing *f, const char *team, struct err *err)
{
    const struct act *act = &b->act;

    if (team && !team_by_name(act, team, &f->team, err))
        return false;
    if (f->class_code && !b->im->map->add_classes &&
        !procedure_code(b->im->p, "class", f->class_code)) {
        err_field(err, "class", N_("There is no code {value} in the list."));
        err_arg(err, "value", f->class_code);
        return false;
    }
    for (size_t i = 0; i < f->n_problems; i++)
        if (!procedure_code(b->im->p, "problem", f->problems[i])) {
            err_field(err, "problems", N_("There is no code {value} in the list."));
            err_arg(err, "value", f->problems[i]);
            return false;
        }
    if (!filing_mail_allowed("email", f->complainant.email, err))
        return false;
    if (f->received_at.us > act->now.us || f->past->closed_at.us > act->now.us)
        return err_field(err, "received_at",
                         N_("A complaint cannot be received in the future. Check the date."));
    if (f->past->closed && f->past->closed_at.us < f->received_at.us)
        return err_field(err, "closed_at", N_("It cannot be closed before it was received."));
    return true;
}

static bool known_before(const struct batch *b, struct item *item, bool *known, struct err *err)
{
    const char *source = b->im->map->source, *reference = item->m.c.external_reference;
    struct complaint_row c = { 0 };
    struct err none = { 0 };

    *known = sql_imported_before(b->act.a, b->act.db, source, reference, &c, &none);
    if (*known) {
        item->result.end = IMPORT_KNOWN;
        item->result.reference = c.reference;
        return true;
    }
    return none.kind == ERR_NOT_FOUND || (*err = none, false);
}

/* A refusal is about this record; anything else about the machine. */
static bool refusal(const struct err *err)
{
    return err->kind == ERR_INVALID || err->kind == ERR_NOT_FOUND || err->kind == ERR_REFUSED;
}

static bool item_write(struct batch *b, struct item *item, struct err *err)
{
    struct err refused = { 0 };
    struct receipt receipt = { 0 };
    struct filing f;
    bool known;

    if (item->result.end == IMPORT_REJECTED)
        return true;
    if (!known_before(b, item, &known, err))
        return false;
    if (known)
        return true;
    f = filing_of(b, item);
    if (!filing_check(b, &f, item->m.c.team, &refused) || !own_check(b, item, &f, &refused)) {
        if (!refusal(&refused))
            return *err = refused, false;
        item_reject(b, item, &refused);
        return true;
    }
    if (b->im->dry) {
        item->result.of_line =
            seen_before(b->seen, item->m.c.external_reference, item->record.line);
        item->result.end = item->result.of_line > 0 ? IMPORT_KNOWN : IMPORT_NEW;
        return true;
    }
    if (!receipt_file_in(&b->act, b->im->p, &f, &receipt, err))
        return false;
    item->result.reference = receipt.reference;
    item->result.end = receipt.repeated ? IMPORT_KNOWN : IMPORT_NEW;
    return true;
}

static bool batch_begin(struct batch *b, struct tx *tx, struct err *err)
{
    if (b->im->dry)
        return tx_begin_read(tx, b->act.db, err);
    for (int i = 0; i < BUSY_TRIES; i++) {
        err_clear(err);
        if (tx_begin(tx, b->act.db, err))
            return true;
        if (err->kind != ERR_BUSY)
            return false;
    }
    return false;
}

static bool items_write(struct batch *b, size_t first, size_t n, struct err *err)
{
    AUTO_TX tx = { 0 };

    if (!batch_begin(b, &tx, err))
        return false;
    for (size_t i = first; i < first + n; i++)
        if (!item_write(b, &b->item[i], err))
            return false;
    return b->im->dry || (search_put_in(b->act.a, b->act.db, INT64_MAX, NULL, err) &&
                          tally_put_in(b->act.a, b->act.db, err) && tx_commit(&tx, err));
}

/* After one record spoilt the batch, each goes alone, so that only that one is rejected. */
static bool batch_alone(struct batch *b, struct err *err)
{
    for (size_t i = 0; i < b->n; i++) {
        struct item *item = &b->item[i];
        struct err one = { 0 };
        if (item->result.end != IMPORT_REJECTED)
            item->result.end = IMPORT_NEW;
        if (items_write(b, i, 1, &one))
            continue;
        if (!refusal(&one))
            return *err = one, false;
        item_reject(b, item, &one);
    }
    return true;
}

static bool batch_write(struct batch *b, struct err *err)
{
    struct err all = { 0 };

    if (items_write(b, 0, b->n, &all))
        return true;
    if (!refusal(&all))
        return *err = all, false;
    return batch_alone(b, err);
}

static void batch_tell(struct batch *b, struct import_counts *counts)
{
    for (size_t i = 0; i < b->n; i++) {
        const struct import_result *r = &b->item[i].result;
        counts->read++;
        counts->added += r->end == IMPORT_NEW;
        counts->known += r->end == IMPORT_KNOWN;
        counts->rejected += r->end == IMPORT_REJECTED;
        if (b->im->told)
            b->im->told(b->im->to, b->records, r);
    }
}

static bool batches(struct import *im, struct records *records, struct import_counts *counts,
                    struct err *err)
{
    AUTO_ARENA own = arena_new();
    AUTO_ARENA a = arena_new();
    struct batch *b = ARENA_NEW(own, struct batch);
    struct seen seen = { .a = own };

    b->im = im;
    b->seen = &seen;
    b->records = records;
    do {
        arena_reset(a);
        b->act = *im->act;
        b->act.a = a;
        b->act.keys = keyring_new(a, keyring_vault(im->act->keys), im->act->db);
        b->act.actor_kind = "import";
        batch_read(b);
        if (b->n > 0 && !batch_write(b, err))
            return false;
        batch_tell(b, counts);
    } while (b->n == BATCH);
    return records_whole(records) || err_internal(err, "the file cannot be read to its end");
}

bool import_ready(struct import *im, struct err *err)
{
    return procedure_pack_now(im->p, im->act->db, &im->pack, err) &&
           mapping_check(im->map, im->pack, err);
}

bool import_file(struct import *im, const char *path, struct import_counts *counts, struct err *err)
{
    struct arena *a = im->act->a;
    AUTO_RECORDS records = { 0 };

    *counts = (struct import_counts){ 0 };
    if (!import_ready(im, err) || !classes_add(im, path, &counts->classes, err) ||
        !records_open(a, path, im->map, &records, err) || !batches(im, &records, counts, err))
        return false;
    db_analyze(im->act->db);
    return true;
}
