/* A dossier as an export shows it: the tables here say which columns of a row go out, by their
 * names. */
#include "export/export.h"

#include "base/buf.h"
#include "complaint/pack_version.h"
#include "operation/receipt/matter_flow.h"

#include <string.h>

#define P(m) FIELD(struct export_person, m)
static const struct field person_fields[] = {
    P(kind),     P(name),    P(email),    P(phone),   P(fax),    P(address),
    P(postcode), P(country), P(language), P(channel), P(format), P(needs),
};
static const struct record person_record = RECORD(struct export_person, person_fields);

#define E(m) FIELD(struct export_entry, m)
static const struct field entry_fields[] = {
    E(kind), E(direction), E(at), E(author), E(channel), E(language), E(text),
};
static const struct record entry_record = RECORD(struct export_entry, entry_fields);

#define D(m) FIELD(struct export_decision, m)
static const struct field decision_fields[] = {
    D(level), D(outcome), D(reasons), D(decided_at), D(communicated_at), D(answer), D(answered_at),
};
static const struct record decision_record = RECORD(struct export_decision, decision_fields);

#define R(m) FIELD(struct export_remedy, m)
static const struct field remedy_fields[] = {
    R(kind),   R(state),   R(text),  R(amount), R(currency), R(due_on),    R(done_on),
    R(item),   R(number),  R(batch), R(reach),  R(topic),    R(attendees), R(valid_until),
    R(points), R(percent), R(cost),  R(fund),   R(over_why),
};
static const struct record remedy_record = RECORD(struct export_remedy, remedy_fields);

#define F(m) FIELD(struct export_file, m)
static const struct field file_fields[] = { F(name), F(type), F(size), F(sha256) };
static const struct record file_record = RECORD(struct export_file, file_fields);

static const struct field own_fields[] = { FIELD(struct export_own, name),
                                           FIELD(struct export_own, value) };
static const struct record own_record = RECORD(struct export_own, own_fields);

#define C(m) FIELD(struct export_case, m)
static const struct field case_fields[] = {
    C(reference),
    C(type),
    C(stage),
    C(level),
    C(channel),
    C(received_at),
    C(entered_at),
    C(updated_at),
    C(language),
    C(privacy),
    C(team),
    C(subject),
    C(description),
    C(product),
    C(product_reference),
    C(class),
    C(class_label),
    C(problems),
    C(sought),
    C(remedy_sought),
    C(happened_on),
    C(happened_until),
    C(happened_text),
    C(place),
    C(recurrent),
    C(segment),
    C(immediate_action),
    C(referred_by),
    C(severity),
    C(safety),
    C(priority),
    C(outcome),
    C(answer),
    C(decided_at),
    C(closing),
    C(closed_at),
    C(source_system),
    C(external_reference),
    FIELD_ONE(struct export_case, complainant, &person_record),
    FIELD_ONE(struct export_case, representative, &person_record),
    C(authority),
    FIELD_ROWS(struct export_case, entries, &entry_record),
    FIELD_ROWS(struct export_case, decisions, &decision_record),
    FIELD_ROWS(struct export_case, remedies, &remedy_record),
    FIELD_ROWS(struct export_case, files, &file_record),
    FIELD_ROWS(struct export_case, fields, &own_record),
    C(fields_text),
    C(pack),
};
const struct record export_case_record = RECORD(struct export_case, case_fields);

static const void *person_fill(struct arena *a, const struct person_row *p)
{
    struct export_person *out;

    if (!p)
        return NULL;
    out = ARENA_NEW(a, struct export_person);
    record_take(&person_record, out, &person_row_record, p);
    return out;
}

static struct rows entries_fill(struct arena *a, const struct dossier *d)
{
    struct export_entry *out = ARENA_ARRAY(a, struct export_entry, d->entry.n);

    for (size_t i = 0; i < d->entry.n; i++) {
        record_take(&entry_record, &out[i], &entry_row_record, &d->entry.row[i]);
        out[i].author = d->entry.row[i].author_kind;
    }
    return (struct rows){ out, d->entry.n };
}

static struct rows decisions_fill(struct arena *a, const struct dossier *d)
{
    struct export_decision *out = ARENA_ARRAY(a, struct export_decision, d->decision.n);

    for (size_t i = 0; i < d->decision.n; i++)
        record_take(&decision_record, &out[i], &decision_row_record, &d->decision.row[i]);
    return (struct rows){ out, d->decision.n };
}

static struct rows remedies_fill(struct arena *a, const struct dossier *d)
{
    struct export_remedy *out = ARENA_ARRAY(a, struct export_remedy, d->remedy.n);

    for (size_t i = 0; i < d->remedy.n; i++)
        record_take(&remedy_record, &out[i], &remedy_row_record, &d->remedy.row[i]);
    return (struct rows){ out, d->remedy.n };
}

static void own_fill(struct arena *a, const struct dossier *d, struct export_case *out)
{
    struct export_own *list = ARENA_ARRAY(a, struct export_own, d->own_field.n);
    struct buf b = buf_new(a);
    size_t n = 0;

    for (size_t i = 0; i < d->own_field.n; i++) {
        const char *name = d->own_field.row[i].name, *value = dossier_own(d, name);
        if (!value)
            continue;
        list[n++] = (struct export_own){ name, value };
        buf_printf(&b, "%s%s: %s", b.n > 0 ? "\n" : "", name, value);
    }
    out->fields = (struct rows){ list, n };
    out->fields_text = n > 0 ? buf_text(&b) : NULL;
    out->pack = d->pack ? arena_printf(a, "%s@%" PRId64, d->pack->name, d->pack->version) : NULL;
}

static struct rows files_fill(struct arena *a, const struct dossier *d)
{
    struct export_file *out = ARENA_ARRAY(a, struct export_file, d->file.n);
    size_t n = 0;

    for (size_t i = 0; i < d->file.n; i++) {
        const struct file_row *f = &d->file.row[i];
        if (!instant_is_set(f->removed_at))
            out[n++] = (struct export_file){ f->name.text, f->type, f->sha256.text, f->size };
    }
    return (struct rows){ out, n };
}

static void people_fill(struct arena *a, const struct dossier *d, struct export_case *out)
{
    const struct party_row *acting = dossier_party(d, "representative");

    out->complainant = person_fill(a, dossier_person(d, "complainant"));
    out->representative = person_fill(a, dossier_person(d, "representative"));
    out->authority = acting ? acting->authority.text : NULL;
}

void export_fill(struct arena *a, const struct procedure *p, const struct dossier *d,
                 const char *team, struct export_case *out)
{
    const struct decision_row *decision = dossier_decision(d);

    *out = (struct export_case){ .team = team };
    record_take(&export_case_record, out, &complaint_row_record, &d->c);
    out->class_label = procedure_label(p, "class", d->c.class, &langs[0]);
    out->problems = matter_problems(a, d);
    if (decision)
        out->decided_at = decision->decided_at;
    out->entries = entries_fill(a, d);
    out->decisions = decisions_fill(a, d);
    out->remedies = remedies_fill(a, d);
    out->files = files_fill(a, d);
    people_fill(a, d, out);
    own_fill(a, d, out);
}
