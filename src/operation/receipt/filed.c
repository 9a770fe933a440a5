/*
 * The filing event opened: every value is unsealed and held against its commitment, then those
 * that the complainant told us become the lines of the statement.
 */
#include "operation/receipt/filed.h"

#include "complaint/event.h"
#include "db/filing_sql.h"
#include "db/history_sql.h"
#include "db/tables.h"
#include "operation/receipt/statement.h"

#include <string.h>

enum { SALT = 16 }; /* bytes */

/* Columns that hold what was told, under the names they have in a statement. What the
 * organisation decided itself (team, scope, action taken at once) is not a part of it. */
struct said {
    const char *name, *column;
};
static const struct said about[] = {
    { "language", "language" },
    { "channel", "channel" },
    { "type", "type" },
    { "privacy", "privacy" },
    { "subject", "subject" },
    { "description", "description" },
    { "product", "product" },
    { "product_reference", "product_reference" },
    { "class", "class" },
    { "sought", "sought" },
    { "remedy_sought", "remedy_sought" },
    { "happened_on", "happened_on" },
    { "happened_until", "happened_until" },
    { "happened_text", "happened_text" },
    { "place", "place" },
    { "recurrent", "recurrent" },
    { "external_reference", "external_reference" },
};
static const struct said of_person[] = {
    { "kind", "kind" },
    { "name", "name" },
    { "address", "address" },
    { "postcode", "postcode" },
    { "country", "country" },
    { "email", "email" },
    { "phone", "phone" },
    { "fax", "fax" },
    { "language", "language" },
    { "contact_by", "channel" },
    { "format", "format" },
    { "needs", "needs" },
    { "need_codes", "need_codes" },
};

struct filing_event {
    const struct act *act;
    struct event e;
    struct value *value; /* beside e.values */
    size_t opened;
    struct statement_line *line;
    size_t n_lines;
};

static bool was_erased(struct err *err)
{
    return err_set(err, ERR_REFUSED,
                   N_("Something of what was filed was erased since, so the receipt cannot be made "
                      "again. One that was saved stays good."));
}

static bool altered(const struct filing_event *f, struct err *err)
{
    return err_internal(err, "the values of event %" PRId64 " are not those it names", f->e.id);
}

static bool event_load(struct filing_event *f, int64_t complaint, struct filed *out,
                       struct err *err)
{
    const struct act *act = f->act;
    struct event_row row = { 0 };
    unsigned char hash[EVENT_HASH];

    if (!sql_event_filing(act->a, act->db, complaint, &row, err))
        return false;
    event_hash(row.bytes, hash);
    if (!event_read(act->a, row.bytes, &f->e) || row.hash.n != EVENT_HASH ||
        memcmp(hash, row.hash.s, EVENT_HASH) != 0 || f->e.id != row.id ||
        f->e.complaint != complaint || f->e.position != 1)
        return err_internal(err, "event %" PRId64 " is not as it was written", row.id);
    *out = (struct filed){ .event = f->e.id, .at = f->e.at };
    memcpy(out->hash, hash, sizeof out->hash);
    f->value = ARENA_ARRAY(act->a, struct value, f->e.n_values);
    f->line = ARENA_ARRAY(act->a, struct statement_line, STATEMENT_LINES);
    return true;
}

static void line_add(struct filing_event *f, const char *name, const char *value)
{
    if (value && *value && f->n_lines < STATEMENT_LINES)
        f->line[f->n_lines++] = (struct statement_line){ name, value };
}

/* Nobody who holds the digest alone can try out guesses: the seed is as secret as the words. */
static void salt_add(struct filing_event *f, struct bytes seed)
{
    static const char label[] = "redress.statement.1";
    struct bytes parts[] = { { (const unsigned char *)label, sizeof label }, seed };
    unsigned char hash[MAC_BYTES];

    hash_bytes(parts, COUNT(parts), hash);
    line_add(f, "salt", hex_text(f->act->a, hash, SALT));
}

static bool run_open(struct filing_event *f, const struct event_value_row *v, struct err *err)
{
    struct seal_place place = { "event_value", "sealed", f->e.id };
    struct event_reader reader = { 0 };
    struct err none = { 0 };
    const struct key *key;
    struct bytes seed;

    if (!keyring_get(f->act->keys, (enum key_kind)v->key_kind, v->key_owner, &key, &none))
        return none.kind == ERR_NOT_FOUND ? was_erased(err) : (*err = none, false);
    if (!vault_unseal(f->act->a, key, place, v->sealed, &reader.rest, err))
        return false;
    seed = event_get_raw(&reader, EVENT_HASH);
    if (v->key_kind == KEY_COMPLAINT)
        salt_add(f, seed);
    while (!reader.bad && reader.rest.n > 0) {
        uint32_t index = (uint32_t)event_get(&reader, 4);
        struct value value = event_get_value(f->act->a, &reader);
        unsigned char commitment[EVENT_HASH];
        if (reader.bad || index >= f->e.n_values)
            return altered(f, err);
        event_commit(seed.s, index, value, commitment);
        if (memcmp(commitment, f->e.values[index].commitment, EVENT_HASH) != 0)
            return altered(f, err);
        f->value[index] = value;
        f->opened++;
    }
    return !reader.bad || altered(f, err);
}

static bool values_open(struct filing_event *f, struct err *err)
{
    const struct event_value_row *run;
    struct rows runs;

    if (!sql_event_values(f->act->a, f->act->db, f->e.id, &runs, err))
        return false;
    run = runs.row;
    for (size_t i = 0; i < runs.n; i++)
        if (!run_open(f, &run[i], err))
            return false;
    return f->opened == f->e.n_values || was_erased(err);
}

/* What the event set that column of the row to; VALUE_NULL when nothing. */
static struct value value_of(const struct filing_event *f, const struct table *t, size_t row,
                             const char *column)
{
    const struct field *field = record_field(t->record, column, strlen(column));

    for (size_t i = 0; field && i < f->e.n_values; i++)
        if (f->e.values[i].row == row && f->e.values[i].column == field - t->record->fields)
            return f->value[i];
    return (struct value){ 0 };
}

static const char *text_of(const struct filing_event *f, const struct table *t, size_t row,
                           const char *column)
{
    struct value v = value_of(f, t, row, column);

    return v.kind == VALUE_TEXT ? arena_strn(f->act->a, (const char *)v.b.s, v.b.n) : NULL;
}

/* The next row of that table from `*row` on. */
static bool row_next(const struct filing_event *f, const struct table *t, size_t *row)
{
    while (*row < f->e.n_rows && f->e.rows[*row].table != t->number)
        ++*row;
    return *row < f->e.n_rows;
}

static void person_add(struct filing_event *f, const char *role, int64_t person)
{
    struct arena *a = f->act->a;

    for (size_t row = 0; row_next(f, &person_table, &row); row++)
        for (size_t i = 0; f->e.rows[row].id == person && i < COUNT(of_person); i++)
            line_add(f, arena_printf(a, "%s.%s", role, of_person[i].name),
                     text_of(f, &person_table, row, of_person[i].column));
}

static void parties_add(struct filing_event *f)
{
    for (size_t row = 0; row_next(f, &party_table, &row); row++) {
        const char *role = text_of(f, &party_table, row, "role");
        if (!role)
            continue;
        person_add(f, role, value_of(f, &party_table, row, "person_id").i);
        line_add(f, arena_printf(f->act->a, "%s.authority", role),
                 text_of(f, &party_table, row, "authority"));
    }
}

static void codes_add(struct filing_event *f)
{
    for (size_t row = 0; row_next(f, &complaint_code_table, &row); row++)
        line_add(f, "problem", text_of(f, &complaint_code_table, row, "code"));
}

static void files_add(struct filing_event *f)
{
    for (size_t row = 0; row_next(f, &file_table, &row); row++)
        line_add(f, "file",
                 arena_printf(
                     f->act->a, "%s %" PRId64 " %s %s", text_of(f, &file_table, row, "sha256"),
                     value_of(f, &file_table, row, "size").i, text_of(f, &file_table, row, "type"),
                     text_of(f, &file_table, row, "name")));
}

/* Answers to what the pack asks beside the standard. */
static void own_add(struct filing_event *f)
{
    for (size_t row = 0; row_next(f, &own_field_table, &row); row++) {
        const char *name = text_of(f, &own_field_table, row, "name");
        const char *sealed = text_of(f, &own_field_table, row, "value");
        if (name)
            line_add(f, arena_printf(f->act->a, "own.%s", name),
                     sealed ? sealed : text_of(f, &own_field_table, row, "plain"));
    }
}

/* The earlier complaint that they named. */
static bool link_add(struct filing_event *f, size_t row, struct err *err)
{
    int64_t id = value_of(f, &complaint_table, row, "linked_to_id").i;
    struct complaint_row linked = { 0 };

    if (id == 0)
        return true;
    if (!complaint_by_id(f->act->a, f->act->db, id, &linked, err))
        return false;
    line_add(f, "linked_to", linked.reference);
    return true;
}

bool filed_load(const struct act *act, int64_t complaint, struct filed *out, struct err *err)
{
    struct filing_event f = { .act = act };
    size_t row = 0;

    if (!event_load(&f, complaint, out, err) || !values_open(&f, err))
        return false;
    if (!row_next(&f, &complaint_table, &row))
        return err_internal(err, "event %" PRId64 " files nothing", f.e.id);
    for (size_t i = 0; i < COUNT(about); i++)
        line_add(&f, about[i].name, text_of(&f, &complaint_table, row, about[i].column));
    codes_add(&f);
    own_add(&f);
    parties_add(&f);
    files_add(&f);
    if (!link_add(&f, row, err))
        return false;
    out->reference = text_of(&f, &complaint_table, row, "reference");
    out->received.us = value_of(&f, &complaint_table, row, "received_at").i;
    out->lines = (struct rows){ f.line, f.n_lines };
    return out->reference || err_internal(err, "event %" PRId64 " gives no reference", f.e.id);
}
